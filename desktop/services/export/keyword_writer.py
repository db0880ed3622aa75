"""Writes keywords behind the window; the review is held for the plan alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.services.job_bridge import JobBridge, Latest

if TYPE_CHECKING:
    from core.jobs import CancelToken, JobRunner
    from core.report.xmp.export import KeywordExport
    from core.report.xmp.places import KeywordsInto
    from desktop.services.review.shared_review import SharedReview


class KeywordWriter(QObject):
    """One export at a time."""

    progressed = Signal(object)
    """A core Progress."""
    written = Signal(object)
    """A KeywordExport."""
    failed = Signal(str)
    """Why nothing, or no more, was written."""

    def __init__(self, bridge: JobBridge, runner: JobRunner) -> None:
        super().__init__(bridge)
        self._latest = Latest(bridge, runner)

    def start(
        self,
        shared: SharedReview,
        into: KeywordsInto,
        *,
        undecided: bool,
        behind: Callable[[CancelToken], None] = lambda _: None,
    ) -> None:
        """Write what is decided, `behind` what is waited for; an export that runs is stopped."""

        def work(token: CancelToken, tell: Callable[[Any], None]) -> KeywordExport:
            from core.report.xmp.export import plan_keywords, write_plan

            behind(token)
            review = shared.review
            plan = shared.inside(lambda: plan_keywords(review, into, undecided=undecided))
            return write_plan(
                plan,
                lambda *said: shared.inside(partial(review.rewritten.announce, *said)),
                lambda photo: shared.inside(partial(_note, shared, photo)),
                on_progress=tell,
                token=token,
            )

        self._latest.start(
            work,
            done=self.written.emit,
            failed=self.failed.emit,
            progress=self.progressed.emit,
        )

    def cancel(self) -> bool:
        """Stop; what is written by then stays. Tells whether there was anything to stop."""
        return self._latest.cancel()


def _note(shared: SharedReview, photo: int) -> None:
    """Go on knowing a photo that was written into, and that its box is of what it holds now."""
    shared.review.rewritten.note(photo)
    shared.boxes.read()
