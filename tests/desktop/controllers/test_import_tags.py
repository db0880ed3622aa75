"""Existing tags, from the menu or a drop to the list."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.catalog.term_map import learnt
from core.catalog.words import Role
from core.errors import ReviewError
from core.inference.model_pack import Pack
from core.review import catalog_tags
from core.review.store import Review
from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.controllers.import_tags import IMPORTING
from desktop.dialogs import file_dialogs
from desktop.dialogs.import_dialog import ImportDialog
from desktop.ui.photo_state import Mark
from tests.window import (
    WAIT_MS,
    Start,
    opened,
)


def mark(program: Program, name: str) -> Mark:
    model = program.window.model
    return next(model.mark(path) for path in model.paths if path.name == name)


ROWS = (
    ("id", "articleType", "productDisplayName"),
    ("blue", "blue", "A blue thing"),
    ("green", "Red", "A green one"),
    ("grey", "Ash", "Grey"),
    ("stranger", "Red", "Not here"),
)


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A CSV with one tag that agrees, one that does not, and one that means no class."""
    file = tmp_path / "styles.csv"
    file.write_text("".join(",".join(row) + "\n" for row in ROWS), "utf-8")
    monkeypatch.setattr(file_dialogs, "ask_table", lambda *_: file)
    return file


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The same as a workbook, with a title above the head."""
    book = openpyxl.Workbook()
    book.active.append(["Export of our shop"])
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "styles.xlsx")
    return tmp_path / "styles.xlsx"


def read(qtbot: QtBot, program: Program) -> ImportDialog:
    """Wait until the file is read."""
    dialog = opened(qtbot, program, ImportDialog)
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=WAIT_MS)
    return dialog


def test_existing_tags_are_shown_and_kept_by_one_key(
    qtbot: QtBot, explained: Program, catalog: Path
) -> None:
    window = explained.window
    window.review_menu.import_action.trigger()
    dialog = read(qtbot, explained)
    assert dialog.import_button.text() == "Import tags for 3 photos"
    terms = dialog.terms.terms
    assert terms.term(0).name == "Ash"  # what has no class comes first
    terms.setData(terms.index(0, 2), "Grey")
    dialog.import_button.click()
    qtbot.waitUntil(lambda: mark(explained, "grey.png").catalog == "Grey", timeout=WAIT_MS)
    assert learnt().classes == {"Ash": "Grey"}  # for the catalogs to come
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


def test_a_dropped_workbook_is_offered_and_the_review_stays(
    qtbot: QtBot, explained: Program, workbook: Path
) -> None:
    window, review = explained.window, explained.workbench.desk.shared
    window.open_requested.emit([workbook])
    dialog = read(qtbot, explained)
    assert explained.workbench.desk.shared is review
    assert dialog.form.toolTip() == (
        "Excel workbook, sheet Sheet, column names in row 2, 3 columns"
    )
    dialog.reject()
    assert mark(explained, "green.png").catalog == ""  # nothing was wanted
    window.open_requested.emit([workbook])
    read(qtbot, explained).import_button.click()
    qtbot.waitUntil(lambda: mark(explained, "green.png").catalog == "Red", timeout=WAIT_MS)


def test_a_file_that_comes_with_its_photos_folder_is_offered_once_they_are_found(
    qtbot: QtBot, start: Start, products: Path, workbook: Path
) -> None:
    program = start(workbook)
    window = program.window
    assert window.empty._title.text() == "Drop a folder of product photos here"
    assert "A shop's file is about photos" in window.notice.text()
    assert program.workbench.desk.shared is None and not window.model.paths
    window.open_requested.emit([workbook, products])
    dialog = read(qtbot, program)
    assert program.workbench.desk.writable
    assert workbook not in window.model.paths
    dialog.import_button.click()
    qtbot.waitUntil(lambda: mark(program, "green.png").catalog == "Red", timeout=WAIT_MS)


def test_another_column_is_read_anew_and_counts(
    qtbot: QtBot, explained: Program, catalog: Path
) -> None:
    explained.window.open_requested.emit([catalog])
    dialog = read(qtbot, explained)
    dialog.columns.menu_of(1).actions()[-1].trigger()  # no category any more
    qtbot.waitUntil(lambda: "names no category" in dialog.state.text(), timeout=WAIT_MS)
    assert not dialog.import_button.isEnabled()
    combo = dialog.columns.combos[Role.CATEGORY]
    combo.setFocus()
    QTest.keyClicks(combo, "product")
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=WAIT_MS)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: mark(explained, "grey.png").catalog == "Grey", timeout=WAIT_MS)
    assert mark(explained, "green.png").catalog == "A green one"


def test_a_file_that_is_no_table_is_told_in_the_dialog(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").touch()
    explained.window.open_requested.emit([tmp_path / "empty.csv"])
    dialog = opened(qtbot, explained, ImportDialog)
    qtbot.waitUntil(lambda: "empty" in dialog.state.text(), timeout=WAIT_MS)
    assert not dialog.import_button.isEnabled()
    (tmp_path / "empty.csv").write_text("id,category\nblue,Red\n", "utf-8")
    dialog.again.click()
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=WAIT_MS)
    dialog.reject()


def test_two_tables_at_once_are_refused_and_change_nothing(
    qtbot: QtBot, explained: Program, catalog: Path, workbook: Path
) -> None:
    review = explained.workbench.desk.shared
    explained.window.open_requested.emit([catalog, workbook])
    assert explained.window.notice.text() == "Only one table can be imported at a time."
    assert explained.workbench.desk.shared is review


def test_the_files_products_group_the_photos(
    qtbot: QtBot,
    explained: Program,
    products: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, grouper = explained.window, explained.workbench.grouper
    file = tmp_path / "shop.csv"
    file.write_text(
        "sku,image,category,title\nK1,blue.png,Blue,Cap\nK1,green.png,,\nK1,new.png,,\n"
    )
    monkeypatch.setattr(file_dialogs, "ask_table", lambda *_: file)
    before = window.model.rowCount()
    window.review_menu.import_action.trigger()
    dialog = read(qtbot, explained)
    with qtbot.waitSignal(grouper.regrouped, timeout=WAIT_MS):
        dialog.import_button.click()
    qtbot.waitUntil(lambda: window.model.rowCount() == before - 1, timeout=WAIT_MS)
    ((lead, product),) = window.model.products.items()
    assert (lead.name, product.photos, window.model.mark(lead).catalog) == ("blue.png", 2, "Blue")

    file.unlink()  # a photo that comes later does not need it
    (lead.parent / "new.png").write_bytes(lead.read_bytes())
    with qtbot.waitSignal(grouper.regrouped, timeout=WAIT_MS):
        explained.workbench.open([products])
    qtbot.waitUntil(lambda: window.model.products[lead].photos == 3, timeout=WAIT_MS)


def test_what_was_read_for_one_model_is_not_imported_under_another(
    qtbot: QtBot, explained: Program, catalog: Path, tiny_pack: Pack
) -> None:
    explained.window.review_menu.import_action.trigger()
    read(qtbot, explained)
    explained.workbench.network.switch(tiny_pack.folder)
    qtbot.waitUntil(lambda: not explained.window.findChildren(ImportDialog), timeout=WAIT_MS)
    assert mark(explained, "blue.png").catalog == ""


def test_photos_found_since_the_file_was_read_get_their_tags_too(
    qtbot: QtBot, explained: Program, catalog: Path, products: Path
) -> None:
    explained.window.review_menu.import_action.trigger()
    dialog = read(qtbot, explained)
    shared, late = explained.workbench.desk.shared, products / "b" / "stranger.png"
    late.write_bytes((products / "b" / "red.png").read_bytes())
    shared.register([late])
    dialog.import_button.click()

    def tagged() -> bool:
        (row,) = shared.rows(shared.ids([late])).values()
        return row.catalog_label == "Red"

    qtbot.waitUntil(tagged, timeout=WAIT_MS)


def test_nothing_is_said_to_go_on_where_the_review_refuses(
    qtbot: QtBot, explained: Program, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(review: Review, *_: object) -> None:
        raise ReviewError(review.path, "no space left on the device")

    monkeypatch.setattr(catalog_tags, "keep", refuse)
    explained.window.review_menu.import_action.trigger()
    read(qtbot, explained).import_button.click()
    assert explained.window.status.words == IMPORTING
    qtbot.waitUntil(lambda: "no space" in explained.window.notice.text(), timeout=WAIT_MS)
    assert explained.window.status.words == ""
