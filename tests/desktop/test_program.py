"""The window from outside: open, look, explain, export, as a person would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QSlider
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.controllers.browse import NONE_HERE
from desktop.dialogs import file_dialogs
from desktop.dialogs.export_dialog import ExportDialog
from desktop.services.export.choices import LISTED, ExportChoices
from desktop.system.settings import Settings
from tests.packs import LABELS

WAIT_MS = 60_000

Start = Callable[..., Program]


def said(program: Program) -> str:
    return program.window.inspector._tag.text()


def choose(program: Program, name: str) -> Path:
    path = next(path for path in program.window.model.paths if path.name == name)
    program.window.photos.choose(path)
    return path


def target(monkeypatch: pytest.MonkeyPatch, path: Path) -> Path:
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: path)
    return path


def export_all(program: Program) -> None:
    """Export all photos of the list as they were exported last."""
    program._settings.export_choices = ExportChoices(LISTED).written()
    program.window.export_menu.export_requested.emit("ask")
    (dialog,) = program.window.findChildren(ExportDialog)
    dialog.accept()


def test_starts_with_an_invitation(start: Start) -> None:
    window = start().window
    assert window.empty.isVisible()
    assert window.empty._title.text() == "Drop a folder of product photos here"
    assert not window.export_menu.export_action.isEnabled()


def test_photo_tag_and_explanation_of_the_first_photo(explained: Program) -> None:
    window, bench = explained.window, explained.workbench
    assert [path.name for path in window.model.paths] == [
        "blue.png", "green.png", "grey.png", "red.png", "yellow.png",
    ]  # fmt: skip
    assert said(explained) == "Blue"
    assert window.compare.original.picture.full.width() == 90
    assert window.compare.why.picture is not window.compare.original.picture
    assert bench.current_photo.explanation.label == "Blue"
    assert window.inspector._why.text()
    assert {window.model.tag(path).label for path in window.model.paths} == set(LABELS)


def test_choosing_another_photo_shows_it_and_no_stale_result(
    qtbot: QtBot, explained: Program
) -> None:
    bench = explained.workbench
    predicted: list[str] = []
    bench.current_photo.predicted.connect(lambda path, _: predicted.append(path.name))
    for name in ("green.png", "grey.png", "red.png", "yellow.png"):
        choose(explained, name)
    last = bench.current_photo.path
    qtbot.waitUntil(lambda: said(explained) == "Yellow", timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: bench.current_photo.explanation is not None and not bench.current_photo.explaining,
        timeout=WAIT_MS,
    )
    assert bench.current_photo.shown.photo.path == last
    assert predicted[-1] == "yellow.png"
    assert len(predicted) == len(set(predicted))


def test_another_class_is_explained_without_sampling_again(explained: Program) -> None:
    bench = explained.workbench
    seconds = bench.current_photo.explanation.seconds
    second = bench.current_photo.prediction.top[1].label
    explained.window.inspector.scores.choose(1)
    assert bench.current_photo.explanation.label == second
    assert bench.current_photo.explanation.seconds == seconds


def test_look_repaints_and_more_samples_explain_again(qtbot: QtBot, explained: Program) -> None:
    bench, controls = explained.workbench, explained.window.inspector.controls
    with qtbot.waitSignal(bench.current_photo.painted, timeout=WAIT_MS):
        controls._opacity.set_value(30)
    before = bench.current_photo.explanation
    controls._stable.setChecked(False)
    controls._set(samples=256)
    qtbot.waitUntil(
        lambda: (
            bench.current_photo.explanation.final and bench.current_photo.explanation is not before
        ),
        timeout=WAIT_MS,
    )
    assert bench.current_photo.explanation.samples == 256


def test_escape_cancels_the_explanation(qtbot: QtBot, explained: Program) -> None:
    bench, window = explained.workbench, explained.window
    window.inspector.controls._stable.setChecked(False)
    window.inspector.controls._set(samples=4096)
    assert bench.current_photo.explaining
    stages: list[str] = []
    bench.current_photo.staged.connect(lambda stage: stages.append(stage.detail))
    window.cancel_action.trigger()
    assert not bench.current_photo.explaining
    assert stages[-1].startswith("stopped after")


def test_space_hides_and_shows_the_overlay(qtbot: QtBot, explained: Program) -> None:
    compare = explained.window.compare
    qtbot.keyClick(compare.why, Qt.Key.Key_Space)
    assert compare.why.picture is compare.original.picture
    qtbot.keyClick(explained.window.photos, Qt.Key.Key_Space)
    assert compare.why.picture is not compare.original.picture


def test_both_panes_zoom_together(qtbot: QtBot, explained: Program) -> None:
    compare = explained.window.compare
    compare.full_action.trigger()
    assert compare.original.factor() == compare.why.factor() == 1
    compare.fit_action.trigger()
    fitted = compare.original.factor()
    assert fitted != 1
    qtbot.keyClick(explained.window, Qt.Key.Key_Plus)
    assert compare.original.factor() > fitted
    qtbot.keyClick(explained.window, Qt.Key.Key_Minus)
    qtbot.keyClick(explained.window, Qt.Key.Key_Minus)
    assert compare.original.factor() < fitted


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


def test_exports_all_photos_as_one_pdf_naming_the_unreadable(
    qtbot: QtBot, start: Start, products: Path, tmp_path: Path
) -> None:
    (products / "a" / "broken.jpg").write_bytes(b"no photo")
    program = start(products)
    bench = program.workbench
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == 6, timeout=WAIT_MS)
    file = tmp_path / "tagproof-report.pdf"
    program._settings.export_folder = tmp_path
    with qtbot.waitSignal(bench.exporter.written, timeout=2 * WAIT_MS):
        export_all(program)
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert all(label in text for label in LABELS)
    assert "broken.jpg" in text


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


def test_unreadable_photo_is_named_in_list_and_panel(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    file = tmp_path / "a <b>name.jpg"
    file.write_bytes(b"")
    program = start(file)
    qtbot.waitUntil(lambda: program.window.model.tag(file).status == "error", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: said(program) == "No tag", timeout=WAIT_MS)
    assert program.window.inspector._note.text() == f"{file}: empty file"
    assert "empty file" in program.window.model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_vanished_folder_and_empty_folder_say_so(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    program = start(empty)
    qtbot.waitUntil(
        lambda: program.window.empty._title.text() == "No photos found there", timeout=WAIT_MS
    )
    empty.rmdir()
    program.workbench.open([empty])
    qtbot.waitUntil(
        lambda: program.window.empty._title.text() == "This could not be opened", timeout=WAIT_MS
    )
    assert str(empty) in program.window.empty._hint.text()


def test_a_folder_that_is_gone_is_named_while_the_rest_goes_on(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start()
    gone = products / "gone"
    program.workbench.open([products / "a", gone])
    qtbot.waitUntil(lambda: str(gone) in program.window.notice.text(), timeout=WAIT_MS)
    assert program.window.model.rowCount() == 3


def test_several_folders_have_no_review_and_are_tagged(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window, bench = explained.window, explained.workbench
    assert window.review_menu.summary_action.isEnabled()
    bench.open([products / "a", products / "b"])
    assert not window.review_menu.summary_action.isEnabled()
    assert not window.review_menu.import_action.isEnabled()
    assert not window.views.isVisible()
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS)
    assert not window.decisions.accept_action.isEnabled()


def test_takes_folders_and_files_dropped_together(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start()
    data = QMimeData()
    files = [products / "b", products / "a" / "grey.png"]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    enter, drop = QDragEnterEvent(QPoint(50, 50), *how), QDropEvent(QPointF(50, 50), *how)
    for event in (enter, drop):
        QApplication.sendEvent(program.window, event)
    assert drop.isAccepted()
    qtbot.waitUntil(lambda: program.window.model.rowCount() == 3, timeout=WAIT_MS)
    assert {path.name for path in program.window.model.paths} == {
        "red.png", "yellow.png", "grey.png",
    }  # fmt: skip


def test_folder_narrows_the_list_and_subfolders_are_optional(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window = explained.window
    window.folders.chosen.emit(products / "b")
    qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=WAIT_MS)
    assert [path.name for path in window.model.paths] == ["red.png", "yellow.png"]
    assert window.photos.current_path().name == "red.png"
    window.folders.chosen.emit(None)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    window.folders._subfolders.setChecked(False)
    qtbot.waitUntil(lambda: window.compare.original._message == NONE_HERE, timeout=WAIT_MS)
    assert window.folders.isVisible()


def test_window_remembers_how_it_was_left(
    explained: Program, settings: Settings, products: Path, start: Start
) -> None:
    explained.window.resize(880, 650)  # within the offscreen screen
    explained.window.inspector.controls._set(sign="for", top=3)
    explained.window.close()
    again = start()
    assert (again.window.width(), again.window.height()) == (880, 650)
    look = again.window.inspector.controls.look
    assert (look.sign, look.top) == ("for", 3)
    assert settings.recent_folders == [products]


def test_broken_pack_is_named_and_photos_can_still_be_looked_at(
    qtbot: QtBot, start: Start, products: Path, tmp_path: Path
) -> None:
    program = start(products, pack=tmp_path / "no-pack")
    qtbot.waitUntil(lambda: "no-pack" in program.window.inspector._note.text(), timeout=WAIT_MS)
    assert program.window.compare.original.picture is not None
    assert program.workbench.network.problem


def test_pause_rests_and_goes_on(qtbot: QtBot, start: Start, products: Path) -> None:
    program = start()
    bench = program.workbench
    program.window.status.pause_action.setChecked(True)
    bench.open([products])
    qtbot.waitUntil(lambda: not bench.scan.running, timeout=WAIT_MS)
    assert bench.tagger.paused
    assert sum(bench.tagger.counts.values()) <= 1  # the photo looked at is tagged all the same
    program.window.status.pause_action.setChecked(False)
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == 5, timeout=WAIT_MS)


def test_keys_reach_the_photos(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    qtbot.keyClick(window.photos, Qt.Key.Key_Right)
    assert window.photos.current_path().name == "green.png"
    qtbot.keyClick(window.compare.original, Qt.Key.Key_Right)
    assert window.photos.current_path().name == "grey.png"
    window.grid_action.trigger()
    assert not window.compare.isVisible()
    window.photos.opened.emit()
    assert window.compare.isVisible()


def test_every_control_has_a_name_for_screen_readers(explained: Program) -> None:
    kinds = (QAbstractButton, QComboBox, QSlider)
    controls = [control for kind in kinds for control in explained.window.findChildren(kind)]
    nameless = [
        control
        for control in controls
        if not (control.accessibleName() or getattr(control, "text", str)())
    ]
    assert controls
    assert nameless == []


def test_next_photo_is_explained_ahead(qtbot: QtBot, explained: Program) -> None:
    bench = explained.workbench
    current_photo, settings = bench.current_photo, bench.current_photo.settings
    ahead = explained.window.model.paths[1]

    def ready() -> bool:
        shown = current_photo._pictures.get(ahead)
        key = (shown.photo.sha256, settings) if shown else ("", settings)
        return current_photo._answers.explanations.get(key) is not None

    qtbot.waitUntil(ready, timeout=WAIT_MS)
    told: list[bool] = []
    current_photo.explained.connect(lambda explanation: told.append(explanation.final))
    current_photo.choose(ahead)
    assert told == [True]
    assert not current_photo.explaining
