"""Requests to end, by Ctrl+C, `kill` or a terminal that is closed, heard by the commands.

Each unwinds the program as Ctrl+C does in any Python program, so that unfinished files go. The
request is also kept: libraries catch whatever passes (ReportLab alone in two dozen places), and
one that swallowed it would let a command go on, and end as if nobody had asked.
"""

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Windows has no SIGHUP."""
OF_THE_TERMINAL: Final = frozenset(one for one in SIGNALS if one != signal.SIGTERM)
"""They reach child processes as well, from the terminal itself."""
PATIENCE_S: Final = 5.0
"""As long the tidying is left in peace: a terminal that is closed sends two requests at once."""


class Stopped(KeyboardInterrupt):
    """Raised for a request.

    Of its own type: where a plain one passes through a text that `exec` runs, as in half of all
    imports, the interpreter kills itself at its end, with SIGINT in place of the exit code.
    """


class _Request:
    """The one that was heard, 0 for none, and when the program was last interrupted for it."""

    number = 0
    at_s = 0.0


def code() -> int:
    """Give the exit code of the request that was heard, as shells count; 0 where none was."""
    return 128 + _Request.number if _Request.number else 0


def heed() -> None:
    """End now, where a request was heard and swallowed; raises Stopped."""
    if _Request.number and threading.current_thread() is threading.main_thread():
        raise Stopped


@contextmanager
def in_order() -> Iterator[None]:
    """Hear requests within the block; what is ignored from outside (nohup, &) stays ignored.

    Raises
    ------
    Stopped
        Whichever the request was; `code` tells.
    """
    _Request.number = 0
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.getsignal(one) for one in SIGNALS}
    heard = [one for one in SIGNALS if before[one] not in (signal.SIG_IGN, None)]
    try:
        for one in heard:
            signal.signal(one, _hear)
        with _without_a_trace():
            yield
    finally:
        for one in heard:
            signal.signal(one, before[one])


@contextmanager
def _without_a_trace() -> Iterator[None]:
    """Have Python say nothing of a request that it swallows itself; it is kept, and heeded later.

    It does so, with a trace, where one comes while an object goes: no frame is there to unwind.
    """
    before = sys.unraisablehook

    def tell(left: "sys.UnraisableHookArgs") -> None:
        if not isinstance(left.exc_value, Stopped):
            before(left)

    sys.unraisablehook = tell
    try:
        yield
    finally:
        sys.unraisablehook = before


@contextmanager
def kept_from_children() -> Iterator[None]:
    """Start child processes that the terminal's requests do not reach: their caller ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, OF_THE_TERMINAL)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _hear(number: int, _: FrameType | None) -> None:
    now = time.monotonic()
    if _Request.number and now - _Request.at_s < PATIENCE_S:
        return
    _Request.number, _Request.at_s = _Request.number or number, now
    raise Stopped
