"""Tools keep their words while there is room, and never hold the row wide."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.compare.tools_row import ToolsRow
from desktop.ui.controls import action


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def row(window: QWidget) -> ToolsRow:
    made = ToolsRow()
    layout = QHBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    for words, symbol in (("Fit", ""), ("Contrast", "contrast"), ("What if", "toggle-left")):
        made.add(action(made, words, symbol))
    window.show()
    return made


def narrow(qtbot: QtBot, row: ToolsRow, width: int) -> list[bool]:
    """Make the row this wide, and tell of each button whether it shows its words."""
    row.window().resize(width, 40)
    qtbot.waitUntil(lambda: row.width() == width)
    buttons = row.findChildren(QToolButton)
    qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in buttons))
    return [b.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly for b in buttons]


def test_words_go_where_they_would_crowd_the_row_and_come_back(qtbot: QtBot, row: ToolsRow) -> None:
    whole = row.sizeHint().width()
    least = row.minimumSizeHint().width()
    assert least < whole
    assert narrow(qtbot, row, whole) == [True, True, True]
    assert narrow(qtbot, row, whole - 1) == [True, False, False]
    assert narrow(qtbot, row, least) == [True, False, False]
    assert row.minimumSizeHint().width() == least
    assert narrow(qtbot, row, whole + 50) == [True, True, True]


def test_what_closes_the_row_goes_once_the_words_have_gone(qtbot: QtBot, row: ToolsRow) -> None:
    without = row.minimumSizeHint().width()
    last = QLabel("a scale")
    row.close_with(last)
    whole = row.sizeHint().width()
    assert row.minimumSizeHint().width() == without
    assert narrow(qtbot, row, whole) == [True, True, True]
    assert narrow(qtbot, row, whole - 1) == [True, False, False]
    assert last.isVisible()
    qtbot.waitUntil(lambda: row.window().minimumSize().width() == without)
    assert narrow(qtbot, row, without) == [True, False, False]
    assert not last.isVisible()
    narrow(qtbot, row, whole)
    assert last.isVisible()


def test_a_button_to_do_without_goes_last_of_all(qtbot: QtBot, row: ToolsRow) -> None:
    without = row.minimumSizeHint().width()
    row.add(action(row, "1:1"), spare=True)
    button = row.findChildren(QToolButton)[-1]
    button.show()
    scale = QLabel("a scale")
    row.close_with(scale)
    narrow(qtbot, row, row.sizeHint().width())
    assert button.isVisible() and scale.isVisible()
    qtbot.waitUntil(lambda: row.window().minimumSize().width() <= row.width())
    row.window().resize(without + button.sizeHint().width() + 8, 40)
    qtbot.waitUntil(lambda: not scale.isVisible())
    assert button.isVisible()
    qtbot.waitUntil(lambda: row.window().minimumSize().width() == without)
    row.window().resize(without, 40)
    qtbot.waitUntil(lambda: not button.isVisible())
