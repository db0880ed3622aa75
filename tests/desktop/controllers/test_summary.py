"""The summary follows its assumptions, from the menu to the file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from core.review import catalog_tags
from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.dialogs import file_dialogs
from desktop.dialogs.confusion_table import ConfusionTable
from desktop.dialogs.summary_dialog import SummaryDialog
from tests.window import (
    WAIT_MS,
    opened,
    verdicts,
)

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


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


def test_a_cell_of_the_catalogs_terms_narrows_the_list_to_exactly_its_photos(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    table = tmp_path / "tags.csv"
    table.write_text("path,tag\na/blue.png,Cold\nb/red.png,Cold\na/green.png,Warm\n", "utf-8")
    window, desk = explained.window, explained.workbench.desk
    done: list[object] = []
    desk.ask(lambda shared: catalog_tags.import_tags(shared.review, table), done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=WAIT_MS)
    explained.workbench.narrowing.search("nothing like it")
    window.list_controls.turn_to(ViewKey.FLAGGED)
    window.review_menu.summary_action.trigger()
    dialog = opened(qtbot, explained, SummaryDialog)
    cells = dialog.findChild(ConfusionTable)
    model = cells.model()
    blue = next(n for n in range(model.columnCount()) if model.headerData(n, ACROSS) == "Blue")
    cold = next(n for n in range(model.rowCount()) if model.headerData(n, DOWN) == "Cold")
    cells.clicked.emit(model.index(cold, blue))
    qtbot.waitUntil(lambda: list(verdicts(explained)) == ["blue.png"], timeout=WAIT_MS)
    assert window.list_controls.view is ViewKey.ALL
    assert window.chips.texts == ["Class: Blue", "Catalog term: Cold"]
    assert window.status.words == "Shown: Cold in the catalog, Blue here."


def test_figures_of_another_model_are_not_left_standing(
    qtbot: QtBot, explained: Program, tiny_pack: Pack
) -> None:
    explained.window.review_menu.summary_action.trigger()
    opened(qtbot, explained, SummaryDialog)
    explained.workbench.network.switch(tiny_pack.folder)
    qtbot.waitUntil(lambda: not explained.window.findChildren(SummaryDialog), timeout=WAIT_MS)
