"""The photo chosen in the list is the one looked at; none where none is."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.app import Program
from tests.window import (
    WAIT_MS,
)


def test_empty_list_shows_no_photo_and_decides_nothing(qtbot: QtBot, explained: Program) -> None:
    window, desk = explained.window, explained.workbench.desk
    with qtbot.waitSignal(desk.listed, timeout=WAIT_MS):
        window.top.search.setText("no such photo")
    assert explained.workbench.current_photo.path is None
    assert not window.decisions.accept_action.isEnabled()
    assert window.inspector._confidence.text() == ""
    with qtbot.waitSignal(desk.listed, timeout=WAIT_MS):
        window.top.search.clear()
    assert window.decisions.accept_action.isEnabled()
