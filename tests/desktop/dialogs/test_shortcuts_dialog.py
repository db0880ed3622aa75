"""The keys: one sheet that tells them truly, and that changes them for good."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.dialogs.key_field import KeyField
from desktop.dialogs.shortcuts_dialog import FIELD_PADDING, FIXED, SECTIONS, ShortcutsDialog
from desktop.system.settings import Settings
from desktop.window.main_window import MainWindow
from desktop.window.shortcuts import Shortcuts


@pytest.fixture
def keys(main_window: MainWindow, settings: Settings) -> Shortcuts:
    return Shortcuts(main_window, settings, main_window.tag_keys)


@pytest.fixture
def sheet(qtbot: QtBot, keys: Shortcuts, main_window: MainWindow) -> ShortcutsDialog:
    made = ShortcutsDialog(keys, main_window.tag_keys)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # looked at after it closed
    qtbot.addWidget(made)
    made.open()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.isActiveWindow() and made._close.hasFocus())
    return made


def field(sheet: ShortcutsDialog, name: str) -> KeyField:
    return next(one for one in sheet.findChildren(KeyField) if one._name == name)


def press(qtbot: QtBot, sheet: ShortcutsDialog, name: str, key: Qt.Key) -> None:
    """Press a key in an action's field, as a user does."""
    chosen = field(sheet, name)
    chosen.setFocus()
    with qtbot.waitSignal(chosen.editingFinished):
        qtbot.keyClick(chosen, key)


def test_every_action_with_a_key_stands_on_the_sheet(keys: Shortcuts) -> None:
    told = {name for _, rows in SECTIONS for name, _ in rows if not name.startswith(FIXED)}
    in_one_line = {f"{way} class {place}" for way in ("Explain", "Take") for place in range(1, 6)}
    in_one_line |= {f"Look {way}" for way in ("left", "right", "up", "down")}
    assert told | in_one_line == set(keys._actions)


def test_sheet_opens_so_that_a_stray_key_changes_nothing(
    qtbot: QtBot, keys: Shortcuts, sheet: ShortcutsDialog, settings: Settings
) -> None:
    qtbot.keyClick(sheet.focusWidget(), "j")
    field(sheet, "Accept").setFocus()
    qtbot.keyClick(field(sheet, "Accept"), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert keys.of("Accept")[0] == QKeySequence("Return")
    assert keys.of("Cancel")[0] == QKeySequence("Esc")
    assert settings.keys == {}


def test_a_changed_key_stays_and_shows_in_the_tooltip(
    qtbot: QtBot, sheet: ShortcutsDialog, main_window: MainWindow, settings: Settings
) -> None:
    press(qtbot, sheet, "Skip", Qt.Key.Key_J)
    skip = main_window.decisions.skip_action
    assert skip.shortcut() == QKeySequence("J")
    assert skip.toolTip() == "Leave for later (J)"
    assert settings.keys == {"Skip": "J"}
    next_start = MainWindow(settings)
    qtbot.addWidget(next_start)
    again = Shortcuts(next_start, settings, next_start.tag_keys)
    assert next_start.decisions.skip_action.shortcut() == QKeySequence("J")
    again.reset()
    assert next_start.decisions.skip_action.shortcut() == QKeySequence("S")
    assert settings.keys == {}


def test_a_taken_key_is_refused_with_the_name_of_its_holder(
    qtbot: QtBot, keys: Shortcuts, sheet: ShortcutsDialog
) -> None:
    press(qtbot, sheet, "Skip", Qt.Key.Key_F)
    assert "Flag" in sheet._said.text()
    assert keys.of("Skip") == [QKeySequence("S")]
    assert field(sheet, "Skip").keySequence() == QKeySequence("S")
    press(qtbot, sheet, "Skip", Qt.Key.Key_J)
    assert sheet._said.text() == ""


def test_the_usual_keys_are_one_button_away(
    qtbot: QtBot, keys: Shortcuts, sheet: ShortcutsDialog
) -> None:
    press(qtbot, sheet, "Skip", Qt.Key.Key_J)
    usual = next(b for b in sheet.findChildren(QPushButton) if b.text() == "Restore defaults")
    qtbot.mouseClick(usual, Qt.MouseButton.LeftButton)
    assert keys.of("Skip") == [QKeySequence("S")]
    assert field(sheet, "Skip").keySequence() == QKeySequence("S")


def test_tab_walks_through_the_fields(qtbot: QtBot, sheet: ShortcutsDialog) -> None:
    field(sheet, "Flag").setFocus()
    qtbot.keyClick(field(sheet, "Flag"), Qt.Key.Key_Tab)
    assert field(sheet, "Flag").keySequence() == QKeySequence("F")
    qtbot.waitUntil(lambda: field(sheet, "Skip").isAncestorOf(sheet.focusWidget()))


def test_on_a_narrow_screen_lines_wrap_and_keys_stay_whole(sheet: ShortcutsDialog) -> None:
    assert sheet.screen().availableSize().width() < 1000  # narrower than lines that do not wrap
    assert sheet._area.horizontalScrollBar().maximum() == 0
    for shown in sheet._fields:
        words = shown.fontMetrics().horizontalAdvance(shown.keySequence().toString())
        assert shown.width() > words + FIELD_PADDING
