"""What the way back shows and asks for, from the first word to the file that is there."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.entities import Progress
from desktop.dialogs import file_dialogs
from desktop.dialogs.write_back_dialog import WriteBackDialog
from desktop.services.review.catalog_writer import Phase
from desktop.window.main_window import SMALLEST_SIZE
from tests.desktop.dialogs.write_back import at_once, decision, planned


@pytest.fixture
def dialog(qtbot: QtBot) -> WriteBackDialog:
    made = WriteBackDialog(at_once, at_once)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # qtbot does
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    planned(tmp_path / "shop.csv")
    return tmp_path / "shop.csv"


@pytest.fixture
def shown(dialog: WriteBackDialog, source: Path) -> WriteBackDialog:
    """With a plan of one change."""
    dialog.show_remembered(source)
    dialog.show_planned(planned(source, decision("red.png", "Blue")))
    return dialog


def test_the_file_that_was_imported_is_read_at_once(
    qtbot: QtBot, dialog: WriteBackDialog, source: Path
) -> None:
    assert dialog.state.text() == "Reading the review …"
    with qtbot.waitSignal(dialog.read_asked) as told:
        dialog.show_remembered(source)
    assert told.args == [source, False]
    assert not dialog.write_button.isEnabled()
    dialog.show_progress(Phase.READING, Progress(20_000, 1_000_000, "", 42.0))
    assert dialog.state.text() == "Reading the file, 20,000 of 1,000,000 rows … about 42 s left"
    dialog.show_progress(Phase.PLANNING, Progress(20_000, 1_000_000))
    assert dialog.state.text() == "Working out the changes, 20,000 of 1,000,000 rows …"
    dialog.show_planned(planned(source, decision("red.png", "Blue")))
    assert dialog.figures.text() == "1 product to change, in 1 cell of the file."
    assert dialog.write_button.isEnabled() and not dialog.again.isVisible()


def test_a_file_that_is_not_known_or_gone_is_asked_for(
    dialog: WriteBackDialog, tmp_path: Path
) -> None:
    dialog.show_remembered(None)
    assert "does not know the shop's file" in dialog.preview.sentence.text()
    assert not dialog.again.isVisible()
    dialog.show_remembered(tmp_path / "gone.csv")
    assert dialog.preview.sentence.text().startswith(
        f"{tmp_path / 'gone.csv'} is not there any more."
    )


def test_a_file_that_changed_is_refused_in_a_sentence_and_can_be_read_again(
    qtbot: QtBot, dialog: WriteBackDialog, source: Path
) -> None:
    dialog.show_remembered(source)
    words = f"{source}: row 3 is not what it was when the file was imported; import it again"
    dialog.show_failed(words)
    assert dialog.preview.sentence.text() == words
    assert dialog.preview.sentence.isVisible()
    assert not dialog.write_button.isEnabled() and not dialog.list_button.isEnabled()
    with qtbot.waitSignal(dialog.read_asked):
        dialog.again.click()


def test_no_decisions_are_a_sentence_and_nothing_can_be_written(
    dialog: WriteBackDialog, source: Path
) -> None:
    dialog.show_remembered(source)
    dialog.show_planned(planned(source))
    assert dialog.preview.sentence.text().startswith("No decisions yet:")
    assert dialog.preview.sentence.isVisible()
    assert not dialog.write_button.isEnabled() and not dialog.list_button.isEnabled()


def test_reading_can_be_stopped(qtbot: QtBot, dialog: WriteBackDialog, source: Path) -> None:
    dialog.show_remembered(source)
    with qtbot.waitSignal(dialog.stop_asked):
        dialog.again.click()
    assert dialog.preview.sentence.text() == "Stopped before the file was read."
    assert dialog.again.text() == "Read again"


def test_enter_writes_and_what_came_of_it_is_said(
    qtbot: QtBot, shown: WriteBackDialog, source: Path
) -> None:
    target = source.with_name("shop-reviewed.csv")
    shown.form.only_changed.click()
    with qtbot.waitSignal(shown.write_asked) as told:
        QTest.keyClick(shown.preview.changes, Qt.Key.Key_Return)
    assert told.args == [target, True]
    assert not shown.form.isEnabled() and shown.again.text() == "Stop"
    shown.show_progress(Phase.WRITING, Progress(25, 100, "", 3.0))
    assert shown.state.text() == "Writing the file, 25 % … about 3 s left"
    shown.show_failed(f"{target}: no space left on device")
    assert shown.state.text() == f"Nothing was written. {target}: no space left on device"
    assert shown.write_button.isEnabled() and shown.preview.changes.isVisible()
    assert shown.again.text() == "Read again" and shown.again.isVisible()
    shown.write_button.click()
    shown.show_written(target)
    assert shown.state.text() == f"Written: {target}"
    with qtbot.waitSignal(shown.folder_asked) as told:
        shown.folder_button.click()
    assert told.args == [target.parent]


def test_escape_stops_the_writing_first_and_closes_then(
    qtbot: QtBot, shown: WriteBackDialog
) -> None:
    shown.write_button.click()
    with qtbot.waitSignal(shown.stop_asked):
        QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    assert shown.state.text() == "Stopping …" and not shown.again.isEnabled()
    shown.show_stopped()
    assert shown.state.text() == "Stopped. Nothing was written."
    assert shown.write_button.isEnabled()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_other_words_are_planned_anew(qtbot: QtBot, shown: WriteBackDialog, source: Path) -> None:
    with qtbot.waitSignal(shown.reword_asked) as told:
        shown.form.words_chosen.emit(True)
    assert told.args == [True]
    assert not shown.write_button.isEnabled()
    shown.show_planned(planned(source, decision("red.png", "Blue")))
    assert shown.write_button.isEnabled()


def test_a_destination_that_will_not_do_cannot_be_written_to(
    shown: WriteBackDialog, source: Path
) -> None:
    shown.form.show_target(source)
    assert not shown.write_button.isEnabled()
    shown.form.show_target(source.with_name("b.csv"))
    assert shown.write_button.isEnabled()


def test_the_list_of_changes_goes_where_it_is_wanted(
    qtbot: QtBot, shown: WriteBackDialog, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    target = source.with_name("list.pdf")

    def answer(*question: object) -> Path:
        asked.extend(question[2:])
        return target

    monkeypatch.setattr(file_dialogs, "ask_output", answer)
    with qtbot.waitSignal(shown.list_asked) as told:
        shown.list_button.click()
    assert told.args == [target]
    assert asked == [source.with_name("shop-changes.csv"), "CSV (*.csv);;PDF (*.pdf)"]
    shown.show_progress(Phase.LISTING, Progress(1, 2))
    assert shown.state.text() == "Writing the list, 1 of 2 products …"
    shown.show_written(target)
    assert shown.state.text() == f"Written: {target}"


def test_a_workbook_keeps_its_rows(dialog: WriteBackDialog, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("image", "category"), ("red.png", "Red")):
        book.active.append(row)
    book.save(tmp_path / "shop.xlsx")
    dialog.show_remembered(tmp_path / "shop.xlsx")
    dialog.show_planned(planned(tmp_path / "shop.xlsx", decision("red.png", "Blue")))
    assert not dialog.form.only_changed.isEnabled()
    assert dialog.form.why_fixed.isVisible()


def test_it_fits_a_small_screen_and_has_names(shown: WriteBackDialog) -> None:
    hint = shown.minimumSizeHint()
    assert hint.boundedTo(SMALLEST_SIZE) == hint
    tables = (shown.preview.changes, shown.preview.left_out, shown.preview.search)
    assert all(widget.accessibleName() for widget in tables)
    assert all(b.text() or b.accessibleName() for b in shown.findChildren(QPushButton))
