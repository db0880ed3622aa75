"""How far a long change of a review is, told from inside its transaction."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from core.entities import Progress

T = TypeVar("T")

OnProgress = Callable[[Progress], None]
"""Is told each step; where it raises Cancelled, the transaction leaves the review as it was."""
AT_ONCE: Final = 500
"""Photos or products between two steps: at most a quarter of a second."""


class Steps:
    """Counts what is done of a change that goes through its photos several times.

    Parameters
    ----------
    total : int
        What all of it is worth, in any unit of about equal time.
    on_progress : callable, optional
    """

    def __init__(self, total: int, on_progress: OnProgress | None) -> None:
        self._total, self._done = total, 0
        self._on_progress = on_progress

    def parts(self, items: Sequence[T], worth: int) -> Iterator[Sequence[T]]:
        """Give items a part at a time, telling after each how far it is.

        Parameters
        ----------
        items : sequence
        worth : int
            What all of them are worth of the total.
        """
        before = self._done
        for start in range(0, len(items), AT_ONCE):
            part = items[start : start + AT_ONCE]
            yield part
            self._reach(before + worth * (start + len(part)) // len(items))
        self._done = before + worth

    def finish(self) -> None:
        """Tell that all is done: the last moment to have it left undone."""
        self._reach(self._total)

    def _reach(self, done: int) -> None:
        self._done = done
        if self._on_progress is not None:
            self._on_progress(Progress(done, self._total))
