"""How well few samples agree with many: ours when it stops, stock lime at its 1,000 samples.

Each is compared with 10,000 samples of its own target, drawn under another seed.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import watched
from core.entities import ExplainSettings, Explanation, Photo
from core.explain.agreement import rank_correlation, top_jaccard
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.inference.classifier import Classifier
from core.vocabulary import Sampling
from model.measuring.page import table

REFERENCE_SAMPLES: Final = 10_000
AGREEMENT_PHOTOS: Final = 50
STABLE: Final = "ours, until stable"


def agreement(classifier: Classifier, photos: list[Photo]) -> str:
    """Compare with a long run of the same target; gives a table."""
    ours, balanced = ExplainSettings(), ExplainSettings(sampling=Sampling.BALANCED)
    photos = photos[:AGREEMENT_PHOTOS]
    compared = _lines(classifier, photos, balanced, {STABLE: ours, f"{STABLE}, balanced": balanced})
    compared += _lines(classifier, photos, AS_PUBLISHED, {"stock lime": AS_PUBLISHED})
    head = ["means", "samples", "regions", "rank correlation", "worst tenth", "top-five overlap"]
    title = f"With {REFERENCE_SAMPLES:,} samples of the same target, {len(photos)} photos:"
    return f"{title}\n\n{table(head, compared)}"


def _lines(
    classifier: Classifier,
    photos: list[Photo],
    reference: ExplainSettings,
    sides: dict[str, ExplainSettings],
) -> list[list[str]]:
    """Compare several ways with one reference, whose seed is none of theirs."""
    long = replace(reference, samples=REFERENCE_SAMPLES, until_stable=False, seed=1)
    found: dict[str, list[tuple[float, ...]]] = {name: [] for name in sides}
    for photo in watched(photos, f"Agreement of {' and '.join(sides)}: measured"):
        prediction = classifier.classify(photo)
        many = explain(classifier, photo, prediction, long)
        for name, settings in sides.items():
            few = explain(classifier, photo, prediction, settings)
            found[name].append(_compared(few, many))
    return [[name, *_told(np.array(figures))] for name, figures in found.items()]


def _compared(few: Explanation, many: Explanation) -> tuple[float, ...]:
    weights = few.surrogate.weights, many.surrogate.weights
    return few.samples, few.superpixels, rank_correlation(*weights), top_jaccard(*weights)


def _told(figures: NDArray[np.float64]) -> list[str]:
    samples, regions, ranks, shared = np.nanmean(figures, axis=0)
    worst = np.nanmean(np.sort(figures[:, 2])[: max(1, len(figures) // 10)])
    return [f"{samples:.0f}", f"{regions:.0f}", f"{ranks:.3f}", f"{worst:.3f}", f"{shared:.3f}"]
