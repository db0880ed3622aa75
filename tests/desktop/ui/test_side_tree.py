"""Names in the room there is, figures beside them, and no search by letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from desktop.ui.side_tree import SideTree, TickTree, told_once


@pytest.fixture
def tree(qtbot: QtBot) -> SideTree:
    model = QStandardItemModel()
    for name, figure in (("All", "12"), ("Flagged", "3")):
        model.appendRow([QStandardItem(name), QStandardItem(figure)])
    made = SideTree("Views", model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(200, 100)
    made.show()
    made.setCurrentIndex(model.index(0, 0))
    return made


def test_a_letter_leads_nowhere_and_arrows_do(qtbot: QtBot, tree: SideTree) -> None:
    qtbot.keyClick(tree, Qt.Key.Key_F)
    assert tree.currentIndex().row() == 0
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentIndex().row() == 1


def test_the_figures_take_what_they_need_and_the_names_the_rest(tree: SideTree) -> None:
    before = tree.columnWidth(0)
    tree.model().item(0, 1).setText("999,999")
    assert tree.columnWidth(0) + tree.columnWidth(1) == tree.viewport().width()
    assert tree.columnWidth(0) < before


def test_many_cells_that_change_are_told_once(qtbot: QtBot, tree: SideTree) -> None:
    model, told = tree.model(), []
    model.dataChanged.connect(lambda first, last, *_: told.append((first.row(), last.row())))
    before = tree.columnWidth(1)
    with told_once(model):
        for row in range(model.rowCount()):
            model.item(row, 1).setText("999,999")
    assert told == [(0, 1)]
    assert tree.columnWidth(1) > before


@pytest.mark.parametrize(
    ("key", "alone"),
    [(Qt.Key.Key_Space, False), (Qt.Key.Key_Return, True), (Qt.Key.Key_Enter, True)],
)
def test_a_row_is_ticked_by_its_keys(qtbot: QtBot, key: Qt.Key, alone: bool) -> None:
    model = QStandardItemModel()
    model.appendRow([QStandardItem("Hats"), QStandardItem("12")])
    made = TickTree("Facets", model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.setCurrentIndex(model.index(0, 1))
    with qtbot.waitSignal(made.ticked_alone if alone else made.ticked) as told:
        qtbot.keyClick(made, key)
    assert told.args == [model.index(0, 0)]
