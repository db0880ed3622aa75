"""Why an entry cannot be chosen, told while it is pointed at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QStatusTipEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.controls import offer
from desktop.ui.menu import Menu


class Window(QWidget):
    """Notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):
            self.told.append(event.tip())
            return True
        return super().event(event)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made


def test_a_reason_is_told_while_pointed_at_also_from_a_menu_within(window: Window) -> None:
    outer = Menu("Outer", window)
    inner = Menu("Inner", outer)
    undo, skip = QAction("Undo", window), QAction("Skip", window)
    inner.addActions([undo, skip])
    offer(undo, False, "Nothing to undo.")
    offer(skip, True)
    inner.popup(QPoint(10, 10))
    for entry in (undo, skip, undo):
        QTest.mouseMove(inner, inner.actionGeometry(entry).center())
    assert [words for words in window.told if words] == ["Nothing to undo."] * 2
    inner.close()
    assert window.told[-1] == ""
