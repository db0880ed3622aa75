"""Exporting from the window: one dialog, its preview, its memory, and what it writes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtWidgets import (
    QFileDialog,
)
from pytestqt.qtbot import QtBot

from core.report import png
from core.report.content import PhotoReport
from core.report.tables.formats import TABLE_FORMATS
from core.report.template import Part, read
from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.controllers.export import NOTHING
from desktop.dialogs import file_dialogs
from desktop.dialogs.export_dialog import ExportDialog
from desktop.services.export.choices import LISTED, SELECTED, THIS, ExportChoices
from tests.exporting import ask, drawn
from tests.packs import LABELS, draw_product
from tests.window import WAIT_MS, Start, show


def target(monkeypatch: pytest.MonkeyPatch, path: Path) -> Path:
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: path)
    return path


def export_all(program: Program) -> None:
    """Export all photos of the list as they were exported last."""
    program._settings.export_choices = ExportChoices(LISTED).written()
    program.window.export_menu.export_requested.emit("ask")
    (dialog,) = program.window.findChildren(ExportDialog)
    dialog.accept()


def export(qtbot: QtBot, program: Program, choices: ExportChoices, folder: Path) -> Path:
    dialog = ask(program, choices, folder)
    with qtbot.waitSignal(program.workbench.exporter.written, timeout=WAIT_MS) as done:
        dialog.accept()
    return done.args[0]


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_exports_the_current_explanation(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    file = target(monkeypatch, tmp_path / f"card.{kind}")
    with qtbot.waitSignal(explained.workbench.exporter.written, timeout=WAIT_MS):
        explained.window.export_menu.export_requested.emit(kind)
    if kind == "png":
        assert Image.open(file).width > 500
    else:
        assert "Blue" in PdfReader(file).pages[0].extract_text()


@pytest.mark.parametrize(
    ("selected", "last", "begins"),
    [(3, THIS, SELECTED), (3, LISTED, SELECTED), (1, LISTED, LISTED), (1, SELECTED, THIS)],
)
def test_several_that_are_selected_are_meant(
    explained: Program, tmp_path: Path, selected: int, last: str, begins: str
) -> None:
    window = explained.window
    window.photos.select(window.model.paths[:selected])
    dialog = ask(explained, ExportChoices(last), tmp_path)
    assert dialog.choices.what == begins
    dialog.reject()


def test_exports_all_photos_as_one_pdf_naming_the_unreadable(
    qtbot: QtBot, start: Start, products: Path, tmp_path: Path
) -> None:
    (products / "a" / "broken.jpg").write_bytes(b"no photo")
    (products / "a" / "layers.psd").write_bytes(b"8BPS" + bytes(60))
    program = start(products)
    bench = program.workbench
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        pass
    show(qtbot, program, ViewKey.ALL)
    file = tmp_path / "tagproof-report.pdf"
    program._settings.export_folder = tmp_path
    with qtbot.waitSignal(bench.exporter.written, timeout=2 * WAIT_MS):
        export_all(program)
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert all(label in text for label in LABELS)
    assert "broken.jpg" in text
    assert "Not among the photos" in text and "1 PSD" in text


def test_cancelled_export_leaves_nothing(qtbot: QtBot, explained: Program, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    explained._settings.export_folder = folder
    export_all(explained)
    explained.window.status.cancel_action.trigger()
    assert not explained.workbench.exporter.running
    qtbot.waitUntil(lambda: not list(folder.iterdir()), timeout=WAIT_MS)
    assert "nothing was written" in explained.window.status._words._whole


def test_export_where_nothing_can_be_written_says_so(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target(monkeypatch, tmp_path / "missing" / "card.png")
    with qtbot.waitSignal(explained.workbench.exporter.failed, timeout=WAIT_MS) as failure:
        explained.window.export_menu.export_requested.emit("png")
    assert "card.png" in failure.args[0]


def test_export_of_another_class_explains_that_class(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    current_photo = explained.workbench.current_photo
    orders: list[object] = []
    monkeypatch.setattr(png, "write_card", lambda report, target: orders.append(report))
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: tmp_path / "card.png")
    explained.window.inspector.controls._stable.setChecked(False)
    explained.window.inspector.controls._set(samples=4096)
    current_photo._explain_also("Red")
    current_photo.label = "Red"
    with qtbot.waitSignal(explained.workbench.exporter.written, timeout=WAIT_MS):
        explained.window.export_menu.export_requested.emit("png")
    assert orders[0].style.label == "Red"
    assert "Red" in orders[0].explanation.surrogates


def test_a_file_replaced_since_it_was_explained_is_explained_anew(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    orders: list[PhotoReport] = []
    monkeypatch.setattr(png, "write_card", lambda report, target: orders.append(report))
    target(monkeypatch, tmp_path / "card.png")
    seen = explained.workbench.current_photo
    seen.contrast_with(seen.prediction.top[1].label)
    Image.fromarray(draw_product("Red", (150, 200))).save(seen.path)
    with qtbot.waitSignal(explained.workbench.exporter.written, timeout=WAIT_MS):
        explained.window.export_menu.export_requested.emit("png")
    (report,) = orders
    assert (report.prediction.label, report.explanation.label) == ("Red", "Red")
    assert (report.style.label, report.explanation.settings.against) == (None, None)


def test_the_preview_follows_the_choices(qtbot: QtBot, explained: Program, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (90, 30), "red").save(logo)
    dialog = ask(explained, ExportChoices(LISTED, logo=str(logo)), tmp_path)
    assert drawn(qtbot, dialog) == "2 pictures"
    page = dialog.preview._pages.images[0]
    reds = [page.pixelColor(x, 60) for x in range(page.width() - 300, page.width() - 60)]
    assert any(colour.red() > 200 and colour.green() < 100 for colour in reds)
    dialog._what.setCurrentIndex(dialog._what.findData(THIS))
    qtbot.waitUntil(lambda: dialog.preview.shown == "1 picture", timeout=WAIT_MS)
    dialog._kind.setCurrentIndex(dialog._kind.findData(".csv"))
    qtbot.waitUntil(lambda: dialog.preview.shown.startswith("path,"), timeout=WAIT_MS)
    assert len(dialog.preview.shown.splitlines()) == 2
    logo.write_text("no picture")
    dialog._kind.setCurrentIndex(dialog._kind.findData(".pdf"))
    qtbot.waitUntil(lambda: "not an image" in dialog.preview.shown, timeout=WAIT_MS)
    dialog.reject()


def test_the_preview_is_that_of_the_model_that_answers_by_now(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    bench = explained.workbench
    dialog = ask(explained, ExportChoices(THIS), tmp_path)
    drawn(qtbot, dialog)
    bench.network.choose(tuple(label for label in LABELS if label != "Blue"))

    def said() -> set[str]:
        return {report.prediction.label for report in bench._export._seen.values()}

    qtbot.waitUntil(lambda: bool(said()) and "Blue" not in said(), timeout=WAIT_MS)
    drawn(qtbot, dialog)
    dialog.reject()


def test_a_report_carries_decisions_measures_and_the_look(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    window = explained.window
    with qtbot.waitSignal(explained.workbench.desk.decided, timeout=WAIT_MS):
        window.decisions.accept_action.trigger()
    choices = ExportChoices(LISTED, title="Autumn drop", company="Beispiel GmbH", paper="Letter")
    reader = PdfReader(export(qtbot, explained, choices, tmp_path))
    assert float(reader.pages[0].mediabox.width) == pytest.approx(612)
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert "Beispiel GmbH · Autumn drop" in text
    assert "accepted: " in text and "Decided by" in text and "Against random order" in text


@pytest.mark.parametrize("kind", [table.suffix for table in TABLE_FORMATS])
def test_tables_have_the_rows_of_the_list(
    qtbot: QtBot, explained: Program, tmp_path: Path, kind: str
) -> None:
    file = export(qtbot, explained, ExportChoices(LISTED, kind), tmp_path)
    assert file == tmp_path / f"tagproof-report{kind}"
    if kind == ".csv":
        rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
        assert sorted(row["label"] for row in rows) == sorted(LABELS)
    elif kind == ".json":
        assert len(json.loads(file.read_text("utf-8"))["photos"]) == len(LABELS)
    else:
        assert file.stat().st_size > 100


def test_cards_of_many_lie_in_a_folder(qtbot: QtBot, explained: Program, tmp_path: Path) -> None:
    folder = export(qtbot, explained, ExportChoices(LISTED, ".png"), tmp_path)
    names = sorted(file.name for file in folder.iterdir())
    assert names == sorted(f"{label.lower()}.explanation.png" for label in LABELS)
    assert [file for file in tmp_path.iterdir() if file.name.startswith(".Tagproof")] == []


def test_the_last_choices_are_remembered(qtbot: QtBot, explained: Program, tmp_path: Path) -> None:
    dialog = ask(explained, ExportChoices(), tmp_path)
    dialog._title.setText("Herbst")
    dialog._kind.setCurrentIndex(dialog._kind.findData(".png"))
    with qtbot.waitSignal(explained.workbench.exporter.written, timeout=WAIT_MS):
        dialog.accept()
    read_back = ExportChoices.read(explained._settings.export_choices)
    assert (read_back.title, read_back.kind) == ("Herbst", ".png")


def test_a_look_is_kept_as_a_template_and_taken_again(
    qtbot: QtBot, explained: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    dialog = ask(explained, ExportChoices(template="short", company="Beispiel GmbH"), tmp_path)
    dialog._keep.click()
    assert read(file).company == "Beispiel GmbH" and Part.MAP not in read(file).parts
    dialog.reject()
    file.write_text('{"schema": "template-1"}')
    dialog = ask(explained, ExportChoices(template=str(file)), tmp_path)
    qtbot.waitUntil(lambda: 'has no field "title"' in dialog.preview.shown, timeout=WAIT_MS)
    dialog.accept()
    assert "Nothing was written" in explained.window.status._words._whole


def test_an_export_carries_the_contrast_looked_at(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    current_photo = explained.workbench.current_photo
    other = current_photo.prediction.top[1].label
    current_photo.contrast_with(other)
    file = export(qtbot, explained, ExportChoices(THIS), tmp_path)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(file).pages)
    assert f"Why Blue and not {other}" in text and "strongest first" in text
    current_photo.contrast_with("")
    file = export(qtbot, explained, ExportChoices(THIS), tmp_path)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(file).pages)
    assert "and not" not in text


def test_a_table_has_the_columns_chosen_and_keeps_them_by_name(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    dialog = ask(explained, ExportChoices(THIS, ".csv", columns="label,path"), tmp_path)
    qtbot.waitUntil(lambda: dialog.preview.shown.startswith("label,path"), timeout=WAIT_MS)
    dialog.presets_kept.emit({"Short": ("label", "path")})
    with qtbot.waitSignal(explained.workbench.exporter.written, timeout=WAIT_MS) as done:
        dialog.accept()
    with done.args[0].open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream))[:2] == [["label", "path"], ["Blue", "a/blue.png"]]
    assert explained._settings.column_presets == {"Short": ("label", "path")}
    assert ExportChoices.read(explained._settings.export_choices).columns == "label,path"


def test_that_there_is_nothing_is_said_until_there_is_something(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start()
    program.window.export_menu.export_requested.emit("ask")
    assert program.window.status.words == NOTHING
    program.workbench.open([products])
    qtbot.waitUntil(lambda: program.window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert program.window.status.words != NOTHING


def test_a_line_about_nothing_goes_when_photos_are_listed(explained: Program) -> None:
    window, listed = explained.window, list(explained.window.model.paths)
    window.model.clear()
    window.status.show_idle(NOTHING)
    window.model.append(listed)
    assert window.status.words == ""
