"""The window of what was decided: all of it by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.review.history import Page
from desktop.dialogs.history_dialog import NONE_YET, HistoryDialog
from tests.desktop.dialogs.test_history_model import past


@pytest.fixture
def dialog(qtbot: QtBot) -> HistoryDialog:
    made = HistoryDialog(writable=True)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show_page(Page([past(9), past(8), past(7, undone=True)], more=False))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_enter_and_a_double_click_lead_to_the_photo(qtbot: QtBot, dialog: HistoryDialog) -> None:
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.jump_asked) as told:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert told.args[0].step == 8
    assert dialog.isVisible()
    rows = dialog._list.viewport()
    place = dialog._list.visualRect(dialog._model.index(0, 1)).center()
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(dialog.jump_asked) as told:
        QTest.mouseDClick(rows, Qt.MouseButton.LeftButton, pos=place)
    assert told.args[0].step == 9


def test_undo_back_to_a_step_says_how_many_and_is_offered_where_it_can_be(
    qtbot: QtBot, dialog: HistoryDialog
) -> None:
    assert (dialog._undo.text(), dialog._undo.isEnabled()) == ("Undo this one", True)
    QTest.keyClick(dialog._list, Qt.Key.Key_Down)
    assert dialog._undo.text() == "Undo 2 steps, back to this one"
    with qtbot.waitSignal(dialog.undo_asked) as told:
        QTest.keyClick(dialog._undo, Qt.Key.Key_Space)
    assert told.args == [8]
    QTest.keyClick(dialog._list, Qt.Key.Key_Down)
    assert not dialog._undo.isEnabled()


def test_the_marked_step_stays_as_others_come_in(dialog: HistoryDialog) -> None:
    QTest.keyClick(dialog._list, Qt.Key.Key_Down)
    dialog.show_page(Page([past(10), past(9), past(8)], more=False))
    assert dialog._model.step(dialog._list.currentIndex()).step == 8
    dialog.show_page(Page([], more=False))
    assert dialog._hint.text() == NONE_YET
    assert not dialog._undo.isEnabled()


def test_nothing_is_taken_back_where_nothing_can_be_decided(qtbot: QtBot) -> None:
    made = HistoryDialog(writable=False)
    qtbot.addWidget(made)
    made.show_page(Page([past(9)], more=False))
    assert not made._undo.isEnabled()


def test_a_longer_decision_is_read_whole(dialog: HistoryDialog) -> None:
    view = dialog._list
    words = "Corrected to Perfume and Body Mist"
    assert view.columnWidth(1) > view.fontMetrics().horizontalAdvance(words)
