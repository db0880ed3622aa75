"""Whether the badge and the intervals keep what they promise: against runs under other seeds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.photos import watched
from core.entities import ExplainSettings, Explanation, Photo
from core.explain.agreement import rank_correlation, repeatability, settled, top_jaccard
from core.explain.lime import explain
from core.explain.quality import badge
from core.explain.surrogate import TOLD_APART
from core.inference.classifier import Classifier
from core.vocabulary import Trust
from model.measuring.page import percent_cell, table

SEEDS: Final = 6
REPEATS: Final = 8
"""Runs whose mean stands for the truth that intervals are to cover."""
INTERVAL_PHOTOS: Final = 30
PROMISES: Final = {Trust.TRUST: "at least 0.8", Trust.CARE: "", Trust.WEAK: "below 0.8"}
HEAD: Final = (
    "badge", "explanations", "top-five overlap", "promised", "foretold by their own figures",
    "rank correlation", "overlap under 0.5",
)  # fmt: skip


def badges(classifier: Classifier, photos: list[Photo]) -> str:
    """Compare the explanations of six seeds with each other, by their badges; gives a table."""
    found: defaultdict[Trust, list[tuple[float, float, float]]] = defaultdict(list)
    for photo in watched(photos, "Badges: measured"):
        runs = _runs(classifier, photo, range(SEEDS), ExplainSettings())
        weights = [settled(run.surrogate.weights) for run in runs]
        for number, run in enumerate(runs):
            others = weights[:number] + weights[number + 1 :]
            overlap = np.mean([top_jaccard(weights[number], other) for other in others])
            ranks = np.mean([rank_correlation(weights[number], other) for other in others])
            told = repeatability(run.surrogate), float(overlap), float(ranks)
            found[badge(run).trust].append(told)
    lines = [_line(trust, found[trust]) for trust in Trust]
    return f"Each of {SEEDS} seeds against the others, means:\n\n{table(HEAD, lines)}"


def _line(trust: Trust, found: list[tuple[float, float, float]]) -> list[str]:
    if not found:
        return [trust, "0", "–", PROMISES[trust], "–", "–", "–"]
    foretold, overlap, ranks = np.nanmean(found, axis=0)
    few = float(np.mean([shared < 0.5 for _, shared, _ in found]))
    told = f"{overlap:.2f}", PROMISES[trust], f"{foretold:.2f}", f"{ranks:.2f}", percent_cell(few)
    return [trust, f"{len(found):,}", *told]


def intervals(classifier: Classifier, photos: list[Photo]) -> str:
    """Count how often the interval of a weight covers the mean of runs under other seeds."""
    fixed = ExplainSettings(samples=512, until_stable=False)
    kinds = {"512 samples": fixed, "until stable": ExplainSettings()}
    covered: dict[str, list[NDArray[np.bool_]]] = {kind: [] for kind in kinds}
    told: dict[str, list[NDArray[np.bool_]]] = {kind: [] for kind in kinds}
    photos = photos[:INTERVAL_PHOTOS]
    for photo in watched(photos, "Intervals: measured"):
        others = _runs(classifier, photo, range(1, 1 + REPEATS), fixed)
        truth = np.mean([other.surrogate.weights for other in others], axis=0)
        # The mean of the repeats has an error of its own.
        rest = np.mean([errors(other) ** 2 for other in others], axis=0) / REPEATS
        for kind, settings in kinds.items():
            (found,) = _runs(classifier, photo, [0], settings)
            weights, own = found.surrogate.weights, errors(found)
            covered[kind].append(np.abs(weights - truth) <= TOLD_APART * np.sqrt(own**2 + rest))
            told[kind].append(np.abs(weights) > TOLD_APART * own)
    lines = [
        [kind, *(percent_cell(float(np.concatenate(of[kind]).mean())) for of in (covered, told))]
        for kind in kinds
    ]
    counted = sum(map(len, covered["until stable"]))
    head = ["explanation", "weights in their intervals of 95 %", "weights told from zero"]
    return (
        f"{len(photos)} photos, {counted:,} weights, by the mean of {REPEATS} other seeds with 512 "
        f"samples:\n\n{table(head, lines)}"
    )


def errors(found: Explanation) -> NDArray[np.float64]:
    """Give the standard errors of the class shown."""
    known = found.surrogate.standard_errors
    assert known is not None
    return known


def _runs(
    classifier: Classifier, photo: Photo, seeds: Iterable[int], settings: ExplainSettings
) -> list[Explanation]:
    prediction = classifier.classify(photo)
    return [explain(classifier, photo, prediction, replace(settings, seed=seed)) for seed in seeds]
