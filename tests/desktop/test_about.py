"""The help entries: about the model, another network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from core.version import __version__
from desktop.app import Program
from desktop.controllers import help
from desktop.dialogs.about_dialog import AboutDialog
from desktop.dialogs.program_dialog import ProgramDialog
from tests.packs import LABELS

WAIT_MS = 60_000


def test_about_this_model_tells_the_card(
    qtbot: QtBot, start: Callable[..., Program], tiny_pack: Pack
) -> None:
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


def test_another_network_answers_and_a_broken_one_does_not(
    qtbot: QtBot, explained: Program, quantised_pack: Pack, tmp_path: Path
) -> None:
    bench, window = explained.workbench, explained.window
    bench.network.switch(tmp_path / "no-pack")
    qtbot.waitUntil(lambda: "no-pack" in window.notice.text(), timeout=WAIT_MS)
    assert window.status._network.toolTip().endswith(bench.network.pack.sha256)
    bench.network.switch(quantised_pack.folder)
    qtbot.waitUntil(lambda: bench.network.pack.sha256 == quantised_pack.sha256, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: (
            bench.desk.shared is not None
            and bench.desk.shared.review.predictions.pack.sha256 == quantised_pack.sha256
        ),
        timeout=WAIT_MS,
    )


def test_about_the_program_states_versions_and_licences(
    qtbot: QtBot,
    start: Callable[..., Program],
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
