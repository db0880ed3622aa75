"""Figures of a network, computed from what it answered; TensorFlow is not needed."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components
from scipy.stats import binomtest
from sklearn.metrics import confusion_matrix, f1_score, roc_auc_score

from core.inference.calibration import BINS
from core.inference.risk import risk_coverage

FAMILY_SHARE: Final = 0.04
"""Two classes are kin when at least this share of each is taken for the other."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of photos with its 95 % Wilson interval, and how many photos it is a share of."""

    value: float
    low: float
    high: float
    photos: int

    @classmethod
    def of(cls, hits: NDArray[np.bool_]) -> "Share | None":
        """Count; None for no photo at all."""
        if not len(hits):
            return None
        bounds = binomtest(int(hits.sum()), len(hits)).proportion_ci(method="wilson")
        return cls(float(hits.mean()), float(bounds.low), float(bounds.high), len(hits))


def top_k_hits(
    probabilities: NDArray[np.float32], truth: NDArray[np.intp], k: int
) -> NDArray[np.bool_]:
    """Whether the true class is among the `k` most probable; (N,) bool."""
    best = np.argsort(-probabilities, axis=1, kind="stable")[:, :k]
    return np.any(best == truth[:, None], axis=1)


def macro_f1(predicted: NDArray[np.intp], truth: NDArray[np.intp]) -> float:
    """F1 averaged over the classes that occur, each counting alike; in [0, 1]."""
    return float(f1_score(truth, predicted, average="macro", zero_division=0))


def auroc(inside: NDArray[np.floating], outside: NDArray[np.floating]) -> float:
    """How well a score tells known from unknown: 1 is perfect, 0.5 is chance."""
    marks = np.r_[np.zeros(len(inside)), np.ones(len(outside))]
    return float(roc_auc_score(marks, np.r_[inside, outside]))


def confusion(
    predicted: NDArray[np.intp], truth: NDArray[np.intp], classes: int
) -> NDArray[np.intp]:
    """Count photos; (classes, classes), rows are the truth."""
    return np.asarray(confusion_matrix(truth, predicted, labels=np.arange(classes)))


def family_hits(
    predicted: NDArray[np.intp], truth: NDArray[np.intp], groups: list[list[int]]
) -> NDArray[np.bool_]:
    """Whether tag and true class are the same or lie in one family; (N,) bool."""
    hits = predicted == truth
    for group in groups:
        hits |= np.isin(predicted, group) & np.isin(truth, group)
    return hits


def reliability(
    confidence: NDArray[np.floating], right: NDArray[np.bool_], bins: int = BINS
) -> list[list[float]]:
    """Give [mean confidence, share right, photos] of each bin that holds any, ascending."""
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    full = [index == b for b in np.unique(index)]
    return [[float(confidence[b].mean()), float(right[b].mean()), int(b.sum())] for b in full]


def risk_steps(
    confidence: NDArray[np.floating], right: NDArray[np.bool_], steps: int = 101
) -> list[list[float]]:
    """Give [threshold, coverage, risk] at evenly spread places of the risk-coverage curve."""
    curve = risk_coverage(confidence, right)
    places = np.unique(np.linspace(0, len(curve.threshold) - 1, steps).astype(int))
    table = np.stack([curve.threshold, curve.coverage, 1 - curve.accuracy], axis=1)
    return [[float(cell) for cell in row] for row in table[places]]


def families(counts: NDArray[np.intp], share: float = FAMILY_SHARE) -> list[list[int]]:
    """Group classes that are confused in both directions.

    Parameters
    ----------
    counts : (n, n) int
        Confusion counts on validation photos, rows are the truth.
    share : float
        Two classes are joined when each gives at least this share of its photos to the other.

    Returns
    -------
    list of list of int
        Groups of two classes or more, by class index.
    """
    rates = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    both = np.minimum(rates, rates.T) >= share
    np.fill_diagonal(both, False)
    _, group = connected_components(both, directed=False)
    found = [np.flatnonzero(group == g).tolist() for g in np.unique(group)]
    return [members for members in found if len(members) > 1]
