"""Accepting by itself what the network is sure of: what that takes, what it leaves, what it costs.

What the program tells people to look at is left to them: tags that the network is not sure of,
that the catalog's own tag differs from or cannot be compared with, and photos that look like one
that is undecided.

The errors to expect come from the pack's risk-coverage curve, measured on photos that the network
was not trained on: the share of wrong tags among those at least so confident. El-Yaniv and
Wiener, On the Foundations of Noise-free Selective Classification, JMLR 11, 2010.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.review.store import Review
from core.vocabulary import ON_REQUEST, PENDING, TAGGED, LeftAlone, Status, Verdict

_OF_ITS_PRODUCT: Final = (
    "(photos.product IS NOT NULL AND EXISTS (SELECT 1 FROM photos AS other"
    " WHERE other.product = photos.product AND +other.missing = 0 AND other.error = ''"
    " AND ({})))"
)
"""Said of a product, where it holds for a photo of it."""
_UNTAGGED: Final = (
    "other.changed OR NOT EXISTS (SELECT 1 FROM predictions"
    " WHERE predictions.subject = other.subject"
    " AND pack = (SELECT value + 0 FROM meta WHERE key = 'pack'))"
)
_WITHOUT_CLASS: Final = "other.catalog_tag <> '' AND other.catalog_label IS NULL"
_HOLDS: Final[Mapping[LeftAlone, str]] = {
    LeftAlone.SKIPPED: f"verdict = {Verdict.SKIPPED.rank}",
    LeftAlone.WAITING: f"label IS NULL OR changed OR {_OF_ITS_PRODUCT.format(_UNTAGGED)}",
    LeftAlone.UNKNOWN: f"status NOT IN ('{Status.KNOWN}', '{Status.UNCERTAIN}')",
    LeftAlone.CONTRADICTED: _OF_ITS_PRODUCT.format("other.odd IS NOT NULL"),
    LeftAlone.LESS_SURE: "0",  # depends on the threshold
    LeftAlone.UNCERTAIN: f"status = '{Status.UNCERTAIN}'",
    LeftAlone.DISAGREES: (
        "ifnull(catalog_label <> label, 0)"
        f" OR {_OF_ITS_PRODUCT.format('other.catalog_label <> photos.label')}"
    ),
    LeftAlone.NO_CLASS: (
        "ifnull(catalog_tag <> '' AND catalog_label IS NULL, 0)"
        f" OR {_OF_ITS_PRODUCT.format(_WITHOUT_CLASS)}"
    ),
    LeftAlone.ALIKE: (
        "photos.cluster IS NOT NULL AND EXISTS (SELECT 1 FROM photos AS other"
        " WHERE other.missing = 0 AND other.behind = 0"
        " AND other.cluster = photos.cluster AND other.id <> photos.id"
        f" AND NOT (other.verdict IN ({', '.join(str(one.rank) for one in TAGGED)})"
        " AND other.tag = photos.label))"
    ),
}
"""When each reason holds for an undecided entry of the queue."""
_ORDER: Final = tuple(LeftAlone)
_LESS_SURE: Final = _ORDER.index(LeftAlone.LESS_SURE)
_ACCEPTED: Final = -1
"""Of an entry for which no reason holds."""


@dataclass(frozen=True, slots=True)
class AutoAcceptPlan:
    """What a threshold would do.

    Attributes
    ----------
    threshold : float
        Least confidence, in [0, 1].
    accepted : int
        Photos and products that would be accepted.
    products : int
        Of the accepted.
    left_alone : dict of LeftAlone to int
        Undecided ones that would stay, by the first reason that holds; those that occur.
    risk : float
        Share of wrong tags among the accepted, in [0, 1].
    expected_errors : float
        Wrong tags among them, on average.
    """

    threshold: float
    accepted: int
    products: int
    left_alone: Mapping[LeftAlone, int]
    risk: float
    expected_errors: float

    @property
    def left(self) -> int:
        """How many undecided ones would stay."""
        return sum(self.left_alone.values())


class AutoAccept:
    """Plans for every threshold at once, so that a slider follows the hand.

    What the network calls unknown is never accepted by itself, however sure its tag looks, nor a
    product that a photo contradicts. A product counts once; its tags are right more often than
    photos' of the same confidence.

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
        reasons = ", ".join(f"ifnull({_HOLDS[reason]}, 0)" for reason in _ORDER)
        pending = ", ".join(str(verdict.rank) for verdict in PENDING)
        rows = review.database.rows(
            f"SELECT id, ifnull(confidence, 0), product IS NOT NULL, {reasons} FROM photos"
            f" WHERE missing = 0 AND behind = 0 AND verdict IN ({pending}) AND error = ''"
            " ORDER BY confidence, id"
        )
        self._photos = [int(row[0]) for row in rows]
        # In float32, as the network answered: 0.9 is then at least 0.9.
        self._sure: NDArray[np.float32] = np.array([row[1] for row in rows], dtype=np.float32)
        self._is_product = np.array([row[2] for row in rows], dtype=bool)
        self._holds = np.array([row[3:] for row in rows], dtype=bool).reshape(-1, len(_ORDER))

    def plan(self, threshold: float, also: Collection[LeftAlone] = ()) -> AutoAcceptPlan:
        """Tell what accepting everything from this confidence on would do.

        Parameters
        ----------
        threshold : float
            In [0, 1].
        also : collection of LeftAlone
            Reasons of `ON_REQUEST` that are to be passed over.

        Raises
        ------
        ValueError
            A reason that cannot be passed over.
        """
        reasons = self._reasons(threshold, also)
        counts = np.bincount(reasons - _ACCEPTED, minlength=len(_ORDER) + 1).tolist()
        risk = float(np.interp(threshold, self._confidences, self._risks))
        return AutoAcceptPlan(
            threshold,
            counts[0],
            int(self._is_product[reasons == _ACCEPTED].sum()),
            {reason: held for reason, held in zip(_ORDER, counts[1:], strict=True) if held},
            risk,
            risk * counts[0],
        )

    def photos(self, threshold: float, also: Collection[LeftAlone] = ()) -> list[int]:
        """Give the photos that a plan would accept, the least sure first; arguments as `plan`."""
        taken = np.flatnonzero(self._reasons(threshold, also) == _ACCEPTED)
        return [self._photos[place] for place in taken.tolist()]

    def threshold_for(self, risk: float) -> float | None:
        """Give the least confidence whose risk is at most this, which leaves the fewest photos.

        The few photos at the curve's upper end say little: one wrong tag among forty is chance.
        """
        fine = np.flatnonzero(self._risks <= risk)
        return float(self._confidences[fine[0]]) if len(fine) else None

    def apply(
        self,
        threshold: float,
        also: Collection[LeftAlone] = (),
        without: Collection[int] = (),
    ) -> int:
        """Accept them, marked automatic, as one step to undo; gives how many.

        What was tagged anew since it was planned is accepted only where it still would be.

        Parameters
        ----------
        threshold, also
            As of `plan`.
        without : collection of int
            Photos that are left alone all the same.

        Raises
        ------
        ReviewError
            The file cannot be written; then none is accepted.
        ValueError
            As `plan`.
        """
        stays = set(without)
        now = AutoAccept(self._review, list(zip(self._confidences, self._risks, strict=True)))
        still = set(now.photos(threshold, also)) - stays
        photos = [photo for photo in self.photos(threshold, also) if photo in still]
        return len(self._review.decisions.accept(photos, automatic=True).photos)

    def _reasons(self, threshold: float, also: Collection[LeftAlone]) -> NDArray[np.intp]:
        """Give each entry's first reason as its place in `LeftAlone`, or `_ACCEPTED`."""
        if not set(also) <= set(ON_REQUEST):
            raise ValueError(f"never accepted by itself: {', '.join(also)}")
        holds = self._holds.copy()
        holds[:, _LESS_SURE] = self._sure < np.float32(threshold)
        holds[:, [_ORDER.index(reason) for reason in also]] = False
        return np.where(holds.any(axis=1), holds.argmax(axis=1), _ACCEPTED)
