from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from core.review.restoring import Standing
from desktop.dialogs.restore_dialog import RestoreDialog

STANDS = Standing(214, datetime(2026, 11, 29, 12, tzinfo=UTC))


def test_both_are_told_and_enter_leaves_the_review(qtbot: QtBot) -> None:
    dialog = RestoreDialog(Path("monday.tagproof"), STANDS, Standing(0, None))
    qtbot.addWidget(dialog)
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert any("214 entries, last on 29 November 2026" in words for words in said)
    assert "monday.tagproof: 0 entries." in said
    box = dialog.findChild(QDialogButtonBox)
    assert [one.isDefault() for one in box.buttons()].count(True) == 1
    assert next(one for one in box.buttons() if one.isDefault()).text() == "Leave it"
