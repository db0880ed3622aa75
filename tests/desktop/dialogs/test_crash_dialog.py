"""A fault of the program, told and handed on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from core.paths import log_dir
from desktop.dialogs.crash_dialog import CrashDialog

DETAILS = "Traceback (most recent call last):\n  ...\nKeyError: 'x'"


def test_details_are_shown_kept_and_copied(
    qtbot: QtBot,
    opened: Callable[[QDialog], QDialog],
    press: Callable[[QDialog, str], None],
    said: Callable[[QDialog], list[str]],
) -> None:
    dialog = opened(CrashDialog(DETAILS))
    details = dialog.findChild(QPlainTextEdit)
    qtbot.keyClicks(details, "typed into it")
    assert details.toPlainText() == DETAILS
    assert f"Log files: {log_dir()}" in said(dialog)
    press(dialog, "Copy details")
    assert QGuiApplication.clipboard().text() == DETAILS
    press(dialog, "Copied")
    press(dialog, "Close")
    assert not dialog.isVisible()
