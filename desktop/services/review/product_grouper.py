"""Which photos are one product: asked and changed behind the window, where nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.services.review import products

if TYPE_CHECKING:
    from core.jobs import JobRunner
    from core.review.regrouping import Named
    from core.vocabulary import Grouping
    from desktop.services.job_bridge import JobBridge
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import SharedReview


class ProductGrouper(QObject):
    """Works on the review that is open; what belongs to one that was left is dropped."""

    offered = Signal(object)
    """The Choice that was asked for."""
    regrouped = Signal()
    """Other photos are one product now, or new ones have got a catalog's tags."""

    def __init__(self, bridge: JobBridge, runner: JobRunner, desk: ReviewDesk) -> None:
        super().__init__(bridge)
        self._bridge, self._runner, self._desk = bridge, runner, desk

    def offer(self) -> None:
        """Find out what can be chosen, and what it would make; `offered` follows."""
        self._start(products.choice, self.offered.emit)

    def group(self, grouping: Grouping, named: Iterable[Named]) -> None:
        """Group all photos otherwise, named on the worker; `regrouped` follows."""
        if self._desk.writable:
            self._start(lambda shared: products.group(shared, grouping, named), self._tell)

    def extend(self) -> None:
        """Put photos just found into their products; `regrouped` follows where there were any."""
        if self._desk.writable:
            self._start(products.extend, self._tell)

    def _tell(self, changed: bool) -> None:
        if changed:
            self.regrouped.emit()

    def _start(self, work: Callable[[SharedReview], object], done: Callable[..., None]) -> None:
        shared = self._desk.shared
        if shared is not None:
            self._bridge.start(
                self._runner,
                lambda token, tell: work(shared),
                done=partial(self._if_open, shared, done),
                failed=partial(self._if_open, shared, self._desk.troubled.emit),
            )

    def _if_open(self, shared: SharedReview, take: Callable[..., None], value: object) -> None:
        if shared is self._desk.shared:
            take(value)
