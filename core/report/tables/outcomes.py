"""Tables and records for other programs: CSV, JSON, the record of one explanation."""

import csv
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import Final

from core import paths
from core.entities import Outcome, Prediction, Surrogate
from core.report.content import DecisionNote, PhotoReport, explained
from core.report.evidence import contrasted
from core.report.records import SCHEMA, RecordChain

COLUMNS: Final = (
    "path",
    "label",
    "confidence",
    "second_label",
    "second_confidence",
    "status",
    "error",
)
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for the beginning of a formula, or skips before one."""

WIDE_FORMULA_STARTS: Final = ("＝", "＋", "－", "＠")
"""Full-width forms, which some spreadsheets treat alike."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def neutral(text: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe before what may begin a formula."""
    starts = (*FORMULA_STARTS, *WIDE_FORMULA_STARTS)
    return f"'{text}" if text.lstrip(" ").startswith(starts) else text


def write_csv(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write one row per photo, UTF-8, row by row.

    Undecodable bytes of a path become escapes. Confidences, in [0, 1], have six decimals.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    with (
        paths.writing(path) as temporary,
        temporary.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file,
    ):
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for outcome in outcomes:
            table.writerow(row(outcome))


def row(outcome: Outcome) -> list[str]:
    """Give the cells of one photo, in the order of `COLUMNS`."""
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {"path": str(outcome.path), "status": outcome.status.value, "error": outcome.error}
    if outcome.prediction:
        cells |= {
            name: value if isinstance(value, str) else f"{value:.6f}"
            for name, value in _tag(outcome.prediction).items()
        }
    return [neutral(cells[name]) for name in COLUMNS]


def _tag(prediction: Prediction) -> dict[str, str | float]:
    first, *others = prediction.top
    tag: dict[str, str | float] = {"label": first.label, "confidence": first.probability}
    if others:
        tag |= {"second_label": others[0].label, "second_confidence": others[0].probability}
    return tag


def write_json(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write a list of one object per photo, with the fields of the CSV and the top five.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    with paths.writing(path) as temporary, temporary.open("w", encoding="utf-8") as file:
        file.write("[")
        for number, outcome in enumerate(outcomes):
            file.write(",\n" if number else "\n")
            file.write(dumped(outcome_json(outcome)))
        file.write("\n]\n")


def outcome_json(outcome: Outcome) -> dict[str, Json]:
    """Give one photo as a JSON object; what there is not is null."""
    record: dict[str, Json] = dict.fromkeys(COLUMNS)
    record |= {"path": str(outcome.path), "status": outcome.status.value, "error": outcome.error}
    if outcome.prediction:
        record |= _tag(outcome.prediction)
    record["top5"] = _top(outcome.prediction) if outcome.prediction else []
    return record


def _top(prediction: Prediction) -> list[Json]:
    return [{"label": c.label, "confidence": float(c.probability)} for c in prediction.top]


def explanation_json(report: PhotoReport) -> dict[str, Json]:
    """Give the record of one explanation: all that is needed to compute it again.

    `weights`, their `standard_errors`, `intercept`, `r2` and `local_prediction` belong to
    `explained`, the class shown; `surrogates` holds the models of every class, and `contrast`
    that of the class shown over `parameters.against`, null where there is none. `classes` are those
    of the network's that could occur; null where all could.
    """
    from core.explain.agreement import stability_of

    explanation, prediction, shown = report.explanation, report.prediction, explained(report)
    return {
        "schema": SCHEMA,
        "label": prediction.label,
        "confidence": float(prediction.confidence),
        "status": prediction.status.value,
        "top5": _top(prediction),
        "explained": shown.label,
        "segments": explanation.superpixels,
        "segments_sha256": hashlib.sha256(explanation.segments.astype("<i4").tobytes()).hexdigest(),
        **_surrogate(shown),
        "standard_errors": _standard_errors(shown),
        "surrogates": {s.label: _surrogate(s) for s in explanation.surrogates.values()},
        "contrast": _contrast(report),
        "samples": explanation.samples,
        "seed": explanation.settings.seed,
        "parameters": {**asdict(explanation.settings), "labels": list(explanation.settings.labels)},
        "stability": {k: _finite(v) for k, v in asdict(stability_of(shown)).items()},
        "faithfulness": asdict(report.faithfulness) if report.faithfulness else None,
        "decision": _decision(report.decision) if report.decision else None,
        "seconds": explanation.seconds,
        "photo": {
            "path": str(report.photo.path),
            "sha256": report.photo.sha256,
            "height": report.photo.full_size[0],
            "width": report.photo.full_size[1],
        },
        "network": {
            "name": report.pack.name,
            "version": report.pack.version,
            "sha256": report.pack.sha256,
        },
        "classes": list(report.pack.choice.names) or None,
        "versions": dict(report.versions),
        "created": report.created.astimezone(UTC).isoformat(timespec="seconds"),
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


def write_explanation(report: PhotoReport, path: Path) -> None:
    """Write the record of one explanation, with a hash that an edited one does not fit.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    paths.write_text(path, dumped(RecordChain().add(explanation_json(report)), indent=1) + "\n")


def dumped(record: Mapping[str, Json], indent: int | None = None) -> str:
    """Write JSON that any parser takes: letters as they are, lone surrogates as escapes."""
    text = json.dumps(record, ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")
