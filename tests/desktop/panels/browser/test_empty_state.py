"""What an empty window says, and the ways out of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.panels.browser.empty_state import EmptyState
from tests.desktop.painted import painted, where

NAMES = ("Open folder…", "Open again", "Try samples")


@pytest.fixture
def actions(qapp) -> list[QAction]:  # noqa: ANN001 - pytest-qt names no type
    return [QAction(name) for name in NAMES]


@pytest.fixture
def empty(qtbot: QtBot, actions: list[QAction]) -> EmptyState:
    made = EmptyState(*actions)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def test_a_button_does_what_its_action_does(
    qtbot: QtBot, empty: EmptyState, actions: list[QAction]
) -> None:
    buttons = empty.findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["Open folder", "Open again", "Try samples"]
    for button, action in zip(buttons, actions, strict=True):
        with qtbot.waitSignal(action.triggered):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_button_follows_its_action(empty: EmptyState, actions: list[QAction]) -> None:
    button = empty.findChildren(QPushButton)[1]
    actions[1].setText("Open bags again…")
    actions[1].setToolTip("/shop/bags")
    assert (button.text(), button.toolTip()) == ("Open bags again", "/shop/bags")
    actions[1].setVisible(False)
    assert not button.isVisible()


def test_something_else_can_be_said(empty: EmptyState) -> None:
    empty.say("No photos here", "The folder has none.")
    said = [label.text() for label in empty.findChildren(QLabel)]
    assert said == ["No photos here", "The folder has none."]
    empty.invite()
    assert empty._title.text() == "Drop a folder of product photos here"


def test_the_frame_shows_that_a_drop_would_be_taken(empty: EmptyState) -> None:
    corner = (slice(60, 100), slice(30, 80))
    assert not where(painted(empty), "accent_soft")[corner].any()
    empty.set_hovering(True)
    assert where(painted(empty), "accent_soft")[corner].all()
    empty.set_hovering(False)
    assert not where(painted(empty), "accent_soft")[corner].any()
