"""Time of one explanation: ours against stock lime with Keras, medians of one run.

    python -m benchmarks.explain --photos DIR --split FILE [--count 50] [--page]

Ratios are taken photo by photo, both sides in turn, so that other work on the machine weighs on
both alike. Needs the `train` extra: the references run on Keras.
"""

from pathlib import Path
from typing import Final

import click
import numpy as np

from benchmarks.engines import TimedEngine
from benchmarks.photos import (
    PACK,
    PHOTOS,
    SPLIT,
    WRITE,
    chosen,
    measured_on,
    open_classifier,
    tell,
    timed,
)
from benchmarks.profiling import memory, profile
from benchmarks.stock import KerasReference, stock_lime
from core.entities import ExplainSettings, Photo
from core.explain.lime import explain
from core.imaging.preprocessing import prepare
from core.inference.classifier import Classifier
from core.vocabulary import Sampling
from model.measuring.page import table

WARM_UP: Final = 130
"""Samples of the run that brings imports and first batches, not timed."""

Row = dict[str, float]

OURS: Final = "ours, {} samples"
STABLE: Final = "ours, until stable"
BALANCED: Final = "ours, until stable, balanced samples"
AIMS: Final = {"the published CNN": "30, at least 20", "the same network": "6"}


@click.command()
@PHOTOS
@SPLIT
@click.option("--count", default=50, show_default=True, help="Photos, drawn at random.")
@PACK
@click.option("--samples", default=1000, show_default=True)
@WRITE
def main(
    *,
    photos: Path | None,
    split: Path | None,
    count: int,
    pack: Path | None,
    samples: int,
    page: bool,
) -> None:
    """Time explanations against stock lime."""
    classifier = open_classifier(pack)
    loaded = chosen(photos, split, count)
    references = _references(classifier)
    _warm_up(classifier, references, loaded[0])
    rows = [_row(classifier, references, photo, samples) for photo in loaded]
    parts = [measured_on(classifier, loaded), _times(rows, references, samples)]
    parts += [profile(classifier, loaded[:10], samples), memory(classifier, loaded[0], samples)]
    tell("speed", "\n\n".join(parts), page=page)


def _references(classifier: Classifier) -> dict[str, KerasReference]:
    pack = classifier.pack
    return {
        "the same network": KerasReference.of_pack(pack.folder, pack.card.input.scaling),
        "the published CNN": KerasReference.published(len(pack.labels)),
    }


def _warm_up(classifier: Classifier, references: dict[str, KerasReference], photo: Photo) -> None:
    settings = ExplainSettings(samples=WARM_UP, until_stable=False)
    explain(classifier, photo, classifier.classify(photo), settings)
    for reference in references.values():
        stock_lime(reference, prepare(photo.pixels, reference.size), 20)


def _row(
    classifier: Classifier, references: dict[str, KerasReference], photo: Photo, samples: int
) -> Row:
    """Time both sides on one photo, seconds."""
    prediction, engine = classifier.classify(photo), classifier.engine
    assert isinstance(engine, TimedEngine)
    fixed = ExplainSettings(samples=samples, until_stable=False)
    engine.seconds = 0.0
    whole, found = timed(lambda: explain(classifier, photo, prediction, fixed))
    row = {OURS.format(samples): whole, "network": engine.seconds / whole}
    row[STABLE], early = timed(lambda: explain(classifier, photo, prediction, ExplainSettings()))
    former = ExplainSettings(sampling=Sampling.BALANCED)
    row[BALANCED], late = timed(lambda: explain(classifier, photo, prediction, former))
    row |= {"samples": early.samples, "stable": early.stable, "superpixels": found.superpixels}
    row["balanced"] = late.samples
    for name, reference in references.items():
        picture = prepare(photo.pixels, reference.size)
        row[name] = timed(lambda r=reference, p=picture: stock_lime(r, p, samples))[0]
    return row


def _times(rows: list[Row], references: dict[str, KerasReference], samples: int) -> str:
    whole = OURS.format(samples)
    lines = [[f"{name}, s", *_quartiles(rows, name)] for name in (whole, STABLE, BALANCED)]
    lines += [
        [f"stock lime + Keras `predict`, {name}, s", *_quartiles(rows, name)] for name in references
    ]
    for name in references:
        lines.append([f"{name}: stock / {whole} (aim {AIMS[name]})", *_ratios(rows, name, whole)])
    name = "the published CNN"
    lines.append(
        [f"{name}: stock / {STABLE} (aim 150, at least 105)", *_ratios(rows, name, STABLE)]
    )
    lines.append([f"{name}: stock / {BALANCED}", *_ratios(rows, name, BALANCED)])
    lines.append(["samples until stable", *_quartiles(rows, "samples", 0)])
    lines.append(["samples until stable, balanced", *_quartiles(rows, "balanced", 0)])
    lines.append(["superpixels", *_quartiles(rows, "superpixels", 0)])
    stable = np.mean([row["stable"] for row in rows])
    note = (
        f"{100 * stable:.0f} % of the photos were stable before or at the limit of 1,024 samples."
    )
    return f"{table(['what', 'median', 'quartiles'], lines)}\n\n{note}"


def _quartiles(rows: list[Row], name: str, digits: int = 2) -> tuple[str, str]:
    return _spread(np.array([row[name] for row in rows]), digits)


def _ratios(rows: list[Row], stock: str, ours: str) -> tuple[str, str]:
    return _spread(np.array([row[stock] / row[ours] for row in rows]), 1)


def _spread(values: np.ndarray, digits: int) -> tuple[str, str]:
    low, middle, high = np.percentile(values, [25, 50, 75])
    return f"{middle:.{digits}f}", f"{low:.{digits}f} to {high:.{digits}f}"


if __name__ == "__main__":
    main()
