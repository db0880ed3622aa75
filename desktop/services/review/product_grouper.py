"""Which photos are one product: asked and changed behind the window, where nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.services.review import products

if TYPE_CHECKING:
    from core.entities import Progress
    from core.jobs import CancelToken, Eta, JobRunner
    from core.review.regrouping import Named
    from core.review.steps import OnProgress
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
    progressed = Signal(object)
    """How far a grouping is: a core Progress, with the time that is left once that is known."""
    ended = Signal()
    """A grouping that was told of is over, however it ended."""
    stopped = Signal()
    """It was cancelled: products are as they were."""

    def __init__(self, bridge: JobBridge, runner: JobRunner, desk: ReviewDesk) -> None:
        super().__init__(bridge)
        self._bridge, self._runner, self._desk = bridge, runner, desk
        self._running: dict[CancelToken, SharedReview] = {}

    def offer(self) -> None:
        """Find out what can be chosen, and what it would make; `offered` follows."""
        shared = self._desk.shared
        if shared is not None:
            self._bridge.start(
                self._runner,
                lambda token, tell: products.choice(shared),
                done=partial(self._if_open, shared, self.offered.emit),
                failed=partial(self._if_open, shared, self._desk.troubled.emit),
            )

    def group(self, grouping: Grouping, named: Iterable[Named]) -> None:
        """Group all photos otherwise, named on the worker; `regrouped` or `stopped` follows."""
        self._change(
            lambda shared, tell: products.group(shared, grouping, named, tell), self.stopped.emit
        )

    def extend(self) -> None:
        """Put photos just found into their products; `regrouped` follows where there were any."""
        self._change(products.extend, self._tell_left_off)

    def cancel(self) -> bool:
        """Leave products as they were, unless it is too late; tells whether anything ran."""
        running = [token for token, one in self._running.items() if one is self._desk.shared]
        for token in running:
            token.cancel()
        return bool(running)

    def _change(
        self, work: Callable[[SharedReview, OnProgress], bool], stopped: Callable[[], None]
    ) -> None:
        from core.jobs import CancelToken, Eta

        shared, token = self._desk.shared, CancelToken()
        if shared is None or not self._desk.writable:
            return
        # A token of its own: a job that is cancelled drops what it gives, but what is once
        # written has to be shown.
        self._running[token] = shared

        def run(_job: CancelToken, tell: OnProgress) -> bool:
            token.check()
            return work(shared, _timed(token, tell, Eta))

        end = partial(self._end, token, shared)
        self._bridge.start(
            self._runner,
            run,
            done=partial(end, self._tell),
            failed=partial(end, self._desk.troubled.emit),
            cancelled=partial(end, lambda _: stopped(), None),
            progress=partial(self._if_open, shared, self.progressed.emit),
        )

    def _end(
        self, token: CancelToken, shared: SharedReview, tell: Callable[..., None], value: object
    ) -> None:
        del self._running[token]
        self.ended.emit()
        self._if_open(shared, tell, value)

    def _tell(self, changed: bool) -> None:
        if changed:
            self.regrouped.emit()

    def _tell_left_off(self) -> None:
        self.stopped.emit()
        self.regrouped.emit()  # they may have got a catalog's tags before

    def _if_open(self, shared: SharedReview, take: Callable[..., None], value: object) -> None:
        if shared is self._desk.shared:
            take(value)


def _timed(token: CancelToken, tell: OnProgress, clock: type[Eta]) -> OnProgress:
    """Hear the token at each step, and tell it with the time that is left."""
    eta: Eta | None = None

    def on_progress(step: Progress) -> None:
        nonlocal eta
        token.check()
        eta = eta or clock(step.total)
        tell(replace(step, seconds_left=eta.update(step.done)))

    return on_progress
