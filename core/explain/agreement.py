"""How alike two rankings of superpixels are."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import Surrogate

Floats = NDArray[np.float64]

TOP: Final = 5
"""Superpixels that count as the head of a ranking."""

LEAST_RANKED: Final = 3
"""Superpixels from which on their order says something: one is always first, and of two the
order is right by chance half of the time. Figures about fewer are no numbers."""

NEGLIGIBLE: Final = 0.05
"""Share of the strongest weight below which a weight counts as nothing: a network that looks at
one region alone leaves only noise to rank in the others."""

RUNS: Final = 100
"""Other runs imagined to estimate repeatability."""

NOTHING: Final = 1e-9
"""Strongest weight, in the target's unit, below which all weights are rounding errors."""


@dataclass(frozen=True, slots=True)
class Stability:
    """Agreement of two disjoint halves of the samples.

    NaN where there are none, and where superpixels are too few to be ranked.
    """

    rank_correlation: float
    top5_jaccard: float


def rankable(weights: Floats) -> bool:
    """Whether there are enough superpixels for their order to say something."""
    return len(weights) >= LEAST_RANKED


def rank_correlation(first: Floats, second: Floats) -> float:
    """Spearman correlation of two sets of weights, in [-1, 1]; NaN of too few to be ranked.

    Two constant sets agree (1), a constant and a varying one do not (0).
    """
    if not rankable(first):
        return float("nan")
    ranks = _ranks(first), _ranks(second)
    spreads = [float(r.std()) for r in ranks]
    if 0.0 in spreads:
        return 1.0 if spreads[0] == spreads[1] else 0.0
    centred = [r - r.mean() for r in ranks]
    return float(np.mean(centred[0] * centred[1]) / (spreads[0] * spreads[1]))


def _ranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    means: Floats = np.cumsum(counts) - (counts - 1) / 2
    return means[place]


def strongest(weights: Floats, count: int = TOP) -> list[int]:
    """Ids of the strongest superpixels, either sign, strongest first; ties by id."""
    return [int(i) for i in np.argsort(-np.abs(weights), kind="stable")[:count]]


def top_jaccard(first: Floats, second: Floats, count: int = TOP) -> float:
    """Overlap of the two sets of strongest superpixels: shared by united, in [0, 1].

    Superpixels of weight zero are in no set; two empty sets agree (1). NaN of too few superpixels
    to be ranked.
    """
    if not rankable(first):
        return float("nan")
    one, two = ({i for i in strongest(w, count) if w[i] != 0} for w in (first, second))
    return len(one & two) / len(one | two) if one | two else 1.0


def settled(weights: Floats) -> Floats:
    """Give the weights, (n,) or rows of them, with each row's negligible ones set to zero."""
    largest = np.abs(weights).max(axis=-1, keepdims=True, initial=0.0)
    return np.where(np.abs(weights) < np.maximum(NEGLIGIBLE * largest, NOTHING), 0.0, weights)


def stability(first: Floats, second: Floats) -> Stability:
    """Compare the weights that two disjoint halves of the samples gave, negligible ones apart."""
    one, two = settled(first), settled(second)
    return Stability(rank_correlation(one, two), top_jaccard(one, two))


def repeatability(surrogate: Surrogate) -> float:
    """Estimate how much of the top five other samples would give again, in [0, 1].

    The mean overlap with weights drawn anew. The strongest weights are so partly by luck, so that
    each is first drawn towards zero by as much of the spread of all as errors explain (empirical
    Bayes, https://doi.org/10.1080/01621459.1975.10479864); another run adds errors of its own.
    NaN without standard errors, and of too few superpixels to be ranked.
    """
    errors = surrogate.standard_errors
    if errors is None or not errors_known(surrogate) or not rankable(errors):
        return float("nan")
    noise = np.random.default_rng(0).normal(size=(RUNS, len(errors)))  # the same for everybody
    mine = settled(surrogate.weights)
    variance = errors**2
    spread = max(float(np.mean(surrogate.weights**2 - variance)), NOTHING**2)
    kept = spread / (spread + variance)
    others = kept * surrogate.weights + np.sqrt((kept + 1) * variance) * noise
    top, tops = _in_top(mine[None]), _in_top(settled(others))
    shared, united = (top & tops).sum(axis=1), (top | tops).sum(axis=1)
    return float(np.mean(np.where(united > 0, shared / np.maximum(united, 1), 1.0)))


def errors_known(surrogate: Surrogate) -> bool:
    """Whether there were enough samples for every weight's standard error."""
    errors = surrogate.standard_errors
    return errors is not None and bool(np.isfinite(errors).all())


def _in_top(weights: Floats) -> NDArray[np.bool_]:
    """Mark each row's strongest superpixels, (runs, n) bool, as `top_jaccard` takes them."""
    order = np.argsort(-np.abs(weights), axis=1, kind="stable")[:, :TOP]
    marked: NDArray[np.bool_] = np.zeros(weights.shape, dtype=bool)
    np.put_along_axis(marked, order, True, axis=1)
    marked &= weights != 0
    return marked


def stability_of(surrogate: Surrogate) -> Stability:
    """Compare the halves of the samples that a surrogate was fitted to."""
    if surrogate.halves is None:
        return Stability(float("nan"), float("nan"))
    return stability(*surrogate.halves)
