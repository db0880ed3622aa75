"""The export dialog, as tests open it and wait for its preview."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.dialogs.export_dialog import ExportDialog
from desktop.services.export.choices import ExportChoices
from tests.window import WAIT_MS


def ask(program: Program, choices: ExportChoices, folder: Path) -> ExportDialog:
    """Ask for an export into a folder with these choices; gives the dialog."""
    program._settings.export_folder = folder
    program._settings.export_choices = choices.written()
    program.window.export_menu.export_requested.emit("ask")
    return next(d for d in program.window.findChildren(ExportDialog) if d.isVisible())


def drawn(qtbot: QtBot, dialog: ExportDialog) -> str:
    """Wait for the preview; gives what it says."""
    qtbot.waitUntil(
        lambda: dialog.preview.shown != "" and "Drawing" not in dialog.preview.shown,
        timeout=WAIT_MS,
    )
    return dialog.preview.shown
