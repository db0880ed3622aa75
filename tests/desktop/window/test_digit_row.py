"""Keys are told by their place, whatever the layout makes of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.window.digit_row import place_in_row, shifted_digit

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def event(key: Qt.Key, held: Qt.KeyboardModifier, scan: int = 0, virtual: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, virtual, 0, "x")


@pytest.mark.parametrize(
    ("system", "scan", "virtual", "number"),
    [
        ("linux", 10, 0, 1),
        ("linux", 14, 0, 5),
        ("linux", 15, 0, 0),
        ("linux", 9, 0, 0),  # Esc
        ("win32", 2, 0, 1),
        ("win32", 6, 0, 5),
        ("win32", 10, 0, 0),
        ("darwin", 1, 18, 1),
        ("darwin", 1, 23, 5),
        ("darwin", 1, 22, 0),  # 6, which lies between
        ("linux", 0, 0, 0),  # made by a program
    ],
)
def test_a_key_of_the_row_is_known_by_its_place(
    system: str, scan: int, virtual: int, number: int
) -> None:
    assert place_in_row(event(Qt.Key.Key_A, NONE, scan, virtual), system) == number


@pytest.mark.parametrize(
    ("key", "held", "number"),
    [
        (Qt.Key.Key_Eacute, NONE, 2),  # French
        (Qt.Key.Key_2, SHIFT, 2),
        (Qt.Key.Key_2, NONE, 0),  # German and English
        (Qt.Key.Key_QuoteDbl, SHIFT, 0),
        (Qt.Key.Key_At, SHIFT, 0),
        (Qt.Key.Key_Eacute, CONTROL, 0),
        (Qt.Key.Key_2, SHIFT | CONTROL, 0),
    ],
)
def test_only_digits_above_a_sign_are_told(
    key: Qt.Key, held: Qt.KeyboardModifier, number: int
) -> None:
    assert shifted_digit(event(key, held, scan=11), "linux") == number
