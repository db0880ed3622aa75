"""Added tags are listed, and one of them is asked about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.tags_dialog import HOW, NONE_ADDED, TagsDialog
from desktop.ui.choice import Choice


def make(qtbot: QtBot, *tags: Choice) -> TagsDialog:
    made = TagsDialog(tags)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


@pytest.fixture
def dialog(qtbot: QtBot) -> TagsDialog:
    return make(qtbot, Choice("Petrol", "2 photos"), Choice("Teal", "1 photo"))


def rename_button(dialog: TagsDialog) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.isDefault())


def test_the_marked_tag_is_asked_about_by_button_and_key(qtbot: QtBot, dialog: TagsDialog) -> None:
    view = dialog.findChild(QTreeWidget)
    with qtbot.waitSignal(dialog.rename_asked) as told:
        rename_button(dialog).click()
    assert told.args == ["Petrol"]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    asked: list[str] = []
    dialog.rename_asked.connect(asked.append)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == ["Teal"]
    place = view.visualItemRect(view.topLevelItem(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == ["Teal", "Petrol"]
    assert dialog.isVisible()


def test_the_list_follows_and_marks_the_new_name(qtbot: QtBot, dialog: TagsDialog) -> None:
    dialog.show_tags([Choice("Mint", "1 photo"), Choice("Petrol", "2 photos")], "Petrol")
    view = dialog.findChild(QTreeWidget)
    assert view.currentItem().text(0) == "Petrol"
    assert view.currentItem().text(1) == "2 photos"


def test_without_added_tags_it_says_how_to_add_one(qtbot: QtBot, dialog: TagsDialog) -> None:
    assert HOW in [one.text() for one in dialog.findChildren(QLabel)]
    dialog.show_tags([])
    assert NONE_ADDED in [one.text() for one in dialog.findChildren(QLabel)]
    assert not rename_button(dialog).isEnabled()
