"""What the import says before it does anything."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from core.catalog.class_map import ClassMap
from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from core.catalog.words import Role
from core.entities import Progress
from desktop.dialogs.import_dialog import ImportDialog
from desktop.dialogs.import_terms import CLASS
from desktop.services.review.catalog_reader import CatalogRead
from desktop.window.main_window import SMALLEST_SIZE
from tests.desktop.dialogs.conftest import PHOTOS, ReadFile
from tests.packs import LABELS

TEXT = "image,kind,category\nblue.png,new,Blue\nred.png,new,Ash\ngone.png,new,Red\ngrey.png,new,\n"


@pytest.fixture
def dialog(qtbot: QtBot) -> ImportDialog:
    made = ImportDialog("shop.csv", LABELS)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # qtbot does
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_can_be_imported_while_the_file_is_read(qtbot: QtBot, dialog: ImportDialog) -> None:
    assert dialog.again.text() == "Stop reading"
    assert not dialog.import_button.isEnabled()
    dialog.show_progress(Progress(20_000, 0))
    assert dialog.state.text() == "Reading the file, 20,000 rows so far …"
    with qtbot.waitSignal(dialog.stop_asked):
        dialog.again.click()
    assert dialog.state.text() == "Stopped. Nothing was imported."
    with qtbot.waitSignal(dialog.read_asked) as told:
        dialog.again.click()
    assert told.args == [None]


def test_the_button_says_what_it_will_do(
    qtbot: QtBot, dialog: ImportDialog, read_file: ReadFile
) -> None:
    read = read_file(TEXT)
    dialog.show_read(read)
    assert dialog.import_button.text() == "Import tags for 2 photos"
    assert dialog.import_button.isEnabled()
    assert dialog.figures.text() == (
        "3 of 4 photos found, 3 products. The category of 1 photo has no class yet; see Categories."
    )
    assert [dialog.tabs.tabText(at) for at in range(3)] == [
        "Columns", "Categories (3, 1 without a class)", "Left out (3)",
    ]  # fmt: skip
    terms = dialog.terms.terms
    terms.setData(terms.index(0, CLASS), "Grey")
    assert dialog.tabs.tabText(1) == "Categories (3)"
    dialog.tabs.setFocus()
    with qtbot.waitSignal(dialog.import_asked) as told:
        QTest.keyClick(dialog.tabs, Qt.Key.Key_Return)
    assert told.args == [read, {"Ash": "Grey"}, False, ()]  # no product has several photos


def test_products_with_several_photos_are_decided_together_unless_told_otherwise(
    qtbot: QtBot, dialog: ImportDialog, read_file: ReadFile
) -> None:
    read = read_file("sku,image,category\nK1,blue.png,Blue\nK1,red.png,\n")
    dialog.show_read(read)
    assert dialog.together.isVisible()
    with qtbot.waitSignal(dialog.import_asked) as told:
        QTest.keyClick(dialog.tabs, Qt.Key.Key_Return)
    assert told.args == [read, {}, True, ()]


def test_reasons_tell_examples_on_hover_and_opened(
    dialog: ImportDialog, read_file: ReadFile
) -> None:
    dialog.show_read(read_file(TEXT))
    line = dialog.left_out.topLevelItem(2)
    assert line.text(0) == "1 cell: no photo of this name in the folder"
    assert line.toolTip(0) == line.child(0).text(0) == "row 4: gone.png"


def test_why_nothing_would_be_imported_is_a_sentence(
    dialog: ImportDialog, read_file: ReadFile
) -> None:
    dialog.show_read(read_file("image,category\ngone.png,Blue\n"))
    assert not dialog.import_button.isEnabled()
    assert dialog.state.text().startswith("Nothing to import: It names 'gone.png'")


def test_a_changed_column_is_read_anew(
    qtbot: QtBot, dialog: ImportDialog, read_file: ReadFile
) -> None:
    dialog.show_read(read_file(TEXT))
    with qtbot.waitSignal(dialog.read_asked) as told:
        dialog.columns.menu_of(1).actions()[2].trigger()
    assert told.args[0][0].roles.category == 1
    assert not dialog.import_button.isEnabled()
    assert dialog.again.text() == "Stop reading"
    dialog.show_failed("shop.csv: vanished")
    assert dialog.state.text() == "shop.csv: vanished"
    assert dialog.columns.combos[Role.CATEGORY].currentText() == "kind"


def test_what_was_read_before_comes_back_when_reading_is_stopped(
    qtbot: QtBot, dialog: ImportDialog, read_file: ReadFile
) -> None:
    read = read_file(TEXT)
    dialog.show_read(read)
    dialog.columns.menu_of(1).actions()[2].trigger()
    dialog.again.click()
    assert dialog.state.text() == "Stopped. The file is shown as it was read before."
    assert dialog.columns.combos[Role.CATEGORY].currentText() == "category"
    assert dialog.import_button.text() == "Import tags for 2 photos"
    with qtbot.waitSignal(dialog.import_asked) as told:
        dialog.import_button.click()
    assert told.args[0] is read


def test_it_fits_a_small_screen_and_has_names(dialog: ImportDialog, read_file: ReadFile) -> None:
    dialog.show_read(read_file(TEXT))
    hint = dialog.minimumSizeHint()
    assert hint.boundedTo(SMALLEST_SIZE) == hint
    named: list[QWidget] = [*dialog.findChildren(QComboBox), dialog.columns.view, dialog.terms]
    assert [widget for widget in named if not widget.accessibleName()] == []


def test_a_file_of_one_table_asks_for_no_sheet(dialog: ImportDialog, read_file: ReadFile) -> None:
    dialog.show_read(read_file(TEXT))
    assert dialog.sheets.isHidden()


def test_each_sheet_is_shown_and_changed_by_itself(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for name, photo in (("Men", "blue.png"), ("Women", "red.png")):
        sheet = book.create_sheet(name)
        for row in (("image", "category"), (photo, "Blue")):
            sheet.append(row)
    book.save(tmp_path / "shop.xlsx")
    found = inspect(tmp_path / "shop.xlsx", PhotoIndex(PHOTOS), ClassMap(LABELS))
    dialog.show_read(CatalogRead.of(found, [1, 2, 3, 4]))
    assert dialog.sheets.isVisible()
    dialog.sheets.setCurrentIndex(1)
    dialog.sheets.activated.emit(1)
    assert "sheet Women" in dialog.form.toolTip()
    assert dialog.columns.view.model().index(0, 0).data() == "red.png"
    with qtbot.waitSignal(dialog.read_asked) as told:
        dialog.columns.menu_of(1).actions()[-1].trigger()
    assert [reading.roles.category for reading in told.args[0]] == [1, None]


def test_the_classes_of_the_catalog_are_offered_where_there_are_others(
    qtbot: QtBot, dialog: ImportDialog, read_file: ReadFile
) -> None:
    assert not dialog.only.isVisible()
    dialog.show_read(read_file(TEXT))
    assert not dialog.only.isVisible()  # one class alone would be sure of every photo
    terms = dialog.terms.terms
    terms.setData(terms.index(0, CLASS), "Grey")
    assert dialog.only.isVisible()
    assert dialog.only.text() == "Only this catalog's classes (2 of 5)"
    dialog.only.setChecked(True)
    with qtbot.waitSignal(dialog.import_asked) as told:
        dialog.import_button.click()
    assert told.args[3] == ("Blue", "Grey")


@pytest.mark.parametrize("chosen", [("Blue", "Red"), LABELS])
def test_what_is_so_already_is_not_offered(
    qtbot: QtBot, read_file: ReadFile, chosen: tuple[str, ...]
) -> None:
    made = ImportDialog("shop.csv", LABELS, chosen=chosen)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    made.show_read(read_file("image,category\nblue.png,Blue\nred.png,Red\n"))
    assert made.only.isVisible() is (chosen == LABELS)
    assert not made.only.isChecked()
