"""What is exported while lists, decisions and folders change around the dialog."""

from __future__ import annotations

import csv
import itertools
import threading
from pathlib import Path

import pytest
import shiboken6
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from core.vocabulary import Action
from desktop.app import Program
from desktop.dialogs.export_dialog import ExportDialog
from desktop.services.export.choices import LISTED, ExportChoices
from desktop.services.export.report_maker import ReportMaker
from desktop.services.review import shared_review
from desktop.services.review.shared_review import SharedReview
from tests.exporting import ask, drawn
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, opened


def test_a_list_is_exported_once_all_of_the_review_is_in_it(
    qtbot: QtBot,
    explained: Program,
    products: Path,
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first look shows some of its photos, which a dialog would count as all."""
    explained.window.close()
    monkeypatch.setattr(shared_review, "FIRST_LOOK", 2)
    again = start()
    bench, window = again.workbench, again.window
    qtbot.waitUntil(lambda: bench.network.classifier is not None, timeout=WAIT_MS)
    dialogs: list[int] = []

    def ask_at_once() -> None:
        assert window.model.rowCount() == 2
        window.export_menu.export_requested.emit("ask")
        dialogs.append(len(window.findChildren(ExportDialog)))

    bench.desk.opened.connect(ask_at_once)
    bench.open([products])
    dialog = opened(qtbot, again, ExportDialog)
    assert dialogs == [0]
    assert str(len(LABELS)) in dialog._what.itemText(dialog._what.findData(LISTED))
    dialog.reject()


class Held:
    """Has a call of a method, counted from 1, wait until another folder is open."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: type, name: str, call: int) -> None:
        self._reached, self._gate = threading.Event(), threading.Event()
        calls, real = itertools.count(1), getattr(owner, name)

        def slow(*given: object) -> object:
            if next(calls) == call:
                self._reached.set()
                assert self._gate.wait(WAIT_MS / 1000)
            return real(*given)

        monkeypatch.setattr(owner, name, slow)

    def open_meanwhile(self, qtbot: QtBot, program: Program, folder: Path) -> None:
        """Open a folder while the call waits, and let it go."""
        qtbot.waitUntil(self._reached.is_set, timeout=WAIT_MS)
        with qtbot.waitSignal(program.workbench.desk.loaded, timeout=WAIT_MS):
            program.workbench.open([folder])
        self._gate.set()


def test_a_report_has_all_decisions_where_another_folder_is_opened_meanwhile(
    qtbot: QtBot,
    explained: Program,
    products: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench, everything = explained.workbench, list(explained.window.model.paths)
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        bench.desk.decide(Action.ACCEPT, everything)
    dialog = ask(explained, ExportChoices(LISTED, ".pdf"), tmp_path)
    drawn(qtbot, dialog)
    page = Held(monkeypatch, ReportMaker, "report", call=2)
    with qtbot.waitSignal(bench.exporter.written, timeout=WAIT_MS) as written:
        dialog.accept()
        page.open_meanwhile(qtbot, explained, products / "a")
    text = "".join(page.extract_text() for page in PdfReader(written.args[0]).pages)
    assert text.count("Decision accepted") == len(LABELS)


def test_no_table_is_written_of_the_half_that_was_read_when_another_folder_was_opened(
    qtbot: QtBot,
    explained: Program,
    products: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = explained.workbench
    monkeypatch.setattr(shared_review, "ROWS_TOGETHER", 1)
    dialog = ask(explained, ExportChoices(LISTED, ".csv"), tmp_path)
    drawn(qtbot, dialog)
    rows = Held(monkeypatch, SharedReview, "inside", call=3)
    with qtbot.waitSignal(bench.exporter.failed, timeout=WAIT_MS) as failed:
        dialog.accept()
        rows.open_meanwhile(qtbot, explained, products / "a")
    assert "was closed before all of it was read" in failed.args[0]
    assert not (tmp_path / "tagproof-report.csv").exists()


def test_what_the_dialog_counts_is_written_though_the_list_is_made_anew_meanwhile(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    model = explained.window.model
    dialog = ask(explained, ExportChoices(LISTED, ".csv"), tmp_path)
    listed = model.paths[:]
    model.clear()
    model.append(listed[:2])
    with qtbot.waitSignal(explained.workbench.exporter.written, timeout=WAIT_MS) as done:
        dialog.accept()
    assert len(list(csv.DictReader(done.args[0].read_text("utf-8").splitlines()))) == len(LABELS)


def test_the_dialog_goes_with_what_it_was_about(
    qtbot: QtBot, explained: Program, products: Path, tmp_path: Path
) -> None:
    dialog = ask(explained, ExportChoices(LISTED, ".csv"), tmp_path)
    explained.workbench.open([products / "b"])
    qtbot.waitUntil(lambda: not explained.window.findChildren(ExportDialog), timeout=WAIT_MS)
    assert not shiboken6.isValid(dialog)


def test_a_table_has_what_was_decided_last_though_it_still_waits(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    bench, gate = explained.workbench, threading.Event()
    dialog = ask(explained, ExportChoices(LISTED, ".csv"), tmp_path)
    bench.desk._runner.submit(lambda token, tell: gate.wait(WAIT_MS / 1000))
    bench.desk.decide(Action.ACCEPT, list(explained.window.model.paths))
    with qtbot.waitSignal(bench.exporter.written, timeout=WAIT_MS) as done:
        dialog.accept()
        threading.Timer(0.2, gate.set).start()
    rows = csv.DictReader(done.args[0].read_text("utf-8").splitlines())
    assert {row["decision"] for row in rows} == {"accepted"}
