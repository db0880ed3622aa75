"""Keys of a box are heard whatever has the keyboard, and only while one is drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.compare.box_keys import BoxKeys

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a list, a field, a button, and an action that Enter is for."""
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    for part in (QListWidget(), QLineEdit(), QPushButton("Press")):
        column.addWidget(part)
    accept = QAction("Accept", made)
    accept.setShortcut("Return")
    made.addAction(accept)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def keys(window: QWidget) -> Iterator[BoxKeys]:
    made = BoxKeys(window)
    made.listen(True)
    yield made
    made.listen(False)


def test_arrows_enter_and_escape_are_taken_from_list_and_window(
    qtbot: QtBot, window: QWidget, keys: BoxKeys
) -> None:
    entries = window.findChild(QListWidget)
    entries.addItems(["a", "b"])
    entries.setCurrentRow(0)
    entries.setFocus()
    told: list[tuple[object, ...]] = []
    keys.moved.connect(lambda *steps: told.append(("moved", *steps)))
    keys.resized.connect(lambda *steps: told.append(("resized", *steps)))
    keys.kept.connect(lambda: told.append(("kept",)))
    keys.left.connect(lambda: told.append(("left",)))
    with qtbot.assertNotEmitted(window.actions()[0].triggered):
        qtbot.keyClick(entries, Qt.Key.Key_Down)
        qtbot.keyClick(entries, Qt.Key.Key_Left, SHIFT)
        qtbot.keyClick(entries, Qt.Key.Key_Return)
        qtbot.keyClick(entries, Qt.Key.Key_Escape)
    assert told == [("moved", 0, 1), ("resized", -1, 0), ("kept",), ("left",)]
    assert entries.currentRow() == 0
    keys.listen(False)
    qtbot.keyClick(entries, Qt.Key.Key_Down)
    assert (len(told), entries.currentRow()) == (4, 1)
    with qtbot.waitSignal(window.actions()[0].triggered):
        qtbot.keyClick(entries, Qt.Key.Key_Return)


def test_a_field_keeps_its_keys_and_a_button_its_enter(
    qtbot: QtBot, window: QWidget, keys: BoxKeys
) -> None:
    field, button = window.findChild(QLineEdit), window.findChild(QPushButton)
    field.setText("ab")
    field.setFocus()
    with qtbot.assertNotEmitted(keys.moved), qtbot.assertNotEmitted(keys.kept):
        qtbot.keyClick(field, Qt.Key.Key_Left)
        assert field.cursorPosition() == 1
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
    with qtbot.waitSignal(keys.moved):
        qtbot.keyClick(button, Qt.Key.Key_Left)
