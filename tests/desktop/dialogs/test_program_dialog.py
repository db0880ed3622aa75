"""About the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QPlainTextEdit

from core.paths import APP_NAME
from desktop.dialogs.program_dialog import ProgramDialog


def test_versions_and_licences_stand_there_whole(
    opened: Callable[[QDialog], QDialog],
    press: Callable[[QDialog, str], None],
    said: Callable[[QDialog], list[str]],
) -> None:
    licences = "Lucide, ISC\n" * 500
    versions = {APP_NAME: "1.2.3", "Qt": "6.11 <lts>"}
    dialog = opened(ProgramDialog(versions, licences))
    assert said(dialog)[0] == f"{APP_NAME} 1.2.3"
    assert {"Qt", "6.11 <lts>"} <= set(said(dialog))
    page = dialog.findChild(QPlainTextEdit)
    assert page.toPlainText() == licences
    assert page.isReadOnly()
    press(dialog, "Close")
    assert not dialog.isVisible()
