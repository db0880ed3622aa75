"""Tag and reasons beside the photo."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program


def test_controls_stay_where_they_are_when_the_reasons_come(
    qtbot: QtBot, explained: Program
) -> None:
    review = explained.window.inspector
    before = review.controls.y()
    explained.window.photos.step(1)
    QApplication.processEvents()
    assert review.controls.y() == before
