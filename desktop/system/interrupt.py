"""A request to end while the program is still starting: nothing is begun, so it ends at once.

Imported before anything else of ours, so it imports as little as it can. Commands and window put
handlers of their own in its place, as soon as there is something to be left in order.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import Final

SAID: Final = b"tagproof: stopped; nothing half-written is left\n"
STDERR: Final = 2
CODE: Final = 128 + signal.SIGINT
REQUESTS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Ctrl+C, `kill`, and a terminal that is closed, which Windows has no signal for."""


def end_at_once() -> None:
    """Have a request end the process with a sentence; Ctrl+C would raise in the midst of imports.

    What somebody hears or ignores already (nohup, &) is left as it is.
    """
    for one in REQUESTS:
        if signal.getsignal(one) in (signal.default_int_handler, signal.SIG_DFL):
            with suppress(ValueError):  # only the main thread may
                signal.signal(one, _end)


def _end(number: int, _: object) -> None:
    try:
        os.write(STDERR, SAID)
    finally:
        os._exit(128 + number)
