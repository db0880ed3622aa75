"""What would change, and what would not, each with its photo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.catalog.edits import Change
from core.review.catalog_decisions import AUTOMATIC, Decision
from core.vocabulary import Verdict
from desktop.dialogs.write_back_preview import (
    TITLE,
    WriteBackPreview,
    by_words,
    figures,
    nothing_changes,
    why_words,
)
from tests.desktop.dialogs.write_back import at_once, decision, planned
from tests.window import WAIT_MS


@pytest.fixture
def preview(qtbot: QtBot) -> WriteBackPreview:
    made = WriteBackPreview(at_once, at_once)
    qtbot.addWidget(made)
    made.resize(900, 480)
    made.show()
    return made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "shop.csv"


def test_each_change_stands_in_a_row_and_wants_its_photo(
    qtbot: QtBot, preview: WriteBackPreview, source: Path
) -> None:
    export = planned(source, decision("red.png", "Blue", "is blue"), decision("grey.png", "Red"))
    with qtbot.waitSignal(preview.photo_wanted) as told:
        preview.show_export(export, "")
    assert told.args == ["grey.png"]
    table = preview.changes.table
    rows = [[table.index(at, c).data() for c in range(7)] for at in range(table.rowCount())]
    assert rows == [
        ["grey.png", "A grey thing", "Grey", "Red", "ana", "grey.png", "Corrected"],
        ["red.png", "A red thing", "Red", "Blue", "ana", "red.png", "is blue"],
    ]
    assert [preview.tabs.tabText(at) for at in range(2)] == ["Changes (2)", "Left out (2)"]
    with qtbot.waitSignal(preview.photo_wanted) as told:
        preview.changes.selectRow(1)
    assert told.args == ["red.png"]
    assert preview.details.text() == "Red\n→ Blue"


def test_what_is_left_out_says_why_on_its_tab(
    qtbot: QtBot, preview: WriteBackPreview, source: Path
) -> None:
    flagged = Decision("blue.png", Verdict.FLAGGED, "", "ana", "torn")
    preview.show_export(planned(source, decision("red.png", "Blue"), flagged), "")
    with qtbot.waitSignal(preview.photo_wanted) as told:
        preview.tabs.setCurrentIndex(1)
    assert told.args == ["blue.png"]
    table = preview.left_out.table
    said = {table.index(at, 0).data(): table.index(at, 3).data() for at in range(3)}
    assert said == {
        "blue.png": "flagged, so nothing is decided",
        "green.png": "nothing is decided yet",
        "grey.png": "nothing is decided yet",
    }
    assert preview.details.text() == "flagged, so nothing is decided"


def test_a_search_goes_over_both_tables(
    qtbot: QtBot, preview: WriteBackPreview, source: Path
) -> None:
    preview.show_export(
        planned(source, decision("red.png", "Blue"), decision("grey.png", "Red")), ""
    )
    preview.changes.setFocus()
    QTest.keyClick(preview.changes, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(preview.search.hasFocus, timeout=WAIT_MS)
    QTest.keyClicks(preview.search, "a blue")
    qtbot.waitUntil(lambda: preview.changes.table.rowCount() == 1, timeout=WAIT_MS)
    assert preview.changes.current.product == "red.png"
    assert preview.left_out.table.rowCount() == 1
    preview.search.clear()
    qtbot.waitUntil(lambda: preview.changes.table.rowCount() == 2, timeout=WAIT_MS)


def test_titles_have_a_column_where_there_are_any(preview: WriteBackPreview, source: Path) -> None:
    preview.show_export(planned(source, decision("red.png", "Blue")), "")
    assert not preview.changes.isColumnHidden(TITLE)
    other = source.with_name("b.csv")
    other.write_text("image,category\nred.png,Red\nblue.png,Blue\n")
    preview.show_export(planned(other, decision("red.png", "Blue")), "")
    assert preview.changes.isColumnHidden(TITLE)


def test_only_the_photo_of_the_row_is_shown(preview: WriteBackPreview, source: Path) -> None:
    preview.show_export(planned(source, decision("red.png", "Blue")), "")
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    preview.show_photo("blue.png", image)  # of a row that was left
    assert preview.photo.pixmap().isNull()
    preview.show_photo("red.png", None)  # not there yet
    assert preview.photo.pixmap().isNull()
    preview.show_photo("red.png", image)
    assert preview.photo.pixmap().height() == preview.photo.height() * preview.devicePixelRatioF()
    preview.show_photo("red.png", QImage())
    assert preview.photo.text() == "The photo cannot be read."


def test_a_sentence_takes_the_tables_place(preview: WriteBackPreview, source: Path) -> None:
    preview.show_export(planned(source, decision("red.png", "Blue")), "")
    preview.show_sentence("shop.csv: empty", "error")
    assert preview.sentence.isVisible() and preview.sentence.text() == "shop.csv: empty"
    assert preview.changes.table.rowCount() == 0
    assert preview.shown == "" and not preview.photo.isVisible()
    assert not preview.search.isVisible()


def test_a_plan_is_told_in_figures(source: Path) -> None:
    export = planned(source, decision("red.png", "Blue"), decision("blue.png", "Blue"))
    assert figures(export) == (
        "1 product to change, in 1 cell of the file. The file is right already about 1 product."
    )


def test_why_nothing_changes_is_a_sentence(source: Path) -> None:
    assert nothing_changes(planned(source)).startswith("No decisions yet: nothing is decided")
    right = planned(source, decision("blue.png", "Blue"))
    assert nothing_changes(right) == (
        "Nothing would change. The file says already what was decided about 1 product."
    )
    both = source.with_name("both.csv")
    both.write_text("sku,image,category\na,red.png,Red\na,grey.png,Red\n")
    disputed = planned(both, decision("red.png", "Blue"), decision("grey.png", "Green"))
    assert nothing_changes(disputed) == (
        "Nothing would change. Photos of 1 product were decided differently."
    )


def test_who_and_why_are_said_in_the_windows_words() -> None:
    change = Change("1", "a", "b", AUTOMATIC, "1.png", Verdict.ACCEPTED.value)
    assert (by_words(change), why_words(change)) == ("the program", "Accepted")
