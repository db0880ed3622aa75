"""Painting in a turn of its own, where much else was done at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.window.later_paint import LaterPaint
from tests.window import WAIT_MS


class Panel(QWidget):
    """Counts how often it is painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self.painted += 1


def test_what_waits_is_heard_before_the_paint(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    panel = Panel(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: panel.painted > 0, timeout=WAIT_MS)
    later, before = LaterPaint(panel), panel.painted
    panel.update()
    later.hold()
    QCoreApplication.sendPostedEvents()
    assert panel.painted == before
    qtbot.waitUntil(lambda: panel.painted > before, timeout=WAIT_MS)
    panel.repaint()
    assert panel.painted == before + 2  # held once
