"""The moment in which a review just opened is first painted: its worker keeps out of the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from core.jobs import CancelToken

if TYPE_CHECKING:
    from core.jobs import JobRunner
    from desktop.services.job_bridge import JobBridge

T = TypeVar("T")

FIRST_LOOK_S: Final = 0.2
"""In which the window paints what it is shown first. A large file that was read meanwhile took
cores and the interpreter from it: its longest frame took 37 to 60 ms, and without it 27 to 41."""


class FirstLook:
    """Has a worker rest for a moment before it goes on with what is behind.

    Parameters
    ----------
    bridge : JobBridge
    runner : JobRunner
        Of one thread.
    """

    def __init__(self, bridge: JobBridge, runner: JobRunner) -> None:
        self._bridge, self._runner = bridge, runner
        self._over, self._wanted = threading.Event(), CancelToken()

    def begin(self) -> None:
        """Rest, then do what is asked for after this."""
        self._over.clear()
        rest = partial(self._over.wait, FIRST_LOOK_S)
        self._bridge.start(self._runner, lambda *_: rest(), done=lambda _: None)

    def while_wanted(self, read: Callable[[CancelToken], T]) -> Callable[[], T]:
        """Give what reads what is behind; raises Cancelled once that is not wanted any more."""
        return partial(read, self._wanted)

    def cancel(self) -> None:
        """Go on at once, and read no more of what is behind: nobody looks any more."""
        self._over.set()
        self._wanted.cancel()
        self._wanted = CancelToken()
