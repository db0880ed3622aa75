"""Ctrl+C while the program is still starting: nothing is begun, so it ends on the spot.

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


def end_at_once() -> None:
    """Have Ctrl+C end the process with a sentence, where it would raise in the midst of imports."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    with suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGINT, _end)


def _end(*_: object) -> None:
    try:
        os.write(STDERR, SAID)
    finally:
        os._exit(CODE)
