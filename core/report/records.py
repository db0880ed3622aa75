"""The record of one explanation, and how the records of a report are chained.

Each record holds the hash of the one before it and a hash over all its own fields; a last line
holds their number. Who edits one without computing everything anew is found out.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from core import outputs
from core.entities import Box, EngineFacts, ExplainSettings, Prediction, Surrogate
from core.report import content
from core.report.content import DecisionNote, PhotoReport, explained
from core.report.evidence import contrasted
from core.report.json_text import Json, dumped
from core.report.product_note import ProductNote
from core.review.chain import fingerprint
from core.vocabulary import Fill

SCHEMA: Final = "explanation-1"
"""Describes a record: resources/schema/explanation-1.json."""

START: Final = hashlib.sha256(b"tagproof report").hexdigest()
"""What the first record follows."""

END: Final = "records"
"""Key of the last line: how many records came before it."""

Record = Mapping[str, Any]


def explanation_record(report: PhotoReport) -> dict[str, Json]:
    """Give the record of one explanation: all that is needed to compute it again.

    `weights`, their `standard_errors`, `intercept`, `r2` and `local_prediction` belong to
    `explained`, the class shown; `surrogates` holds the models of every class, and `contrast`
    that of the class shown over `parameters.against`, null where there is none. `classes` are those
    of the network's that could occur; null where all could. `product` is what several photos
    together are tagged as, this being one of them; null for a photo by itself. `reasons` are the
    page's sentences by key and values, the same in whatever `language` the page says them.
    `used` names what cut the photo and what hid regions, which `parameters` may leave to the photo.
    `engine` gave the tag and `explained_by` answered the samples; null where that was not kept.
    """
    from core.explain.agreement import stability_of

    explanation, prediction, shown = report.explanation, report.prediction, explained(report)
    return {
        "schema": SCHEMA,
        "label": prediction.label,
        "confidence": float(prediction.confidence),
        "status": prediction.status.value,
        "top5": top_classes(prediction),
        "explained": shown.label,
        "segments": explanation.superpixels,
        "segments_sha256": hashlib.sha256(explanation.segments.astype("<i4").tobytes()).hexdigest(),
        "language": report.language.key,
        "reasons": reasons(report),
        **_surrogate(shown),
        "standard_errors": _standard_errors(shown),
        "surrogates": {s.label: _surrogate(s) for s in explanation.surrogates.values()},
        "contrast": _contrast(report),
        "samples": explanation.samples,
        "seed": explanation.settings.seed,
        "parameters": {**asdict(explanation.settings), "labels": list(explanation.settings.labels)},
        "used": _used(explanation.used),
        "stability": {k: _finite(v) for k, v in asdict(stability_of(shown)).items()},
        "faithfulness": asdict(report.faithfulness) if report.faithfulness else None,
        "decision": _decision(report.decision) if report.decision else None,
        "product": product_record(report.product) if report.product else None,
        "seconds": explanation.seconds,
        "photo": {
            "path": str(report.photo.path),
            "sha256": report.photo.sha256,
            "height": report.photo.full_size[0],
            "width": report.photo.full_size[1],
            "box": box_record(report.photo.box),
        },
        "network": {
            "name": report.pack.name,
            "version": report.pack.version,
            "sha256": report.pack.sha256,
        },
        "engine": _engine(prediction.engine),
        "explained_by": _engine(explanation.engine),
        "classes": list(report.pack.choice.names) or None,
        "versions": dict(report.versions),
        "created": report.created.astimezone(UTC).isoformat(timespec="seconds"),
    }


def _engine(facts: EngineFacts | None) -> dict[str, Json] | None:
    return asdict(facts) if facts else None


def _used(settings: ExplainSettings) -> dict[str, Json]:
    """Give what was left to the photo: what cut it, and what replaced superpixels that are off."""
    coloured = settings.fill is Fill.COLOUR
    return {
        "segmenter": settings.segmenter.value,
        "rim": bool(settings.rim),
        "fill": settings.fill.value,
        "fill_colour": settings.fill_colour if coloured else None,
    }


def box_record(box: Box | None) -> list[Json] | None:
    """Give a box as left, top, width and height in px of the upright photo; null without one."""
    return None if box is None else [box.left, box.top, box.width, box.height]


def reasons(report: PhotoReport) -> list[Json]:
    """Give why the class shown was tagged, before anybody put it into words."""
    from core.explain import narrative

    told = narrative.sentences(
        report.prediction, content.shown(report), boxed=report.photo.box is not None
    )
    return [sentence.plain() for sentence in told]


def top_classes(prediction: Prediction) -> list[Json]:
    """Give the most probable classes with their confidences, descending."""
    return [{"label": c.label, "confidence": float(c.probability)} for c in prediction.top]


def product_record(note: ProductNote) -> dict[str, Json]:
    """Give what a page says of a product, with all that its tag was made from."""
    photos: list[Json] = [
        {
            "path": str(one.path),
            "sha256": one.sha256,
            "box": box_record(one.box),
            "label": one.label or None,
            "confidence": float(one.confidence) if one.label else None,
            "looks_like": one.looks_like or None,
            "trouble": one.trouble or None,
        }
        for one in note.photos
    ]
    return {
        "key": note.key,
        "title": note.title,
        "label": note.tag.label,
        "confidence": float(note.tag.probability),
        "status": note.status.value,
        "explained": note.explained,
        "photos": photos,
    }


def _contrast(report: PhotoReport) -> dict[str, Json] | None:
    """Give the model of the class shown over the one that it is set against."""
    found = contrasted(report)
    if found is None:
        return None
    target: dict[str, Json] = {
        "for": explained(report).label,
        "against": report.explanation.settings.against,
        "target": report.explanation.settings.target.value,
    }
    model = found.surrogate
    return {**target, **_surrogate(model), "standard_errors": _standard_errors(model)}


def _decision(note: DecisionNote) -> dict[str, Json]:
    decided = note.decided.astimezone(UTC).isoformat() if note.decided else None
    return {**asdict(note), "decided": decided}


def _surrogate(surrogate: Surrogate) -> dict[str, Json]:
    return {
        "weights": [float(weight) for weight in surrogate.weights],
        "intercept": float(surrogate.intercept),
        "r2": _finite(surrogate.r2),
        "held_out_r2": _finite(surrogate.held_out_r2),
        "local_prediction": float(surrogate.local_prediction),
        "model_value": float(surrogate.model_value),
    }


def _standard_errors(surrogate: Surrogate) -> list[Json]:
    """Give them by superpixel; null where there were too few samples."""
    errors = surrogate.standard_errors
    return [None] * len(surrogate.weights) if errors is None else [_finite(e) for e in errors]


def _finite(value: float) -> float | None:
    """JSON knows no NaN."""
    return float(value) if math.isfinite(value) else None


def write_record(report: PhotoReport, path: Path) -> None:
    """Write the record of one explanation, with a hash that an edited one does not fit.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    outputs.write_text(path, dumped(RecordChain().add(explanation_record(report)), indent=1) + "\n")


class RecordChain:
    """Seals records one after the other.

    Attributes
    ----------
    count : int
        Records sealed so far.
    """

    def __init__(self) -> None:
        self._last = START
        self.count = 0

    def add(self, record: Record) -> dict[str, Any]:
        """Give a record with the hash before it and its own."""
        self.count += 1
        return self._sealed(record)

    def end(self) -> dict[str, Any]:
        """Give what stands behind the last record."""
        return self._sealed({END: self.count})

    def _sealed(self, record: Record) -> dict[str, Any]:
        sealed = {**record, "previous": self._last}
        self._last = fingerprint(sealed)
        return {**sealed, "hash": self._last}
