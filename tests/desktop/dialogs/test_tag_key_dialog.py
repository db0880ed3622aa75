"""A key for one class: pressed and done, refused in words, or given up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.dialogs.tag_key_dialog import TagKeyDialog
from desktop.window.main_window import MainWindow


@pytest.fixture
def dialog(qtbot: QtBot, main_window: MainWindow) -> TagKeyDialog:
    main_window.tag_keys.change("Tshirts", QKeySequence("J"))
    made = TagKeyDialog("Shirts", main_window.tag_keys)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


def press(qtbot: QtBot, dialog: TagKeyDialog, key: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(dialog._field.refused):
        qtbot.keyClick(dialog._field, key, modifier)


def test_the_first_free_key_is_the_one(
    qtbot: QtBot, dialog: TagKeyDialog, main_window: MainWindow
) -> None:
    for key, holder in ((Qt.Key.Key_J, "Tshirts"), (Qt.Key.Key_F, "Flag")):
        press(qtbot, dialog, key)
        assert dialog._said.text() == f"That key is already used for: {holder}. Press another one."
        assert dialog.isVisible()
    press(qtbot, dialog, Qt.Key.Key_1, control=True)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert main_window.tag_keys.name("Shirts") == "Ctrl+1"


def test_a_key_is_given_up(qtbot: QtBot, dialog: TagKeyDialog, main_window: MainWindow) -> None:
    assert not dialog._none.isEnabled()  # it has none
    dialog.reject()
    other = TagKeyDialog("Tshirts", main_window.tag_keys)
    qtbot.addWidget(other)
    other.open()
    qtbot.mouseClick(other._none, Qt.MouseButton.LeftButton)
    assert main_window.tag_keys.tags == []
