"""Chips above the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.review.views import Filter
from desktop.panels.browser.chip_bar import LONGEST, ChipBar, ChipButton
from desktop.ui.facet_words import chips

ASKED = Filter(classes=("Hats", "Bags"), text="red")


@pytest.fixture
def bar(qtbot: QtBot) -> ChipBar:
    clear = QAction("Clear all")
    made = ChipBar(clear)
    made.clear = clear
    qtbot.addWidget(made)
    made.resize(900, 40)
    made.show_chips(chips(ASKED))
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def buttons(bar: ChipBar) -> list[ChipButton]:
    return [one for one in bar.findChildren(ChipButton) if not one.isHidden()]


def test_nothing_is_seen_where_nothing_narrows(bar: ChipBar) -> None:
    assert bar.isVisible()
    assert bar.texts == ["“red”", "Class: Hats", "Class: Bags"]
    bar.show_chips([])
    assert not bar.isVisible()


def test_a_chip_leaves_the_others(qtbot: QtBot, bar: ChipBar) -> None:
    with qtbot.waitSignal(bar.narrowed) as told:
        buttons(bar)[1].click()
    assert told.args == [Filter(classes=("Bags",), text="red")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space])
def test_keys_take_a_chip_away_and_the_next_has_the_keyboard(
    qtbot: QtBot, bar: ChipBar, key: Qt.Key
) -> None:
    bar.narrowed.connect(lambda rest: bar.show_chips(chips(rest)))
    buttons(bar)[1].setFocus()
    for left in (["“red”", "Class: Bags"], ["“red”"]):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert bar.texts == left
        assert QApplication.focusWidget() is buttons(bar)[-1]
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_a_long_chip_is_shortened_and_told_whole(bar: ChipBar) -> None:
    term = "Bekleidung > Damen > Oberteile > Blusen und Hemden"
    bar.show_chips(chips(Filter(terms=(term,))))
    (button,) = buttons(bar)
    assert len(button.text()) == LONGEST
    assert term in button.toolTip() and term in button.accessibleName()
