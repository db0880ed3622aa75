"""Photo and overlay side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import Program


def test_space_hides_and_shows_the_overlay(qtbot: QtBot, explained: Program) -> None:
    compare = explained.window.compare
    qtbot.keyClick(compare.why, Qt.Key.Key_Space)
    assert compare.why.picture is compare.original.picture
    qtbot.keyClick(explained.window.photos, Qt.Key.Key_Space)
    assert compare.why.picture is not compare.original.picture


def test_both_panes_zoom_together(qtbot: QtBot, explained: Program) -> None:
    compare = explained.window.compare
    compare.full_action.trigger()
    assert compare.original.factor() == compare.why.factor() == 1
    compare.fit_action.trigger()
    fitted = compare.original.factor()
    assert fitted != 1
    qtbot.keyClick(explained.window, Qt.Key.Key_Plus)
    assert compare.original.factor() > fitted
    qtbot.keyClick(explained.window, Qt.Key.Key_Minus)
    qtbot.keyClick(explained.window, Qt.Key.Key_Minus)
    assert compare.original.factor() < fitted
