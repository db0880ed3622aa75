"""The classes as Qt sees them, also where there are very many."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.dialogs.class_model import TICKED, UNTICKED, ClassModel

CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def model() -> ClassModel:
    made = ClassModel(["belts", "Ties", "Bags"], {"Ties": 12})
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def test_it_says_what_qt_asks(model: ClassModel) -> None:
    assert model.shown == ["Bags", "belts", "Ties"]
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.data(model.index(2, 1)) == "12"
    assert model.data(QModelIndex()) is None
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsUserCheckable


def test_one_tick_is_that_of_one_class(model: ClassModel) -> None:
    told: list[int] = []
    model.changed.connect(lambda: told.append(1))
    assert model.setData(model.index(1, 0), TICKED, CHECK)
    assert not model.setData(model.index(1, 0), "Hats")
    assert model.data(model.index(1, 0), CHECK) is TICKED
    assert model.ticked == {"belts"}
    assert model.setData(model.index(1, 0), UNTICKED, CHECK)
    assert (model.ticked, told) == (frozenset(), [1, 1])


def test_strange_names_are_not_ticked(model: ClassModel) -> None:
    model.tick({"Ties", "Hats"})
    assert model.ticked == {"Ties"}


def test_a_search_that_finds_nothing_ticks_nothing(model: ClassModel) -> None:
    model.tick({"Ties"})
    model.search("hat")
    model.tick_shown(True)
    assert (model.rowCount(), model.ticked) == (0, {"Ties"})
    model.search("")
    assert model.rowCount() == 3


def test_a_row_that_is_not_painted_costs_nothing() -> None:
    names = [f"Kind {number}" for number in range(50_000)]
    asked: list[str] = []

    class Photos(dict[str, int]):
        def get(self, name: str, default: int = 0) -> int:
            asked.append(name)
            return default

    model = ClassModel(names, Photos())
    model.tick(names)
    model.search("9")
    model.tick_shown(False)
    assert asked == []
    assert len(model.ticked) == sum("9" not in name for name in names)
