"""How long a worker keeps the interpreter to itself while the window wants it."""

import sys
from typing import Final

TURN_S: Final = 0.001
"""Python's own five milliseconds passed at each of the many turns that one frame takes: while a
shop's file was read, one frame in a hundred took over 50 ms, with one millisecond 21 to 25."""


def shorten() -> None:
    """Let threads take turns more often; what workers do takes no longer that can be measured."""
    sys.setswitchinterval(TURN_S)
