"""The keys 1 to 5 by their place, for keyboards that have digits above signs, as the French.

There Qt hears a digit where Shift is held, and a sign where it is not: without this, Shift+1 would
mean 1, and nothing would mean Shift+1.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.ui.flags import without

FIVE: Final = range(1, 6)
_SCAN_CODES: Final[Mapping[str, int]] = {"win32": 2, "linux": 10}
"""Of the key 1; the others follow. X11's, which Wayland gives as well, are 8 above the kernel's."""
_ON_MAC: Final = (18, 19, 20, 21, 23)
"""Virtual keys, as nothing else is told there."""
_BESIDE: Final = Qt.KeyboardModifier.GroupSwitchModifier | Qt.KeyboardModifier.KeypadModifier


def place_in_row(event: QKeyEvent, system: str = sys.platform) -> int:
    """Give the digit that is printed on a key of the row, 1 to 5; 0 for any other key."""
    if system == "darwin":
        key = event.nativeVirtualKey()
        return _ON_MAC.index(key) + 1 if key in _ON_MAC else 0
    number = event.nativeScanCode() - _SCAN_CODES.get(system, _SCAN_CODES["linux"]) + 1
    return number if number in FIVE else 0


def shifted_digit(event: QKeyEvent, system: str = sys.platform) -> int:
    """Give the digit of a key that has it above a sign, 1 to 5; 0 for any other, or with Ctrl."""
    number = place_in_row(event, system)
    held = without(event.modifiers(), _BESIDE)
    if not number or without(held, Qt.KeyboardModifier.ShiftModifier):
        return 0
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    gives_digit = event.key() == Qt.Key.Key_0 + number
    return number if shift == gives_digit else 0
