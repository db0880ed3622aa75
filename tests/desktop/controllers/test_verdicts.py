"""What stands decided is shown, and decisions are offered where they can be made."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.app import Program
from tests.window import (
    Start,
)


def test_nothing_can_be_decided_without_a_photo(
    qtbot: QtBot, start: Start, explained: Program
) -> None:
    window = explained.window
    assert window.decisions.accept_action.isEnabled()
    window.model.clear()
    window.photos.chosen.emit(None)
    assert not window.decisions.accept_action.isEnabled()
