"""The filter's dialog narrows the list beside the facets, and its button tells."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from core.review.views import NOTHING_ASKED
from core.vocabulary import Facet
from desktop.app import Program
from desktop.dialogs.filter_dialog import FilterDialog
from tests.packs import LABELS
from tests.window import WAIT_MS, opened


def test_filter_narrows_the_list_and_stays_pressed(qtbot: QtBot, explained: Program) -> None:
    window, narrowing = explained.window, explained.workbench.narrowing
    narrowing.tick(Facet.CLASS, "Red")
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=WAIT_MS)
    window.top.filter_action.trigger()
    dialog = opened(qtbot, explained, FilterDialog)
    dialog._alike.setChecked(True)
    qtbot.waitUntil(lambda: window.model.rowCount() == 0, timeout=WAIT_MS)
    assert window.top.filter_action.isChecked()
    assert narrowing.filter.classes == ("Red",)
    dialog._alike.setChecked(False)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=WAIT_MS)
    dialog.accept()
    narrowing.clear()
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert not window.top.filter_action.isChecked()


def test_the_button_is_not_pressed_by_opening_the_dialog(qtbot: QtBot, explained: Program) -> None:
    explained.window.top.filter_action.trigger()
    dialog = opened(qtbot, explained, FilterDialog)
    assert not explained.window.top.filter_action.isChecked()
    assert dialog.chosen() == NOTHING_ASKED
    dialog.accept()
