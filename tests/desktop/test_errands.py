"""Existing tags, accepting by itself and the summary, from the menu to the file."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.review.audit import verify
from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.controllers.auto_accept import risk_curve
from desktop.dialogs import file_dialogs
from desktop.dialogs.auto_accept_dialog import AutoAcceptDialog
from desktop.dialogs.columns_dialog import ColumnsDialog, NamesDialog
from desktop.dialogs.summary_dialog import SummaryDialog

WAIT_MS = 60_000
D = TypeVar("D", bound=QDialog)


def wait_for(qtbot: QtBot, program: Program, kind: type[D]) -> D:
    found: Callable[[], D | None] = lambda: program.window.findChild(kind)  # noqa: E731
    qtbot.waitUntil(lambda: (dialog := found()) is not None and dialog.isVisible(), timeout=WAIT_MS)
    dialog = found()
    assert dialog is not None
    return dialog


def mark(program: Program, name: str):  # noqa: ANN201
    model = program.window.model
    return next(model.mark(path) for path in model.paths if path.name == name)


def shown_counts(program: Program) -> dict[str, str]:
    """What stands beside the views, as of this moment."""
    cells = program.window.views._model
    return {name: cells.item(row, 1).text() for row, name in enumerate(ViewKey)}


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A CSV with one tag that agrees, one that does not, and one that means no class."""
    file = tmp_path / "styles.csv"
    file.write_text(
        "id,articleType,productDisplayName\nblue,blue,A blue thing\ngreen,Red,A green one\n"
        "grey,Ash,Grey\nstranger,Red,Not here\n",
        "utf-8",
    )
    monkeypatch.setattr(file_dialogs, "ask_table", lambda *_: file)
    return file


def test_existing_tags_are_shown_and_kept_by_one_key(
    qtbot: QtBot, explained: Program, catalog: Path
) -> None:
    window = explained.window
    window.review_menu.import_action.trigger()
    wait_for(qtbot, explained, ColumnsDialog).accept()
    names = wait_for(qtbot, explained, NamesDialog)
    assert list(names._combos) == ["Ash"]
    names._combos["Ash"].setCurrentText("Grey")
    names.accept()
    qtbot.waitUntil(lambda: mark(explained, "grey.png").catalog == "Grey", timeout=WAIT_MS)
    assert window.decisions._catalog.text() == "Catalog says Blue\nA blue thing"
    window.views.set_view(ViewKey.DISAGREEMENTS)
    window.list_controls.changed.emit()
    qtbot.waitUntil(
        lambda: [path.name for path in window.model.paths] == ["green.png"], timeout=WAIT_MS
    )
    window.activateWindow()
    window.photos.setFocus()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window.photos, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: mark(explained, "green.png").verdict == "corrected", timeout=WAIT_MS)
    assert mark(explained, "green.png").tag == "Red"


def test_accepts_by_itself_what_is_sure_and_undoes_it_at_once(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, classifier = explained.window, explained.workbench.network.classifier
    metrics = {"test": {"risk_coverage": [[0.9, 0.5, 0.01], [0.1, 1.0, 0.2]]}}
    card = replace(classifier.pack.card, metrics=metrics)
    monkeypatch.setattr(classifier, "pack", replace(classifier.pack, card=card))
    window.review_menu.auto_action.trigger()
    dialog = wait_for(qtbot, explained, AutoAcceptDialog)
    dialog._slider.set_value(50)
    sure = [path for path in window.model.paths if window.model.tag(path).confidence >= 0.5]
    assert dialog._yes.text().startswith(f"Accept {len(sure)} photo")
    assert "expected to be wrong" in dialog._errors.text()
    dialog.accept()
    qtbot.waitUntil(
        lambda: sum(window.model.mark(path).automatic for path in window.model.paths) == len(sure),
        timeout=WAIT_MS,
    )
    window.decisions.undo_action.trigger()
    qtbot.waitUntil(
        lambda: not any(window.model.mark(path).automatic for path in window.model.paths),
        timeout=WAIT_MS,
    )


def test_without_a_risk_curve_nothing_is_accepted_by_itself(explained: Program) -> None:
    assert risk_curve(explained.workbench.network.pack) == []
    explained.window.review_menu.auto_action.trigger()
    assert "no risk curve" in explained.window.notice.text()


def test_summary_follows_its_assumptions_and_is_written(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = explained.window
    window.decisions.accept_action.trigger()
    qtbot.waitUntil(lambda: mark(explained, "blue.png").verdict == "accepted", timeout=WAIT_MS)
    window.review_menu.summary_action.trigger()
    dialog = wait_for(qtbot, explained, SummaryDialog)
    assert dialog._values["Tagged"].text() == "1"
    dialog._price.setValue(100)
    assert dialog._values["Money saved, US dollars, estimated"].text() == "100"
    file = tmp_path / "summary.csv"
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: file)
    dialog.export_asked.emit(100.0, 25.0)
    rows = dict(csv.reader(file.read_text("utf-8").splitlines()))
    assert rows["assumed price per image, USD"] == "100.0"
    dialog.reject()


def test_copy_of_the_review_holds_every_decision(
    qtbot: QtBot, explained: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.tagproof"
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: target)
    with qtbot.waitSignal(explained.workbench.desk.decided, timeout=WAIT_MS):
        explained.window.decisions.accept_action.trigger()
    explained.window.review_menu.copy_action.trigger()
    qtbot.waitUntil(target.is_file, timeout=WAIT_MS)
    assert verify(target).entries == 1
    own = explained.workbench.desk.shared.review.path
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: own)
    explained.window.review_menu.copy_action.trigger()
    qtbot.waitUntil(lambda: "review itself" in explained.window.notice.text(), timeout=WAIT_MS)


def test_each_view_says_how_many_photos_it_lists(
    qtbot: QtBot, explained: Program, catalog: Path
) -> None:
    window = explained.window
    window.review_menu.import_action.trigger()
    wait_for(qtbot, explained, ColumnsDialog).accept()
    wait_for(qtbot, explained, NamesDialog).accept()
    qtbot.waitUntil(lambda: shown_counts(explained)[ViewKey.DISAGREEMENTS] == "1", timeout=WAIT_MS)
    window.decisions.accept_action.trigger()
    qtbot.waitUntil(lambda: shown_counts(explained)[ViewKey.DONE] == "1", timeout=WAIT_MS)
    for name in ViewKey:
        window.views.set_view(name)
        with qtbot.waitSignal(explained.workbench.desk.listed, timeout=WAIT_MS):
            window.list_controls.changed.emit()
        qtbot.waitUntil(
            lambda name=name: shown_counts(explained)[name] == f"{window.model.rowCount()}",
            timeout=WAIT_MS,
        )
