"""The desk's keys in another window: those that the reviewer chose, doing what is done there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.vocabulary import Action
from desktop.dialogs.decision_keys import DecisionKeys, key_button, make_room
from desktop.panels.inspector.decision_panel import DecisionPanel
from desktop.ui.controls import give_keys


@pytest.fixture
def desk(qtbot: QtBot) -> DecisionPanel:
    made = DecisionPanel()
    qtbot.addWidget(made)
    made.set_writable(True)
    give_keys(made.flag_action, [QKeySequence("Z")])
    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def keys_of(keys: DecisionKeys) -> list[str]:
    return [choice.shortcut().toString() for choice in keys.deciding]


def test_keys_are_those_of_the_desk(desk: DecisionPanel, window: QWidget) -> None:
    desk.show_accepted("Shirts")
    keys = DecisionKeys(window, desk)
    assert keys_of(keys) == ["Return", "C", "Z", "S"]
    assert [choice.text() for choice in keys.deciding] == ["Accept", "Correct", "Flag", "Skip"]
    assert set(keys.deciding) < set(window.actions())
    other = DecisionKeys(window, desk, [QKeySequence("Ctrl+Return")])
    assert keys_of(other)[0] == "Ctrl+Return"


def test_they_tell_the_window_and_not_the_desk(
    qtbot: QtBot, desk: DecisionPanel, window: QWidget
) -> None:
    keys, on_desk = DecisionKeys(window, desk), []
    desk.asked.connect(on_desk.append)
    for choice, asked in ((keys.accept, Action.ACCEPT), (keys.skip, Action.SKIP)):
        with qtbot.waitSignal(keys.decided) as told:
            choice.trigger()
        assert told.args == [asked]
    with qtbot.waitSignal(keys.tag_asked):
        keys.correct.trigger()
    with qtbot.waitSignal(keys.reason_asked):
        keys.flag.trigger()
    assert on_desk == []
    keys.offer(False)
    assert not any(choice.isEnabled() for choice in keys.deciding)
    assert desk.accept_action.isEnabled()


def test_walking_back_is_the_desks(qtbot: QtBot, desk: DecisionPanel, window: QWidget) -> None:
    desk.set_depth(0, 1)
    keys = DecisionKeys(window, desk)
    assert (keys.undo.isEnabled(), keys.redo.isEnabled()) == (False, True)
    desk.set_depth(2, 0)
    assert (keys.undo.isEnabled(), keys.redo.isEnabled()) == (True, False)
    with qtbot.waitSignal(desk.undo_action.triggered):
        keys.undo.trigger()


def test_the_desk_outlives_them(qtbot: QtBot, desk: DecisionPanel) -> None:
    window = QWidget()
    DecisionKeys(window, desk)
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    desk.set_depth(1, 1)  # a fault in a slot fails the test


def test_a_button_has_room_for_words_that_grow(desk: DecisionPanel, window: QWidget) -> None:
    keys = DecisionKeys(window, desk)
    button = key_button(keys.accept)
    narrow = button.minimumWidth()
    keys.accept.setText("Accept something with a longer name")
    make_room(button)
    assert button.minimumWidth() > narrow + 50
