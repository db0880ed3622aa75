"""What another worker takes from a review, behind the decisions that were made before."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.jobs import CancelToken
    from desktop.services.review.review_desk import ReviewDesk

LISTEN_S: Final = 0.05
"""Seconds between looks at the token."""


class Behind:
    """What was asked of the desk until now; made on the window's thread, waited for on a worker.

    Decisions are written one after the other: who reads the review as soon as it is asked for,
    would miss those that still wait.
    """

    def __init__(self, desk: ReviewDesk) -> None:
        self._shared, self._done = desk.shared, threading.Event()
        desk.ask(lambda _: self._done.set(), lambda _: None)

    def wait(self, token: CancelToken) -> None:
        """Wait until all of it is in the review; at once where none is open.

        Raises
        ------
        Cancelled
        ReviewError
            The review was left.
        """
        while self._shared is not None and not self._done.wait(LISTEN_S):
            token.check()
            self._shared.inside(lambda: None)
