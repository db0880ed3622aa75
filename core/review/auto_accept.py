"""Accepting by itself what the network is sure of: what that leaves, and what it costs.

The errors to expect come from the pack's risk-coverage curve, measured on photos that the network
was not trained on: the share of wrong tags among those at least so confident. El-Yaniv and
Wiener, On the Foundations of Noise-free Selective Classification, JMLR 11, 2010.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.review.store import Review
from core.vocabulary import Status, Verdict

_SETTLED: Final = (
    "NOT EXISTS (SELECT 1 FROM photos AS other WHERE other.product = photos.product"
    " AND +other.missing = 0 AND other.error = ''"
    " AND (other.changed OR other.odd IS NOT NULL OR NOT EXISTS (SELECT 1 FROM predictions"
    "  WHERE predictions.sha256 = other.sha256"
    "  AND pack = (SELECT value + 0 FROM meta WHERE key = 'pack'))))"
)
"""Of a product: every photo is tagged, and none contradicts it."""


@dataclass(frozen=True, slots=True)
class AutoAcceptPlan:
    """What a threshold would do.

    Attributes
    ----------
    threshold : float
        Least confidence, in [0, 1].
    accepted, left : int
        Photos and products that would be accepted, and undecided ones that would stay.
    products : int
        Of the accepted.
    risk : float
        Share of wrong tags among the accepted, in [0, 1].
    expected_errors : float
        Wrong tags among them, on average.
    """

    threshold: float
    accepted: int
    left: int
    products: int
    risk: float
    expected_errors: float


class AutoAccept:
    """Plans for every threshold at once, so that a slider follows the hand.

    Only photos that nobody has seen yet count; what the network calls unknown is never accepted
    by itself, however sure its tag looks. A product counts once, and never where a photo
    contradicts it; its tags are right more often than photos' of the same confidence.

    Parameters
    ----------
    review : Review
    curve : sequence of (float, float)
        Confidence and risk: the share of wrong tags among test photos of at least that
        confidence. Any order; at least one pair.
    """

    def __init__(self, review: Review, curve: Sequence[tuple[float, float]]) -> None:
        if not curve:
            raise ValueError("a risk-coverage curve has at least one pair")
        self._review = review
        points = np.array(sorted(curve), dtype=np.float64)
        self._confidences, self._risks = points[:, 0], points[:, 1]
        rows = review.database.rows(
            "SELECT id, confidence, product IS NOT NULL FROM photos"
            " WHERE missing = 0 AND behind = 0 AND verdict = ? AND error = '' AND changed = 0"
            f" AND status IN (?, ?) AND (product IS NULL OR {_SETTLED})"
            " ORDER BY confidence DESC, id",
            (Verdict.TODO.rank, Status.KNOWN.value, Status.UNCERTAIN.value),
        )
        self._photos = [int(row[0]) for row in rows]
        # In float32, as the network answered: 0.9 is then at least 0.9.
        self._sure: NDArray[np.float32] = np.array([row[1] for row in rows], dtype=np.float32)
        self._products = np.cumsum([0, *(row[2] for row in rows)])
        self._undecided = review.queue.counts().to_do

    def plan(self, threshold: float) -> AutoAcceptPlan:
        """Tell what accepting everything from this confidence on would do."""
        accepted = self._count(threshold)
        risk = float(np.interp(threshold, self._confidences, self._risks))
        left, products = self._undecided - accepted, int(self._products[accepted])
        return AutoAcceptPlan(threshold, accepted, left, products, risk, risk * accepted)

    def threshold_for(self, risk: float) -> float | None:
        """Give the least confidence whose risk is at most this, which leaves the fewest photos.

        The few photos at the curve's upper end say little: one wrong tag among forty is chance.
        """
        fine = np.flatnonzero(self._risks <= risk)
        return float(self._confidences[fine[0]]) if len(fine) else None

    def apply(self, threshold: float) -> int:
        """Accept them, marked automatic, as one step to undo; gives how many.

        Raises
        ------
        ReviewError
            The file cannot be written; then none is accepted.
        """
        photos = self._photos[: self._count(threshold)]
        if photos:
            self._review.decisions.accept(photos, automatic=True)
        return len(photos)

    def _count(self, threshold: float) -> int:
        return int(np.searchsorted(-self._sure, -np.float32(threshold), side="right"))
