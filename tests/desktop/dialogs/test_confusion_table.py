"""Cells lead to photos."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.confusion import Confusion
from desktop.dialogs.confusion_table import ConfusionTable
from desktop.ui import theme

SHOWN = Confusion(
    ("Hemden", "Hosen"),
    ("Shirts", "Jeans"),
    {("Hemden", "Shirts"): 1204, ("Hemden", "Jeans"): 3},
    {"Hemden": "Shirts"},
)


@pytest.fixture
def table(qtbot: QtBot) -> ConfusionTable:
    made = ConfusionTable(SHOWN)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def test_terms_stand_against_classes(table: ConfusionTable) -> None:
    model = table.model()
    cells = [[model.index(row, column).data() for column in (0, 1)] for row in (0, 1)]
    assert cells == [["1,204", "3"], ["", ""]]
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(n, across) for n in (0, 1)] == ["Shirts", "Jeans"]
    assert [model.headerData(n, down) for n in (0, 1)] == ["Hemden", "Hosen"]
    assert model.headerData(0, down, Qt.ItemDataRole.ToolTipRole) == "Hemden means Shirts"


def test_names_that_are_too_long_say_that_they_go_on(table: ConfusionTable) -> None:
    for header in (table.horizontalHeader(), table.verticalHeader()):
        assert header.textElideMode() is Qt.TextElideMode.ElideRight


def test_agreement_is_told_by_more_than_its_ground(table: ConfusionTable) -> None:
    model, ground, told = table.model(), Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.ToolTipRole
    agrees, differs = model.index(0, 0), model.index(0, 1)
    assert agrees.data(ground) == theme.current().colour("accent_soft")
    assert differs.data(ground) is None
    assert agrees.data(told).endswith("as the catalog says")
    assert not differs.data(told).endswith("as the catalog says")


def test_a_term_that_means_no_class_is_no_disagreement(qtbot: QtBot) -> None:
    made = ConfusionTable(Confusion(("Sale",), ("Shirts",), {("Sale", "Shirts"): 2}, {}))
    qtbot.addWidget(made)
    cell = made.model().index(0, 0)
    assert cell.data(Qt.ItemDataRole.ForegroundRole) is cell.data(Qt.ItemDataRole.BackgroundRole)
    assert cell.data(Qt.ItemDataRole.ToolTipRole).endswith("which the model has no class for")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_cell_is_entered_by_key(qtbot: QtBot, table: ConfusionTable, key: Qt.Key) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Right)
    with qtbot.waitSignal(table.chosen) as told:
        qtbot.keyClick(table, key)
    assert told.args == ["Hemden", "Jeans"]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(table.chosen):  # no photo is there
        qtbot.keyClick(table, key)


def test_a_cell_is_entered_by_a_click(qtbot: QtBot, table: ConfusionTable) -> None:
    place = table.visualRect(table.model().index(0, 0)).center()
    with qtbot.waitSignal(table.chosen) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["Hemden", "Shirts"]
