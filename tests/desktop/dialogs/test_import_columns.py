"""The first rows in colour, and the choice of columns by hand and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from core.catalog.words import Role
from desktop.dialogs.import_columns import ImportColumns
from tests.desktop.dialogs.conftest import ReadFile

TEXT = "position,image,image 2,category,title\n1,blue.png,red.png,Blue,One\n2,grey.png,,Grey,Two\n"


@pytest.fixture
def columns(qtbot: QtBot, read_file: ReadFile) -> ImportColumns:
    made, read = ImportColumns(), read_file(TEXT)
    qtbot.addWidget(made)
    made.show_table(read.found.readings[0], read.first_rows[0])
    return made


def test_one_column_of_each_role_comes_first(columns: ImportColumns) -> None:
    head = columns.view.horizontalHeader()
    assert [head.logicalIndex(place) for place in range(5)] == [1, 3, 4, 2, 0]


def test_combos_say_what_is_chosen_and_choose(qtbot: QtBot, columns: ImportColumns) -> None:
    said = {role: combo.currentText() for role, combo in columns.combos.items()}
    assert said == {
        Role.PHOTO: "2 columns: image, image 2",
        Role.KEY: "(none)",
        Role.CATEGORY: "category",
        Role.TITLE: "title",
    }
    combo = columns.combos[Role.CATEGORY]
    with qtbot.waitSignal(columns.changed) as told:
        QTest.keyClicks(combo, "pos")
        combo.activated.emit(combo.currentIndex())
    assert told.args[0].category == 0
    with qtbot.waitSignal(columns.changed) as told:
        combo.activated.emit(combo.findText("title"))  # no change of its own
        combo.setCurrentText("title")
        combo.activated.emit(combo.currentIndex())
    assert (told.args[0].category, told.args[0].title) == (4, None)
    assert columns.combos[Role.TITLE].currentText() == "(none)"


def test_a_head_s_menu_gives_and_takes_roles(qtbot: QtBot, columns: ImportColumns) -> None:
    with qtbot.waitSignal(columns.changed) as told:
        columns.menu_of(2).actions()[-1].trigger()
    assert told.args[0].photos == (1,)
    with qtbot.waitSignal(columns.changed) as told:
        columns.menu_of(2).actions()[0].trigger()
    assert told.args[0].photos == (1, 2)  # of photos there may be several columns
    with qtbot.waitSignal(columns.changed) as told:
        columns.menu_of(0).actions()[1].trigger()
    assert told.args[0].keys == (0,)
    assert [entry.isChecked() for entry in columns.menu_of(0).actions()[:4]] == [
        False, True, False, False,
    ]  # fmt: skip


def test_a_key_opens_the_menu_of_the_column_it_is_in(qtbot: QtBot, columns: ImportColumns) -> None:
    columns.show()
    columns.view.setFocus()
    columns.view.setCurrentIndex(columns.view.model().index(1, 3))
    QTest.keyClick(columns.view, Qt.Key.Key_Return)
    (menu,) = columns.findChildren(QMenu)
    qtbot.waitUntil(menu.isVisible)
    assert menu.actions()[2].isChecked()
    menu.close()
