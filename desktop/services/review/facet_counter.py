"""Counts the values of facets on the review's worker, as often as is worth looking at."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from core.review.facets import FacetCounts, count_facets
from desktop.services.job_bridge import JobBridge, Latest
from desktop.services.pace import Pace
from desktop.ui.words import SPOKEN

if TYPE_CHECKING:
    from core.jobs import JobRunner
    from core.vocabulary import Facet
    from desktop.services.review.listing import Wish
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import SharedReview

BEHIND_ALL: Final = -1
"""Decisions and lists go first on the worker."""


class FacetCounter(QObject):
    """Answers with the counts of what is listed; of the newest wish only."""

    counted = Signal(object)
    """FacetCounts of the facets that were asked for."""

    def __init__(self, bridge: JobBridge, runner: JobRunner, desk: ReviewDesk) -> None:
        super().__init__(bridge)
        self._desk = desk
        self._latest = Latest(bridge, runner, priority=BEHIND_ALL)
        self._wish: Wish | None = None
        self._facets: tuple[Facet, ...] = ()
        self._pace, self._again = Pace(), QTimer(self, singleShot=True)
        self._again.timeout.connect(self._count)

    def count(self, wish: Wish) -> None:
        """Count what this lists; `counted` follows."""
        self._wish = wish
        self._count()

    def look_at(self, facets: Collection[Facet]) -> None:
        """Count only these facets from here on: nobody sees the others."""
        if set(facets) != set(self._facets):
            self._facets = tuple(facets)
            self._count()

    def count_again(self) -> None:
        """Count once more, soon: photos were tagged, decided, or found."""
        if not self._again.isActive():
            self._again.start(self._pace.wait_ms)

    def forget(self) -> None:
        """Count nothing any more: the review was left."""
        self._wish = None
        self._latest.cancel()
        self._again.stop()

    def _count(self) -> None:
        wish, shared, facets = self._wish, self._desk.shared, self._facets
        if wish is None or shared is None or not facets:
            return
        self._again.stop()
        self._latest.start(
            lambda token, tell: self._pace.timed(partial(counts_of, shared, wish, facets)),
            done=self.counted.emit,
        )


def counts_of(shared: SharedReview, wish: Wish, facets: Collection[Facet]) -> FacetCounts:
    """Count what a wish lists; on the worker."""
    database = shared.review.database
    return count_facets(database, wish.asked, wish.filter, SPOKEN, facets)
