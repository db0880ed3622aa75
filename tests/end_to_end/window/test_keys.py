"""Somebody clicks about, and every key goes on meaning what the sheet says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.dialogs.picker import Picker
from desktop.ui.side_tree import SideTree
from tests.window import WAIT_MS, click, current, opened, strike, verdicts, wait_for_verdict

CONTROL = Qt.KeyboardModifier.ControlModifier


def click_row(program: Program, panel: str, row: int) -> None:
    """Click a row of the views or the folders."""
    window = program.window
    tree = getattr(window, panel).findChild(SideTree)
    middle = tree.visualRect(tree.model().index(row, 0)).center()
    click(window, tree, tree.viewport().mapTo(tree, middle))


def put_away(qtbot: QtBot, program: Program) -> None:
    """Close the list of choices that has opened; without a screen nobody else goes back."""
    opened(qtbot, program, Picker).reject()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=WAIT_MS)


@pytest.fixture(params=["views", "folders"])
def clicked(qtbot: QtBot, explained: Program, request: pytest.FixtureRequest) -> Program:
    """The program after a click on the row that is chosen anyway."""
    explained.window.activateWindow()
    qtbot.waitUntil(explained.window.isActiveWindow, timeout=WAIT_MS)
    tree = getattr(explained.window, request.param).findChild(SideTree)
    click_row(explained, request.param, tree.currentIndex().row())
    return explained


def test_keys_decide_after_a_click_on_a_view_or_folder(qtbot: QtBot, clicked: Program) -> None:
    window, chosen = clicked.window, clicked.window.list_controls.view
    strike(window, Qt.Key.Key_F)
    put_away(qtbot, clicked)
    assert window.list_controls.view is chosen
    strike(window, Qt.Key.Key_S)
    wait_for_verdict(qtbot, clicked, "blue.png", "skipped")
    strike(window, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, clicked, "green.png", "accepted")
    strike(window, Qt.Key.Key_Right)
    assert current(clicked) == "red.png"
    strike(window, Qt.Key.Key_C)
    put_away(qtbot, clicked)
    strike(window, Qt.Key.Key_Z, CONTROL)
    wait_for_verdict(qtbot, clicked, "green.png", "to do")
    assert verdicts(clicked)["blue.png"] == "skipped"
