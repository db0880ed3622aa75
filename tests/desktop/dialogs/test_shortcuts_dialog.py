"""The keys: one sheet that tells them truly, and that changes them for good."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.dialogs.shortcuts_dialog import FIXED, SECTIONS, KeyField, ShortcutsDialog
from desktop.system.settings import Settings

Start = Callable[..., Program]


def field(dialog: ShortcutsDialog, name: str) -> KeyField:
    return next(one for one in dialog.findChildren(KeyField) if one._name == name)


def press(dialog: ShortcutsDialog, name: str, key: str) -> None:
    field(dialog, name).setKeySequence(QKeySequence(key))
    field(dialog, name).editingFinished.emit()


def test_every_action_with_a_key_stands_on_the_sheet(start: Start) -> None:
    keys = start().keys
    told = {name for _, rows in SECTIONS for name, _ in rows if not name.startswith(FIXED)}
    numbered = {f"Explain class {place}" for place in range(1, 6)}
    assert told | numbered == set(keys._actions)


def test_sheet_opens_so_that_a_stray_key_changes_nothing(qtbot: QtBot, start: Start) -> None:
    program = start()
    dialog = ShortcutsDialog(program.keys, program.window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog._close.hasFocus() or not dialog.isActiveWindow())
    qtbot.keyClick(dialog.focusWidget(), "j")
    field(dialog, "Accept").setFocus()
    qtbot.keyClick(field(dialog, "Accept"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert program.keys.of("Accept")[0] == QKeySequence("Return")
    assert program.keys.of("Cancel")[0] == QKeySequence("Esc")


def test_no_two_actions_share_a_key(start: Start) -> None:
    keys = start().keys
    given = [key for action in keys._actions.values() for key in action.shortcuts()]
    assert len(given) == len({key.toString() for key in given})


def test_a_changed_key_stays_and_shows_in_the_tooltip(
    qtbot: QtBot, start: Start, settings: Settings
) -> None:
    program = start()
    dialog = ShortcutsDialog(program.keys, program.window)
    qtbot.addWidget(dialog)
    press(dialog, "Skip", "J")
    skip = program.window.decisions.skip_action
    assert skip.shortcut() == QKeySequence("J")
    assert skip.toolTip() == "Leave for later (J)"
    assert settings.keys == {"Skip": "J"}
    program.window.close()
    again = start()
    assert again.window.decisions.skip_action.shortcut() == QKeySequence("J")
    again.keys.reset()
    assert again.window.decisions.skip_action.shortcut() == QKeySequence("S")
    assert settings.keys == {}


def test_a_taken_key_is_refused_with_the_name_of_its_holder(qtbot: QtBot, start: Start) -> None:
    program = start()
    dialog = ShortcutsDialog(program.keys, program.window)
    qtbot.addWidget(dialog)
    press(dialog, "Skip", "F")
    assert "Flag" in dialog._said.text()
    assert program.keys.of("Skip") == [QKeySequence("S")]
    assert field(dialog, "Skip").keySequence() == QKeySequence("S")
