"""Which choices win by deletion and insertion; all are judged with the same fill, the background's.

What is measured of a photo by one choice is kept in a file, one line each, so that a run that was
ended goes on where it stood. Pictures that several choices ask about are asked about once
(`RememberingEngine`).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.engines import RememberingEngine
from benchmarks.photos import watched
from core.entities import ExplainSettings, Photo
from core.explain.faithfulness import faithfulness
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.explain.quality import agreement_with_map
from core.inference.classifier import Classifier
from core.vocabulary import Fill, Sampling, Segmenter, Target
from model.measuring.page import table

CHOICES: Final = {
    "defaults": ExplainSettings(),
    "defaults, all 1,024 samples": ExplainSettings(until_stable=False),
    "30 superpixels": ExplainSettings(superpixels=30),
    "50 superpixels": ExplainSettings(superpixels=50),
    "compact watershed": ExplainSettings(segmenter=Segmenter.WATERSHED),
    "Felzenszwalb": ExplainSettings(segmenter=Segmenter.FELZENSZWALB),
    "quickshift": ExplainSettings(segmenter=Segmenter.QUICKSHIFT),
    "grid": ExplainSettings(segmenter=Segmenter.GRID),
    "mean fill": ExplainSettings(fill=Fill.MEAN),
    "blur fill": ExplainSettings(fill=Fill.BLUR),
    "black fill": ExplainSettings(fill=Fill.COLOUR),
    "probability": ExplainSettings(target=Target.PROBABILITY),
    "balanced samples": ExplainSettings(sampling=Sampling.BALANCED),
    "independent samples": ExplainSettings(sampling=Sampling.INDEPENDENT),
    "kernel width 0.5": ExplainSettings(kernel_width=0.5),
    "as published": AS_PUBLISHED,
}
HEAD: Final = (
    "choice", "deletion", "gain", "insertion", "gain", "held-out R2",
    "agreement with activation map", "samples",
)  # fmt: skip

Figures = list[float]
"""Of one photo by one choice: what `_figures` gives."""


def choices(
    classifier: Classifier,
    photos: list[Photo],
    keep: Path | None = None,
    names: Sequence[str] = (),
) -> str:
    """Measure deletion and insertion of each choice, or of those named; gives a table."""
    known, names = _read(keep), names or tuple(CHOICES)
    engine = RememberingEngine(classifier.engine)
    remembering = Classifier(classifier.pack, engine)
    measured = []
    for photo in watched(photos, "Choices: measured"):
        engine.forget()
        for settings in (CHOICES[name] for name in names):
            key = _key(classifier, photo, settings)
            if key not in known:
                known[key] = _figures(remembering, photo, settings)
                _append(keep, key, known[key])
            measured.append(known[key])
    return _told(names, np.array(measured).reshape(len(photos), len(names), -1))


def _told(names: Sequence[str], figures: np.ndarray) -> str:
    """Lay out (n_photos, n_choices, n_columns) figures."""
    lines = []
    for name, of_choice in zip(names, figures.swapaxes(0, 1), strict=True):
        deletion, insertion, _, _, r2, agreed, samples = np.nanmean(of_choice, axis=0)
        lines.append([
            name,
            f"{deletion:.3f}",
            _gain(of_choice[:, 2] - of_choice[:, 0]),
            f"{insertion:.3f}",
            _gain(of_choice[:, 1] - of_choice[:, 3]),
            f"{r2:.2f}",
            f"{agreed:.2f}",
            f"{samples:.0f}",
        ])  # fmt: skip
    note = (
        "Areas under the class's probability: less is better in deletion, more in insertion. Gains "
        "are over random orders of the same superpixels, with standard errors; more is better."
    )
    return f"{note}\n\n{table(HEAD, lines)}"


def _gain(gains: np.ndarray) -> str:
    return f"{gains.mean():.3f} ± {gains.std() / np.sqrt(len(gains)):.3f}"


def _figures(classifier: Classifier, photo: Photo, settings: ExplainSettings) -> Figures:
    prediction = classifier.classify(photo)
    found = explain(classifier, photo, prediction, settings)
    areas = faithfulness(
        classifier, photo, replace(found, decided=replace(found.used, fill=Fill.BACKGROUND))
    )
    pack = classifier.pack
    agreed = agreement_with_map(found, photo, prediction, pack)
    return [
        areas.deletion,
        areas.insertion,
        areas.random_deletion,
        areas.random_insertion,
        found.surrogate.held_out_r2,
        np.nan if agreed is None else agreed,
        found.samples,
    ]


def _key(classifier: Classifier, photo: Photo, settings: ExplainSettings) -> str:
    """Name photo, network and settings: figures of others are no help."""
    asked = hashlib.sha256(json.dumps(asdict(settings), sort_keys=True).encode()).hexdigest()
    return " ".join((photo.sha256, classifier.pack.sha256, asked))


def _read(file: Path | None) -> dict[str, Figures]:
    if file is None or not file.exists():
        return {}
    return dict(json.loads(line) for line in file.read_text("utf-8").splitlines())


def _append(file: Path | None, key: str, figures: Figures) -> None:
    if file is not None:
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps([key, figures]) + "\n")
