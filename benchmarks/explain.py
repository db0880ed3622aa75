"""Time of one explanation: ours against stock lime with Keras, medians of one run.

    python -m benchmarks.explain [--photos DIR] [--count 50] [--published] [--agreement]

Ratios are taken photo by photo, both sides in turn, so that other work on the machine weighs on
both alike.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

import click
import numpy as np

from benchmarks.photos import TimedEngine, chosen, open_classifier, timed
from benchmarks.stock import KerasReference, stock_lime
from core.entities import ExplainSettings, Explanation, Photo
from core.explain.agreement import rank_correlation, top_jaccard
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.explain.segmentation import segment
from core.inference.classifier import Classifier
from core.preprocessing import prepare

REFERENCE_SAMPLES: Final = 10_000
STABLE: Final = ExplainSettings()

Row = dict[str, float]


@click.command()
@click.option("--photos", type=click.Path(exists=True, path_type=Path), help="default: samples")
@click.option("--count", default=50, show_default=True, help="photos, drawn at random")
@click.option("--pack", type=click.Path(exists=True, path_type=Path), help="default: ours")
@click.option("--samples", default=1000, show_default=True)
@click.option("--published", is_flag=True, help="also time the published CNN (untrained weights)")
@click.option("--agreement", is_flag=True, help="also compare with 10,000 samples")
def main(
    *,
    photos: Path | None,
    count: int,
    pack: Path | None,
    samples: int,
    published: bool,
    agreement: bool,
) -> None:
    """Time explanations against stock lime."""
    classifier = open_classifier(pack)
    card = classifier.pack.card
    references = {
        "same network": KerasReference.of_pack(classifier.pack.folder, card.input.scaling)
    }
    if published:
        references["published CNN"] = KerasReference.published(len(classifier.pack.labels))
    loaded = chosen(photos, count)
    _ours(classifier, loaded[0], samples)  # warm up: imports, first batch
    for reference in references.values():
        stock_lime(reference, prepare(loaded[0].pixels, reference.size), 20)
    rows = []
    for photo in loaded:
        row = _ours(classifier, photo, samples)
        for name, reference in references.items():
            row[f"stock lime, {name}, s"] = _stock(reference, photo, samples)
        if agreement:
            row |= _agreement(classifier, photo, samples)
        rows.append(row)
    _tell(rows, list(references), samples)


def _ours(classifier: Classifier, photo: Photo, samples: int) -> Row:
    """Time each part of ours on one photo, seconds."""
    fixed = ExplainSettings(samples=samples, until_stable=False)
    cutting, _ = timed(lambda: segment(photo.pixels, fixed.segmenter, fixed.superpixels))
    prediction = classifier.classify(photo)
    engine = classifier.engine
    assert isinstance(engine, TimedEngine)
    engine.seconds = 0.0
    whole, found = timed(lambda: explain(classifier, photo, prediction, fixed))
    network = engine.seconds
    stable, early = timed(lambda: explain(classifier, photo, prediction, STABLE))
    return {
        "ours, whole, s": whole,
        "ours, superpixels, s": cutting,
        "ours, share inside the network": network / whole,
        "ours, until stable, s": stable,
        "ours, until stable, samples": early.samples,
        "superpixels": found.superpixels,
    }


def _stock(reference: KerasReference, photo: Photo, samples: int) -> float:
    picture = prepare(photo.pixels, reference.size)
    return timed(lambda: stock_lime(reference, picture, samples))[0]


def _agreement(classifier: Classifier, photo: Photo, samples: int) -> Row:
    """Compare with a long run of the same target under another seed."""
    prediction = classifier.classify(photo)
    rows: Row = {}
    stock = replace(AS_PUBLISHED, samples=samples)
    for name, settings in (("ours, until stable", STABLE), ("stock lime", stock)):
        long = replace(settings, samples=REFERENCE_SAMPLES, until_stable=False)
        if name == "ours, until stable":
            long = replace(long, seed=1)
        short_run = explain(classifier, photo, prediction, settings)
        # Quickshift breaks ties by the seed; a longer run of the same seed begins alike.
        long_run = explain(classifier, photo, prediction, long)
        rows |= _compared(name, short_run, long_run)
    return rows


def _compared(name: str, one: Explanation, other: Explanation) -> Row:
    weights = one.surrogate.weights, other.surrogate.weights
    return {
        f"{name}, rank correlation with 10,000": rank_correlation(*weights),
        f"{name}, top-5 overlap with 10,000": top_jaccard(*weights),
    }


def _tell(rows: list[Row], references: list[str], samples: int) -> None:
    click.echo(f"{len(rows)} photos, {samples} samples, medians (quartiles)\n")
    for name in rows[0]:
        low, middle, high = np.percentile([row[name] for row in rows], [25, 50, 75])
        click.echo(f"{name:48} {middle:9.3f}  ({low:.3f} to {high:.3f})")
    click.echo()
    for reference in references:
        stock = np.array([row[f"stock lime, {reference}, s"] for row in rows])
        for ours in ("whole", "until stable"):
            ratio = np.median(stock / [row[f"ours, {ours}, s"] for row in rows])
            click.echo(f"{f'{reference}: stock / ours, {ours}':48} {ratio:9.1f} x")


if __name__ == "__main__":
    main()
