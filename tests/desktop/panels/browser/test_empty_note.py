"""What an empty list says."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from desktop.panels.browser.empty_note import EmptyNote


def test_it_lies_over_the_list_while_there_is_something_to_say(qtbot: QtBot) -> None:
    view, clear = QScrollArea(), QAction("Clear all")
    qtbot.addWidget(view)
    note = EmptyNote(view, clear)
    view.show()
    assert not note.isVisible()
    note.say("Nothing fits.")
    view.resize(500, 300)
    assert note.isVisible() and note.size() == view.viewport().size()
    with qtbot.waitSignal(clear.triggered):
        note.findChild(QToolButton).click()
    note.say("")
    assert not note.isVisible()
