"""The filter's dialog narrows the list, and its button tells."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.views import Filter
from core.vocabulary import Verdict
from desktop.app import Program
from desktop.dialogs.filter_dialog import FilterDialog
from tests.packs import LABELS
from tests.window import (
    WAIT_MS,
    press,
    verdicts,
    wait_for_verdict,
)


def test_filter_narrows_the_list_and_stays_pressed(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    window.top.filter_action.trigger()
    dialog = window.findChild(FilterDialog)
    dialog._verdicts.choose([Verdict.ACCEPTED])
    qtbot.waitUntil(lambda: list(verdicts(explained)) == ["blue.png"], timeout=WAIT_MS)
    assert window.top.filtered
    dialog.show_filter(Filter())
    dialog._labels.setCurrentIndex(dialog._labels.findText("Red"))
    qtbot.waitUntil(lambda: list(verdicts(explained)) == ["red.png"], timeout=WAIT_MS)
    dialog.show_filter(Filter())
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert not window.top.filtered
    dialog.accept()
