"""The photos as a filmstrip: keys, and what they choose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.app import Program
from tests.window import WAIT_MS, press


def test_undo_with_its_key_held_chooses_one_photo(qtbot: QtBot, explained: Program) -> None:
    window, desk = explained.window, explained.workbench.desk
    first = window.photos.current_path()
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        press(explained, Qt.Key.Key_Return)
    window.photos.step(2)
    QTest.keyPress(window.photos, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    window.photos.choose(first)
    assert window.photos.selected_paths() == [first]
    QTest.keyRelease(window.photos, Qt.Key.Key_Control)


def test_letters_do_not_jump_through_the_list(qtbot: QtBot, explained: Program) -> None:
    before = explained.window.photos.current_path()
    qtbot.keyClick(explained.window.photos, "y")
    assert explained.window.photos.current_path() == before
