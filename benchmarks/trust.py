"""Whether the badge and the intervals keep what they promise: against runs under other seeds."""

from collections import defaultdict
from dataclasses import replace
from typing import Final

import numpy as np

from benchmarks.photos import watched
from core.entities import ExplainSettings, Explanation, Photo
from core.explain.agreement import rank_correlation, settled, top_jaccard
from core.explain.lime import explain
from core.explain.quality import badge
from core.explain.surrogate import TOLD_APART
from core.inference.classifier import Classifier
from core.vocabulary import Trust
from core.wording import percent
from model.measuring.page import percent_cell, table

OTHER_SEEDS: Final = 5
REPEATS: Final = 8
"""Runs whose mean stands for the truth that intervals are to cover."""
INTERVAL_PHOTOS: Final = 30
PROMISES: Final = {Trust.TRUST: "at least 0.8", Trust.CARE: "", Trust.WEAK: "below 0.8"}


def badges(classifier: Classifier, photos: list[Photo]) -> str:
    """Compare each explanation with those of five other seeds, by its badge; gives a table."""
    found: defaultdict[Trust, list[tuple[float, float]]] = defaultdict(list)
    for photo in watched(photos, "Badges: measured"):
        first, *others = _runs(classifier, photo, 1 + OTHER_SEEDS, ExplainSettings())
        mine = settled(first.surrogate.weights)
        theirs = [settled(other.surrogate.weights) for other in others]
        overlap = float(np.mean([top_jaccard(mine, other) for other in theirs]))
        ranks = float(np.mean([rank_correlation(mine, other) for other in theirs]))
        found[badge(first).trust].append((overlap, ranks))
    lines = []
    for trust in Trust:
        figures = np.array(found[trust]).reshape(-1, 2)
        if not len(figures):
            lines.append([trust, 0, "–", PROMISES[trust], "–", "–"])
            continue
        overlap, ranks = np.nanmean(figures, axis=0)
        few = float((figures[:, 0] < 0.5).mean())
        lines.append(
            [
                trust,
                len(figures),
                f"{overlap:.2f}",
                PROMISES[trust],
                f"{ranks:.2f}",
                percent_cell(few),
            ]
        )
    head = [
        "badge",
        "photos",
        "top-five overlap",
        "promised",
        "rank correlation",
        "overlap under 0.5",
    ]
    return f"Each against {OTHER_SEEDS} other seeds, means:\n\n{table(head, lines)}"


def intervals(classifier: Classifier, photos: list[Photo]) -> str:
    """Count how often the interval of a weight covers the mean of runs under other seeds."""
    covered, told = [], []
    for photo in watched(photos[:INTERVAL_PHOTOS], "Intervals: measured"):
        settings = ExplainSettings(samples=512, until_stable=False)
        first, *others = _runs(classifier, photo, 1 + REPEATS, settings)
        errors = first.surrogate.standard_errors
        assert errors is not None
        truth = np.mean([other.surrogate.weights for other in others], axis=0)
        # The mean of the repeats has an error of its own.
        width = TOLD_APART * errors * np.sqrt(1 + 1 / REPEATS)
        covered.append(np.abs(first.surrogate.weights - truth) <= width)
        told.append(np.abs(first.surrogate.weights) > TOLD_APART * errors)
    share, seen = np.concatenate(covered).mean(), np.concatenate(told).mean()
    return (
        f"Intervals of 95 %, 512 samples, {min(len(photos), INTERVAL_PHOTOS)} photos: "
        f"{percent(share)} of {sum(map(len, covered)):,} weights lie in theirs, by the mean of "
        f"{REPEATS} other seeds. {percent(seen)} of the weights are told from zero."
    )


def _runs(
    classifier: Classifier, photo: Photo, count: int, settings: ExplainSettings
) -> list[Explanation]:
    prediction = classifier.classify(photo)
    return [
        explain(classifier, photo, prediction, replace(settings, seed=seed))
        for seed in range(count)
    ]
