"""Names in the room there is, figures beside them, and no search by letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from desktop.ui.side_tree import SideTree


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
