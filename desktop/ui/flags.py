"""Qt's sets of flags, where Python's own operators are not the same on every system."""

from __future__ import annotations

from enum import Flag
from typing import TypeVar

F = TypeVar("F", bound=Flag)


def without(held: F, left_out: F) -> F:
    """Take flags away, by their numbers.

    Windows' compilers give the mask of all modifier keys a sign. There Python 3.11 makes of
    `~Qt.KeyboardModifier.ShiftModifier` a set that lacks Ctrl, too.
    """
    return type(held)(held.value & ~left_out.value)
