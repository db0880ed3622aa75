"""What explanations are worth: defaults against stock, the badge against other seeds, MPRT.

    python -m benchmarks.quality [--photos DIR] [--count 100]

MPRT randomises the network's weights: an explanation that survives that explains the photo and
not the network (Adebayo et al. 2018, https://doi.org/10.48550/arXiv.1810.03292).
"""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

from benchmarks.photos import chosen, open_classifier
from benchmarks.stock import KerasReference
from core.entities import ExplainSettings, Fill, Photo, Sampling, Segmenter, Target
from core.explain.agreement import rank_correlation, settled, top_jaccard
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.explain.quality import badge, faithfulness
from core.inference.classifier import Classifier

OTHER_SEEDS: Final = 5
MPRT_PHOTOS: Final = 10

CHOICES: Final = {
    "ours": ExplainSettings(),
    "ours, 1024 samples": ExplainSettings(until_stable=False),
    "compact watershed": ExplainSettings(segmenter=Segmenter.WATERSHED),
    "quickshift": ExplainSettings(segmenter=Segmenter.QUICKSHIFT),
    "grid": ExplainSettings(segmenter=Segmenter.GRID),
    "mean fill": ExplainSettings(fill=Fill.MEAN),
    "blur fill": ExplainSettings(fill=Fill.BLUR),
    "probability": ExplainSettings(target=Target.PROBABILITY),
    "independent samples": ExplainSettings(sampling=Sampling.INDEPENDENT),
    "as published": AS_PUBLISHED,
}


@click.command()
@click.option("--photos", type=click.Path(exists=True, path_type=Path), help="default: samples")
@click.option("--count", default=100, show_default=True, help="photos, drawn at random")
@click.option("--pack", type=click.Path(exists=True, path_type=Path), help="default: ours")
def main(*, photos: Path | None, count: int, pack: Path | None) -> None:
    """Judge the default explanation against its alternatives."""
    classifier = open_classifier(pack)
    loaded = chosen(photos, count)
    _choices(classifier, loaded)
    _badges(classifier, loaded)
    _mprt(classifier, loaded[:MPRT_PHOTOS])


def _choices(classifier: Classifier, photos: list[Photo]) -> None:
    """Measure deletion and insertion of each choice, all with the same fill: background colour."""
    click.echo(f"{len(photos)} photos: area over the random control (more is better), means\n")
    click.echo(f"{'':24}{'deletion':>10}{'insertion':>11}{'held-out R2':>13}{'samples':>9}{'s':>8}")
    for name, settings in CHOICES.items():
        figures = []
        for photo in photos:
            found = explain(classifier, photo, classifier.classify(photo), settings)
            alike = replace(found, settings=replace(settings, fill=Fill.BACKGROUND))
            areas = faithfulness(classifier, photo, alike)
            figures.append(
                (
                    areas.random_deletion - areas.deletion,
                    areas.insertion - areas.random_insertion,
                    found.surrogate.held_out_r2,
                    found.samples,
                    found.seconds,
                )
            )
        d, i, r2, samples, seconds = np.mean(figures, axis=0)
        click.echo(f"{name:24}{d:10.3f}{i:11.3f}{r2:13.3f}{samples:9.0f}{seconds:8.3f}")


def _badges(classifier: Classifier, photos: list[Photo]) -> None:
    """Compare each explanation with those of five other seeds, by its badge."""
    overlaps: defaultdict[str, list[float]] = defaultdict(list)
    for photo in photos:
        prediction = classifier.classify(photo)
        found = explain(classifier, photo, prediction, ExplainSettings())
        weights = settled(found.surrogate.weights)
        again = [
            explain(classifier, photo, prediction, ExplainSettings(seed=seed))
            for seed in range(1, OTHER_SEEDS + 1)
        ]
        same = [top_jaccard(weights, settled(other.surrogate.weights)) for other in again]
        overlaps[badge(found).trust].append(float(np.mean(same)))
    click.echo("\nbadge, photos, mean top-5 overlap with five other seeds")
    for trust, values in overlaps.items():
        click.echo(f"{trust:8}{len(values):6}{np.mean(values):8.2f}")


def _mprt(classifier: Classifier, photos: list[Photo]) -> None:
    """Correlate explanations with those of the same network with its weights shuffled."""
    pack: Any = classifier.pack
    shuffled = KerasReference.of_pack(pack.folder, pack.card.input.scaling)
    random = np.random.default_rng(0)
    for weights in shuffled.network.weights:
        values = weights.numpy().ravel()
        weights.assign(random.permutation(values).reshape(weights.shape))
    random_classifier: Any = Classifier(pack, shuffled)  # type: ignore[arg-type]  # explaining needs no `run`
    correlations = []
    for photo in photos:
        prediction = classifier.classify(photo)
        found = explain(classifier, photo, prediction, ExplainSettings())
        other = explain(random_classifier, photo, prediction, ExplainSettings())
        correlations.append(rank_correlation(found.surrogate.weights, other.surrogate.weights))
    click.echo(
        f"\nshuffled weights: rank correlation {np.mean(correlations):.2f} "
        f"(mean of {len(photos)}; near 0 is right)"
    )


if __name__ == "__main__":
    main()
