"""Keys of classes and tags: of one thing each, and there again the next time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.system.settings import Settings
from desktop.window.main_window import MainWindow
from desktop.window.shortcuts import Shortcuts
from desktop.window.tag_keys import TagKeys
from tests.window import WAIT_MS, strike

CLASSES = ("Shirts", "Tshirts")
ONE = QKeySequence("Ctrl+1")


@pytest.fixture
def keys(main_window: MainWindow) -> TagKeys:
    main_window.tag_keys.use(CLASSES)
    return main_window.tag_keys


def test_a_pressed_key_asks_for_its_tag(
    qtbot: QtBot, main_window: MainWindow, keys: TagKeys
) -> None:
    keys.change("Shirts", ONE)
    keys.change("Petrol blue", QKeySequence("J"))
    assert (keys.tags, keys.name("Shirts"), keys.name("Tshirts")) == (
        ["Petrol blue", "Shirts"], "Ctrl+1", "",
    )  # fmt: skip
    main_window.show()
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow, timeout=WAIT_MS)
    for key, modifier, tag in (
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier, "Shirts"),
        (Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "Petrol blue"),
    ):
        with qtbot.waitSignal(keys.asked, timeout=WAIT_MS) as told:
            strike(main_window, key, modifier)
        assert told.args == [tag]


def test_keys_are_those_of_the_network_s_classes(keys: TagKeys, settings: Settings) -> None:
    keys.change("Shirts", ONE)
    keys.use(["Cats", "Dogs"])
    assert keys.tags == []
    assert keys.holder(ONE) == ""
    keys.change("Cats", ONE)
    again = TagKeys(QWidget(), settings)  # the next start
    again.use(CLASSES)
    assert (again.tags, again.of("Shirts")) == (["Shirts"], [ONE])
    again.drop("Shirts")
    assert again.of("Shirts") == []
    again.use(["Cats", "Dogs"])
    assert again.tags == ["Cats"]


def test_a_key_says_what_it_does_already(keys: TagKeys) -> None:
    keys.change("Shirts", ONE)
    assert keys.holder(ONE) == "Shirts"
    assert keys.holder(QKeySequence("F")) == "Flag"
    for moving in ("Left", "Shift+Right", "Ctrl+A", "Home", "Backspace"):
        assert keys.holder(QKeySequence(moving)) == "moves or selects in lists"
    assert keys.holder(QKeySequence("J")) == ""


def test_a_tag_gets_another_key_in_place_of_its_own(keys: TagKeys) -> None:
    keys.change("Shirts", ONE)
    keys.change("Shirts", QKeySequence("J"))
    assert keys.of("Shirts") == [QKeySequence("J")]
    assert keys.holder(ONE) == ""


def test_no_action_gets_the_key_of_a_tag(
    main_window: MainWindow, keys: TagKeys, settings: Settings
) -> None:
    actions = Shortcuts(main_window, settings, keys)
    keys.change("Shirts", ONE)
    assert actions.holder(ONE) == "Shirts"
    actions.change("Skip", QKeySequence("J"))
    keys.change("Tshirts", QKeySequence("S"))
    actions.reset()  # Skip has S again
    assert keys.tags == ["Shirts"]


def test_a_key_that_means_something_else_by_now_is_left_to_it(settings: Settings) -> None:
    window = MainWindow(settings)
    window.tag_keys.use(CLASSES)
    stored = {window.tag_keys._network: {"Shirts": "F", "Tshirts": "J", "Tops": "Unheard of"}}
    settings.tag_keys = stored
    window.tag_keys.use(CLASSES)
    assert window.tag_keys.tags == ["Tshirts"]
    window.deleteLater()
