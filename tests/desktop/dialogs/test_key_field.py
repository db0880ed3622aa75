"""A field takes a free key and puts a taken one back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from desktop.dialogs.key_field import KeyField
from desktop.window.main_window import MainWindow


@pytest.fixture
def field(qtbot: QtBot, main_window: MainWindow) -> KeyField:
    made = KeyField(main_window.tag_keys, "Shirts", "Shirts")
    qtbot.addWidget(made)
    made.show()
    return made


def press(qtbot: QtBot, field: KeyField, key: Qt.Key) -> str:
    """Press a key; gives what it is said to do already."""
    with qtbot.waitSignal(field.refused) as told:
        qtbot.keyClick(field, key)
    return told.args[0]


def test_a_free_key_is_taken_and_shown(
    qtbot: QtBot, field: KeyField, main_window: MainWindow
) -> None:
    assert field.keySequence().isEmpty()
    assert press(qtbot, field, Qt.Key.Key_J) == ""
    assert main_window.tag_keys.of("Shirts") == [QKeySequence("J")] == [field.keySequence()]


def test_a_taken_key_is_put_back(qtbot: QtBot, field: KeyField, main_window: MainWindow) -> None:
    assert press(qtbot, field, Qt.Key.Key_F) == "Flag"
    assert field.keySequence().isEmpty()
    assert main_window.tag_keys.tags == []
