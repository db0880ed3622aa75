"""The help entries: about the model, about the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from core.version import __version__
from desktop.controllers import help
from desktop.dialogs.about_dialog import AboutDialog
from desktop.dialogs.program_dialog import ProgramDialog
from tests.window import (
    WAIT_MS,
    Start,
)


def test_about_this_model_tells_the_card(qtbot: QtBot, start: Start, tiny_pack: Pack) -> None:
    window = start().window
    qtbot.waitUntil(window.help_menu.about_model_action.isEnabled, timeout=WAIT_MS)
    window.help_menu.about_model_action.trigger()
    qtbot.waitUntil(lambda: window.findChild(AboutDialog) is not None, timeout=WAIT_MS)
    dialog = window.findChild(AboutDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "tiny 1" in said
    assert "Limits" in said
    assert any(tiny_pack.sha256 in text for text in said)
    dialog.reject()


def test_about_the_program_states_versions_and_licences(
    qtbot: QtBot,
    start: Start,
    tiny_pack: Pack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terms = tmp_path / "terms.txt"
    monkeypatch.setattr(help, "third_party_licences", lambda: terms)
    window = start().window
    assert "from its source" in help.licences()
    terms.write_text("Qt and Qt for Python, LGPL", "utf-8")
    qtbot.waitUntil(window.help_menu.about_model_action.isEnabled, timeout=WAIT_MS)
    window.help_menu.about_action.trigger()
    dialog = window.findChild(ProgramDialog)
    said = "\n".join(shown.text() for shown in dialog.findChildren(QLabel))
    assert f"Tagproof {__version__}" in said
    assert qVersion() in said
    assert tiny_pack.sha256 in said
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "Qt and Qt for Python, LGPL"
    dialog.reject()
