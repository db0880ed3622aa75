"""From similar photos to those side by side, and from both to the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.dialogs.side_by_side_dialog import SideBySideDialog
from desktop.dialogs.similar_dialog import SimilarDialog
from tests.window import WAIT_MS, current, opened, press, strike

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def similar(qtbot: QtBot, explained: Program) -> SimilarDialog:
    press(explained, Qt.Key.Key_L)
    dialog = opened(qtbot, explained, SimilarDialog)
    qtbot.waitUntil(lambda: not explained.workbench.similar.running, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(dialog.grid.model.paths) == 5, timeout=WAIT_MS)
    return dialog


@pytest.fixture
def beside(qtbot: QtBot, explained: Program, similar: SimilarDialog) -> SideBySideDialog:
    """Blue, and two others that were ticked."""
    assert not similar.beside_action.isEnabled()
    similar.grid._list.select(similar.grid.model.paths[:3])
    strike(similar, Qt.Key.Key_V)
    return opened(qtbot, explained, SideBySideDialog)


def test_what_is_ticked_is_seen_side_by_side(
    similar: SimilarDialog, beside: SideBySideDialog
) -> None:
    assert beside.photos == similar.grid.model.paths[:3]
    assert similar.isVisible()


def test_both_lead_to_the_list(
    qtbot: QtBot, explained: Program, similar: SimilarDialog, beside: SideBySideDialog
) -> None:
    wanted = beside.photos[1].name
    qtbot.waitUntil(lambda: QApplication.activeWindow() is beside, timeout=WAIT_MS)
    strike(beside, Qt.Key.Key_2)
    strike(beside, Qt.Key.Key_Return, ALT)
    qtbot.waitUntil(lambda: current(explained) == wanted, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not explained.window.findChildren(SideBySideDialog), timeout=WAIT_MS)
    other = similar.grid.model.paths[4]
    similar.gone_to.emit(other)
    qtbot.waitUntil(lambda: current(explained) == other.name, timeout=WAIT_MS)


def test_the_window_takes_both_along(
    explained: Program, similar: SimilarDialog, beside: SideBySideDialog
) -> None:
    explained.window.close()
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]
