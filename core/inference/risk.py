"""Risk and coverage: how right the tags are that a threshold accepts, and how many those are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """Every threshold that makes a difference, from the strictest to the laxest.

    Attributes
    ----------
    threshold : (M,) float64
        Descending; a tag is accepted where its confidence is at least this.
    coverage : (M,) float64
        Share of all tags that are accepted, in (0, 1].
    accuracy : (M,) float64
        Share of the accepted ones that are right; the risk is 1 - accuracy.
    """

    threshold: NDArray[np.float64]
    coverage: NDArray[np.float64]
    accuracy: NDArray[np.float64]

    def threshold_for(self, accuracy: float) -> float | None:
        """Give the laxest threshold whose accepted tags are this right; None if none is."""
        enough = np.flatnonzero(self.accuracy >= accuracy)
        return float(self.threshold[enough[-1]]) if len(enough) else None

    def at(self, threshold: float) -> tuple[float, float]:
        """Give coverage and accuracy of a threshold; (0, 1) where it accepts nothing."""
        accepted = int(np.searchsorted(-self.threshold, -threshold, side="right"))
        if accepted == 0:
            return 0.0, 1.0
        return float(self.coverage[accepted - 1]), float(self.accuracy[accepted - 1])

    @property
    def area(self) -> float:
        """Area under the risk-coverage curve (AURC); 0 is perfect."""
        return float(np.sum((1 - self.accuracy) * np.diff(self.coverage, prepend=0.0)))


def risk_coverage(confidence: NDArray[np.floating], right: NDArray[np.bool_]) -> RiskCoverage:
    """Follow the threshold from the surest tag to the least sure one.

    Parameters
    ----------
    confidence : (N,) array
        N at least 1; equal values are accepted together.
    right : (N,) bool array

    Returns
    -------
    RiskCoverage

    References
    ----------
    El-Yaniv and Wiener, On the Foundations of Noise-free Selective Classification, JMLR 2010.
    """
    order = np.argsort(-confidence, kind="stable")
    ranked = confidence[order].astype(np.float64)
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    accepted = last + 1.0
    accuracy = np.cumsum(right[order])[last] / accepted
    return RiskCoverage(ranked[last], accepted / len(ranked), accuracy)
