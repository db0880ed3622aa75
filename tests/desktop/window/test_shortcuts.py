"""The usual keys, and those chosen in their place."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.system.settings import Settings
from desktop.ui.controls import action
from desktop.window.main_window import MainWindow
from desktop.window.shortcuts import Shortcuts
from desktop.window.tag_keys import TagKeys


def test_every_action_with_a_key_is_known_by_its_name(settings: Settings, place: QWidget) -> None:
    action(place, "Flag", "", "F")
    action(place, "More", "")
    keys = Shortcuts(place, settings, TagKeys(place, settings))
    assert "Flag" in keys and "More" not in keys
    assert keys.of("Flag") == [QKeySequence("F")]
    assert (keys.holder(QKeySequence("F")), keys.holder(QKeySequence("J"))) == ("Flag", "")


def test_what_differs_from_the_usual_is_remembered_and_nothing_else(
    settings: Settings, place: QWidget
) -> None:
    flag, skip = action(place, "Flag", "", "F"), action(place, "Skip", "", "S")
    keys = Shortcuts(place, settings, TagKeys(place, settings))
    keys.change("Flag", QKeySequence("Ctrl+J"))
    keys.change("Skip", QKeySequence("S"))
    assert settings.keys == {"Flag": "Ctrl+J"}
    assert flag.shortcut() == QKeySequence("Ctrl+J")
    again = QWidget()
    flag_again = action(again, "Flag", "", "F")
    Shortcuts(again, settings, TagKeys(again, settings))  # the next start
    assert flag_again.shortcut() == QKeySequence("Ctrl+J")
    keys.change("Flag", QKeySequence("F"))
    assert settings.keys == {}
    keys.change("Skip", QKeySequence("J"))
    keys.reset()
    assert (skip.shortcut(), settings.keys) == (QKeySequence("S"), {})


def test_no_two_actions_share_a_key(main_window: MainWindow, settings: Settings) -> None:
    keys = Shortcuts(main_window, settings, main_window.tag_keys)
    given = [key.toString() for name in keys._actions for key in keys.of(name)]
    assert len(given) > 30
    assert len(given) == len(set(given))
