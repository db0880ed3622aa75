"""Rows in the order that is wished, found beside the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.dialogs.arranged_table import ArrangedTable, Column, Wish, arranged, sort_key
from desktop.services.job_bridge import JobBridge, Latest
from desktop.services.workers import Workers
from tests.window import WAIT_MS

MANY = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    term: str


COLUMNS = (Column("Key", lambda row: row.key, 90), Column("Term", lambda row: row.term, 200))
ROWS = [Row("SKU-10", "Shirts"), Row("sku-9", "Bags\nRed"), Row("SKU-1", "shoes")]


@pytest.fixture
def table(qtbot: QtBot, bridge: JobBridge, workers: Workers) -> ArrangedTable:
    latest = Latest(bridge, workers.painters)

    def beside(work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        latest.start(lambda token, tell: work(), done=done)

    made = ArrangedTable("Rows", COLUMNS, beside)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def keys(table: ArrangedTable) -> list[str]:
    return [table.table.index(at, 0).data() for at in range(table.table.rowCount())]


def click(table: ArrangedTable, column: int) -> None:
    """Click on a head."""
    head = table.horizontalHeader()
    place = QPoint(head.sectionPosition(column) + 10, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(
    ("wish", "order"),
    [
        (Wish(), [0, 1, 2]),
        (Wish(column=0), [2, 1, 0]),  # by the number, whatever the case
        (Wish(column=0, descending=True), [0, 1, 2]),
        (Wish(column=1), [1, 0, 2]),
        (Wish("SHIRT"), [0]),
        (Wish("sku red"), [1]),  # words of several columns
        (Wish("sku", 1, descending=True), [2, 0, 1]),
        (Wish("none"), []),
    ],
)
def test_rows_are_found_and_sorted(wish: Wish, order: list[int]) -> None:
    assert arranged(ROWS, COLUMNS, wish).tolist() == order


def test_numbers_are_sorted_by_their_value() -> None:
    names = ["b2", "a10", "a9", "A9b", ""]
    assert sorted(names, key=sort_key) == ["", "a9", "A9b", "a10", "b2"]


def test_heads_sort_up_down_and_not_at_all(qtbot: QtBot, table: ArrangedTable) -> None:
    with qtbot.waitSignal(table.arranged, timeout=WAIT_MS):
        table.show_rows(ROWS)
    assert keys(table) == ["SKU-10", "sku-9", "SKU-1"]
    table.selectRow(1)
    for order in (
        ["SKU-1", "sku-9", "SKU-10"],
        ["SKU-10", "sku-9", "SKU-1"],
        ["SKU-10", "sku-9", "SKU-1"],
    ):
        with qtbot.waitSignal(table.arranged, timeout=WAIT_MS):
            click(table, 0)
        assert keys(table) == order
        assert table.current is ROWS[1]  # the cursor stays in its row
    assert table.horizontalHeader().sortIndicatorSection() == -1


def test_a_search_shows_what_holds_its_words(qtbot: QtBot, table: ArrangedTable) -> None:
    table.show_rows(ROWS)
    chosen: list[Any] = []
    table.chosen.connect(chosen.append)
    with qtbot.waitSignal(table.arranged, timeout=WAIT_MS):
        table.search("bags")
    assert keys(table) == ["sku-9"]
    assert chosen[-1] is ROWS[1]
    place = table.table.index(0, 1)
    assert place.data() == "Bags Red"
    assert place.data(Qt.ItemDataRole.ToolTipRole) == "Bags\nRed"
    with qtbot.waitSignal(table.arranged, timeout=WAIT_MS):
        table.search("nowhere")
    assert keys(table) == []
    assert chosen[-1] is None


def test_columns_share_the_room(qtbot: QtBot, table: ArrangedTable) -> None:
    head = table.horizontalHeader()
    for width in (600, 380, 900):
        table.resize(width, 400)
        qtbot.waitUntil(lambda: head.length() == table.viewport().width(), timeout=WAIT_MS)
        assert head.sectionSize(1) == pytest.approx(head.sectionSize(0) * 200 / 90, rel=0.05)


def test_a_hundred_thousand_rows_are_shown_in_a_moment(qtbot: QtBot, table: ArrangedTable) -> None:
    rows = [Row(f"SKU-{at * 7919 % MANY}", f"Clothing > Kind {at % 50}") for at in range(MANY)]
    with qtbot.waitSignal(table.arranged, timeout=WAIT_MS):
        table.show_rows(rows)
    click(table, 0)
    qtbot.waitUntil(lambda: table.current.key == rows[0].key and keys_begin(table), timeout=WAIT_MS)
    began = time.thread_time()
    table._show(rows, table.table.order[::-1])  # all that the window's thread does
    assert table.table.rowCount() == MANY
    assert time.thread_time() - began < 0.016


def keys_begin(table: ArrangedTable) -> bool:
    return [table.table.index(at, 0).data() for at in range(2)] == ["SKU-0", "SKU-1"]
