"""Flags are taken away alike whether the mask of all of them has a sign or not."""

from __future__ import annotations

from enum import KEEP, Flag

import pytest
from PySide6.QtCore import Qt

from desktop.ui.flags import without


class OnWindows(Flag, boundary=KEEP):
    """As PySide gives the modifier keys there."""

    NONE = 0
    SHIFT = 0x02000000
    CONTROL = 0x04000000
    KEYPAD = 0x20000000
    MASK = -0x02000000


class OnLinux(Flag, boundary=KEEP):
    """As PySide gives them here."""

    NONE = 0
    SHIFT = 0x02000000
    CONTROL = 0x04000000
    KEYPAD = 0x20000000
    MASK = 0xFE000000


@pytest.mark.parametrize("keys", [OnWindows, OnLinux])
def test_what_else_is_held_stays(keys: type[OnWindows] | type[OnLinux]) -> None:
    assert without(keys.SHIFT | keys.CONTROL, keys.SHIFT) is keys.CONTROL
    assert without(keys.SHIFT | keys.KEYPAD, keys.KEYPAD) is keys.SHIFT
    assert without(keys.SHIFT, keys.SHIFT | keys.KEYPAD) is keys.NONE


def test_qts_own_are_taken_as_well() -> None:
    keys = Qt.KeyboardModifier
    held = keys.ControlModifier | keys.KeypadModifier
    assert without(held, keys.KeypadModifier) == keys.ControlModifier
