"""The summary follows its assumptions, from the menu to the file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.dialogs import file_dialogs
from desktop.dialogs.summary_dialog import SummaryDialog
from tests.window import (
    WAIT_MS,
    opened,
)


def mark(program: Program, name: str):  # noqa: ANN201
    model = program.window.model
    return next(model.mark(path) for path in model.paths if path.name == name)


def test_summary_follows_its_assumptions_and_is_written(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = explained.window
    window.decisions.accept_action.trigger()
    qtbot.waitUntil(lambda: mark(explained, "blue.png").verdict == "accepted", timeout=WAIT_MS)
    window.review_menu.summary_action.trigger()
    dialog = opened(qtbot, explained, SummaryDialog)
    assert dialog._values["Tagged"][1].text() == "1"
    assert not any("Money" in name for name in dialog._values)
    dialog._asked.setChecked(True)
    dialog._cost.setValue(100)
    assert dialog._values["Money saved, estimated"][1].text() == "€100.00"
    file = tmp_path / "summary.csv"
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: file)
    dialog.export_asked.emit(dialog.assumptions)
    rows = dict(csv.reader(file.read_text("utf-8").splitlines()))
    assert rows["assumed cost per photo by hand, EUR"] == "100.0"
    dialog.reject()
    assert explained._settings.assumptions.cost_per_photo == 100
