"""What explanations are worth: agreement, choices, badges, intervals, sanity, Quantus's scores.

    python -m benchmarks.quality --photos DIR --split FILE [--count 100] [--page]
    python -m benchmarks.quality ... --only badges

Every part fills a block of its own in the page as soon as it is done. No part measures time: all
may run beside other work.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import click
import numpy as np

from benchmarks.agreement import agreement
from benchmarks.photos import PACK, PHOTOS, SPLIT, WRITE, chosen, measured_on, open_classifier, tell
from benchmarks.sanity import sanity
from benchmarks.scores import scores
from benchmarks.trust import badges, intervals
from core.entities import ExplainSettings, Fill, Photo, Sampling, Segmenter, Target
from core.explain.faithfulness import faithfulness
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.explain.quality import agreement_with_map
from core.inference.classifier import Classifier
from model.page import table

CHOICES: Final = {
    "defaults": ExplainSettings(),
    "defaults, all 1,024 samples": ExplainSettings(until_stable=False),
    "20 superpixels": ExplainSettings(superpixels=20),
    "50 superpixels": ExplainSettings(superpixels=50),
    "compact watershed": ExplainSettings(segmenter=Segmenter.WATERSHED),
    "Felzenszwalb": ExplainSettings(segmenter=Segmenter.FELZENSZWALB),
    "quickshift": ExplainSettings(segmenter=Segmenter.QUICKSHIFT),
    "grid": ExplainSettings(segmenter=Segmenter.GRID),
    "mean fill": ExplainSettings(fill=Fill.MEAN),
    "blur fill": ExplainSettings(fill=Fill.BLUR),
    "black fill": ExplainSettings(fill=Fill.COLOUR),
    "probability": ExplainSettings(target=Target.PROBABILITY),
    "independent samples": ExplainSettings(sampling=Sampling.INDEPENDENT),
    "kernel width 0.5": ExplainSettings(kernel_width=0.5),
    "as published": AS_PUBLISHED,
}
HEAD: Final = (
    "choice", "deletion gain", "insertion gain", "held-out R2", "agreement with activation map",
    "samples",
)  # fmt: skip


def choices(classifier: Classifier, photos: list[Photo]) -> str:
    """Measure deletion and insertion of each choice, all with the same fill: background colour."""
    lines = []
    for name, settings in CHOICES.items():
        figures = np.array([_figures(classifier, photo, settings) for photo in photos])
        deletion, insertion, r2, agreed, samples = np.nanmean(figures, axis=0)
        error = figures[:, :2].std(axis=0) / np.sqrt(len(photos))
        gains = [f"{deletion:.3f} ± {error[0]:.3f}", f"{insertion:.3f} ± {error[1]:.3f}"]
        lines.append([name, *gains, f"{r2:.2f}", f"{agreed:.2f}", f"{samples:.0f}"])
    note = "Gains are areas over those of random orders, with standard errors; more is better."
    return f"{note}\n\n{table(HEAD, lines)}"


def _figures(
    classifier: Classifier, photo: Photo, settings: ExplainSettings
) -> tuple[float, float, float, float, float]:
    prediction = classifier.classify(photo)
    found = explain(classifier, photo, prediction, settings)
    areas = faithfulness(
        classifier, photo, replace(found, settings=replace(settings, fill=Fill.BACKGROUND))
    )
    pack = classifier.pack
    agreed = agreement_with_map(found, photo, prediction, pack.labels, pack.class_weights)
    return (
        areas.random_deletion - areas.deletion,
        areas.insertion - areas.random_insertion,
        found.surrogate.held_out_r2,
        np.nan if agreed is None else agreed,
        found.samples,
    )


PARTS: Final[dict[str, Callable[[Classifier, list[Photo]], str]]] = {
    "agreement": agreement,
    "choices": choices,
    "badges": badges,
    "intervals": intervals,
    "sanity": sanity,
    "scores": scores,
}


@click.command()
@PHOTOS
@SPLIT
@click.option("--count", default=100, show_default=True, help="Photos, drawn at random.")
@PACK
@click.option("--only", type=click.Choice(list(PARTS)), multiple=True, help="These parts alone.")
@WRITE
def main(
    *,
    photos: Path | None,
    split: Path | None,
    count: int,
    pack: Path | None,
    only: tuple[str, ...],
    page: bool,
) -> None:
    """Judge explanations."""
    classifier = open_classifier(pack)
    loaded = chosen(photos, split, count)
    for name in only or PARTS:
        text = PARTS[name](classifier, loaded)
        tell(name, f"{measured_on(classifier, loaded)}\n\n{text}", page=page)


if __name__ == "__main__":
    main()
