"""Buttons show their words and their keys, in one row or in two."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.inspector.button_rows import ButtonRows
from desktop.ui.controls import KeyButton, action, give_keys

ENGLISH = [("Correct", "C"), ("Flag", "F"), ("Skip", "S")]
GERMAN = [("Korrigieren", "C"), ("Markieren", "F"), ("Überspringen", "S")]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def shown(
    qtbot: QtBot, window: QWidget, words: list[tuple[str, str]], width: int
) -> list[KeyButton]:
    buttons = [KeyButton(action(window, text, "check", key)) for text, key in words]
    rows = ButtonRows(buttons)
    rows.setParent(window)
    window.resize(width, 200)
    rows.resize(width, 120)
    window.show()
    qtbot.waitUntil(lambda: all(b.width() >= b.whole_width for b in buttons))
    return buttons


def rows_of(buttons: list[KeyButton]) -> list[list[str]]:
    places: dict[int, list[str]] = {}
    for button in sorted(buttons, key=lambda one: one.x()):
        places.setdefault(button.y(), []).append(button.text())
    return [places[y] for y in sorted(places)]


def test_short_words_stand_side_by_side(qtbot: QtBot, window: QWidget) -> None:
    buttons = shown(qtbot, window, ENGLISH, 300)
    assert rows_of(buttons) == [["Correct", "Flag", "Skip"]]


def test_long_words_take_two_rows_and_each_keeps_its_key(qtbot: QtBot, window: QWidget) -> None:
    buttons = shown(qtbot, window, GERMAN, 300)
    assert rows_of(buttons) == [["Korrigieren"], ["Markieren", "Überspringen"]]


def test_a_longer_key_and_another_width_are_followed(qtbot: QtBot, window: QWidget) -> None:
    buttons = shown(qtbot, window, ENGLISH, 300)
    give_keys(buttons[1].defaultAction(), [QKeySequence("Ctrl+Shift+Alt+F")])
    qtbot.waitUntil(lambda: len(rows_of(buttons)) == 2)
    buttons[0].parentWidget().resize(600, 120)
    qtbot.waitUntil(lambda: len(rows_of(buttons)) == 1)
