"""How well few samples agree with many: ours when it stops, stock lime at its 1,000 samples.

Each is compared with 10,000 samples of its own target, drawn under another seed.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from benchmarks.photos import watched
from core.entities import ExplainSettings, Photo
from core.explain.agreement import rank_correlation, top_jaccard
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.inference.classifier import Classifier
from model.measuring.page import table

REFERENCE_SAMPLES: Final = 10_000
AGREEMENT_PHOTOS: Final = 50


def agreement(classifier: Classifier, photos: list[Photo]) -> str:
    """Compare with a long run of the same target; gives a table."""
    sides = {"ours, until stable": ExplainSettings(), "stock lime": AS_PUBLISHED}
    photos = photos[:AGREEMENT_PHOTOS]
    lines = []
    for name, settings in sides.items():
        each = watched(photos, f"Agreement of {name}: measured")
        figures = np.array([_compared(classifier, photo, settings) for photo in each])
        taken, ranks, shared, regions = np.nanmean(figures, axis=0)
        lines.append([name, f"{taken:.0f}", f"{regions:.0f}", f"{ranks:.2f}", f"{shared:.2f}"])
    head = ["means", "samples", "regions", "rank correlation", "top-five overlap"]
    title = f"With {REFERENCE_SAMPLES:,} samples of the same target, {len(photos)} photos:"
    return f"{title}\n\n{table(head, lines)}"


def _compared(
    classifier: Classifier, photo: Photo, settings: ExplainSettings
) -> tuple[float, float, float, float]:
    prediction = classifier.classify(photo)
    long = replace(settings, samples=REFERENCE_SAMPLES, until_stable=False, seed=settings.seed + 1)
    few = explain(classifier, photo, prediction, settings)
    many = explain(classifier, photo, prediction, long)
    weights = few.surrogate.weights, many.surrogate.weights
    return few.samples, rank_correlation(*weights), top_jaccard(*weights), few.superpixels
