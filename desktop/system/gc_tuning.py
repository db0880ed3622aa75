"""What the program does about its memory: one heap for all threads, cleared at quiet times."""

from __future__ import annotations

import ctypes
import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

M_ARENA_MAX: Final = -8
"""Of malloc.h: how many heaps there may be."""

QUIET_MS: Final = 20_000
"""So long without a photo chosen counts as a pause in the work, and again as another."""

NEVER: Final = 1_000_000_000
"""Passes over young objects after which Python looks at all of them by itself."""


def share() -> None:
    """Let what one thread frees serve the others; to be called before there are any.

    With a heap for each worker, 100,000 photos took 478 MB and, opened again, 560 MB; with one,
    440 MB and 489 MB, and decoding took no longer. Other libraries than glibc are left alone.
    """
    _ask_malloc("mallopt", M_ARENA_MAX, 1)


def give_back() -> None:
    """Give the system what was freed between things in use: 39 of 423 MB with 100,000 photos."""
    _ask_malloc("malloc_trim", 0)


def _ask_malloc(function: str, *numbers: int) -> None:
    try:
        asked = getattr(ctypes.CDLL(None), function)
    except (AttributeError, OSError, TypeError):  # none, as on macOS; no such handle on Windows
        return
    asked(*numbers)


class QuietCollector(QObject):
    """Looks for old garbage while nobody works, and not while somebody does.

    Python looks at every object that there is whenever their number has grown by a quarter. With
    100,000 photos that held all threads up for 0.1 to 0.3 s, in the middle of scrolling. Most is
    freed without: only objects that hold each other wait for a pause. What there is at the start
    stays to the end, and no pass looks at it; photos are numbers, not objects (`ui/path_table.py`).
    """

    paused = Signal()
    """Nobody has worked for a while."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = gc.get_threshold()
        gc.set_threshold(*self._before[:2], NEVER)
        self._pause = QTimer(self, interval=QUIET_MS)  # repeats: a folder may be tagged for hours
        self._pause.timeout.connect(self.collect)
        self._pause.start()
        gc.freeze()

    def hold(self) -> None:
        """No pause before `postpone` is called: nobody works, but much is being read."""
        self._pause.stop()

    def postpone(self) -> None:
        """Wait for the next pause: somebody is at work."""
        self._pause.start()

    def collect(self) -> None:
        """Free old garbage."""
        gc.collect()
        self.paused.emit()
        give_back()

    def close(self) -> None:
        """Leave it to Python again."""
        self._pause.stop()
        gc.unfreeze()
        gc.set_threshold(*self._before)
