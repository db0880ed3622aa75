"""How much memory all decoders of the process may ask for at a time.

A photo reserves what it will need, by its header, before it is decoded, and waits for its turn
where others have taken too much. Turns are in the order of asking, so that a large photo is not
passed for ever by small ones; one that needs more than the whole budget is decoded alone.

Whoever needs both reserves for the file first and for its pixels then, and nobody who has
reserved for pixels waits for anything else: so there is always somebody who goes on.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from core.jobs import CancelToken

LISTEN_S: Final = 0.05
"""Seconds between looks at the token while waiting."""


class Budget:
    """Bytes that several threads share.

    Parameters
    ----------
    total : int
        Never are more reserved at a time.
    """

    def __init__(self, total: int) -> None:
        self._total, self._used = total, 0
        self._waiting: deque[object] = deque()
        self._changed = threading.Condition(threading.Lock())

    @property
    def used(self) -> int:
        """Bytes that are reserved now."""
        return self._used

    def divide(self, parts: int) -> None:
        """Leave the rest to other processes on this machine, of which there are so many."""
        with self._changed:
            self._total = max(1, self._total // parts)

    @contextmanager
    def reserve(self, need: int, token: CancelToken | None = None) -> Iterator[None]:
        """Hold bytes for as long as the block runs.

        Parameters
        ----------
        need : int
            What is more than the whole budget waits until nobody else has any.
        token : CancelToken, optional
            Heard while waiting.

        Raises
        ------
        Cancelled
        """
        held = self._take(need, token)
        try:
            yield
        finally:
            with self._changed:
                self._used -= held
                if self._waiting:
                    self._changed.notify_all()

    def _take(self, need: int, token: CancelToken | None) -> int:
        with self._changed:
            held = min(need, self._total)  # what is larger than the whole is decoded alone
            if self._waiting or self._used + held > self._total:
                self._wait(held, token)
            self._used += held
        return held

    def _wait(self, held: int, token: CancelToken | None) -> None:
        """Wait for a turn and for room; with the lock held."""
        turn = object()
        self._waiting.append(turn)
        try:
            while self._waiting[0] is not turn or self._used + held > self._total:
                if token is not None:
                    token.check()
                self._changed.wait(LISTEN_S if token is not None else None)
        finally:
            self._waiting.remove(turn)
            self._changed.notify_all()


PIXELS: Final = Budget(2 * 2**30)
FILES: Final = Budget(2**30)
"""For what decoders hold, and for the bytes of the files that they read."""
