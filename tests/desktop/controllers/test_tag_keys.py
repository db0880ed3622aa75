"""A class gets a key in the picker or on the sheet; pressed, it is the tag in one step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.dialogs.picker import Picker
from desktop.dialogs.shortcuts_dialog import ShortcutsDialog
from desktop.dialogs.tag_key_dialog import TagKeyDialog
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, opened, press, verdicts, wait_for_verdict

CONTROL = Qt.KeyboardModifier.ControlModifier


def give(qtbot: QtBot, program: Program, key: Qt.Key) -> None:
    """Press a key where one is asked for."""
    dialog = opened(qtbot, program, TagKeyDialog)
    QTest.keyClick(dialog._field, key, CONTROL)
    qtbot.waitUntil(lambda: not program.window.findChildren(TagKeyDialog), timeout=WAIT_MS)


def test_a_key_given_in_the_picker_corrects_in_one_step(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    window = explained.window
    press(explained, Qt.Key.Key_C)
    picker = opened(qtbot, explained, Picker)
    field = picker.findChild(QLineEdit)
    QTest.keyClicks(field, "Yellow")
    QTest.keyClick(field, Qt.Key.Key_F2)
    give(qtbot, explained, Qt.Key.Key_1)
    assert picker._list.topLevelItem(0).text(2) == "Ctrl+1"
    picker.reject()
    assert "Ctrl+1 chooses Yellow" in window.inspector.scores.accessibleDescription()
    press(explained, Qt.Key.Key_1, CONTROL)
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    assert window.model.mark(window.model.paths[0]).tag == "Yellow"
    window.photos.choose(window.model.paths[-1])
    assert "Ctrl+1" in window.decisions.accept_action.toolTip()
    press(explained, Qt.Key.Key_1, CONTROL)
    wait_for_verdict(qtbot, explained, "yellow.png", "accepted")
    window.close()
    again = start(products)
    qtbot.waitUntil(lambda: again.window.tag_keys.tags == ["Yellow"], timeout=WAIT_MS)


def test_a_key_given_on_the_sheet_takes_its_tag_for_all_that_are_selected(
    qtbot: QtBot, explained: Program
) -> None:
    window = explained.window
    press(explained, Qt.Key.Key_F1)
    sheet = opened(qtbot, explained, ShortcutsDialog)
    button = next(b for b in sheet.findChildren(QPushButton) if b.text().startswith("Assign a key"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    picker = opened(qtbot, explained, Picker)
    assert {picker._list.topLevelItem(row).text(0) for row in range(len(LABELS))} == set(LABELS)
    field = picker.findChild(QLineEdit)
    QTest.keyClicks(field, "Petrol")
    QTest.keyClick(field, Qt.Key.Key_Return)
    give(qtbot, explained, Qt.Key.Key_2)
    assert window.tag_keys.name("Petrol") == "Ctrl+2"
    assert any(
        "Petrol" in one.accessibleName() for one in sheet.findChildren(type(sheet._fields[0]))
    )
    sheet.reject()
    window.photos.selectAll()
    press(explained, Qt.Key.Key_2, CONTROL)
    wait_for_verdict(qtbot, explained, "yellow.png", "corrected")
    assert set(verdicts(explained).values()) == {"corrected"}
