"""A table of any length, searched and sorted beside the window: 100,000 rows do not hold it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from core.natural import folded
from desktop.ui import theme

ROW_PX: Final = 30
SORTED_BY: Final = 48
"""Characters of a cell by which it is sorted."""
_Index = QModelIndex | QPersistentModelIndex
Rows = Sequence[Any]
Order = npt.NDArray[np.intp]
"""Numbers of rows, in the order in which they are shown."""
Beside = Callable[[Callable[[], Any], Callable[[Any], None]], None]
"""Does work on another thread, and gives what comes of it back in the window's; newest only."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what it says of a row, and its width in px."""

    head: str
    say: Callable[[Any], str]
    width: int


@dataclass(frozen=True, slots=True)
class Wish:
    """How rows are to be shown.

    Attributes
    ----------
    words : str
        All of them stand in a row that is shown, in whatever case.
    column : int
        What to sort by; -1 for the rows' own order.
    descending : bool
    """

    words: str = ""
    column: int = -1
    descending: bool = False


def arranged(rows: Rows, columns: Sequence[Column], wish: Wish) -> Order:
    """Find and sort rows; for another thread, which it never holds for long."""
    words = wish.words.casefold().split()
    fitting = [at for at, row in enumerate(rows) if _holds(row, columns, words)]
    places = np.array(fitting, dtype=np.intp)
    if wish.column < 0:
        return places
    say = columns[wish.column].say
    keys = [sort_key(say(rows[at])) for at in fitting]
    order = np.argsort(np.array(keys, dtype=f"U{SORTED_BY}"), kind="stable")
    return places[order[::-1] if wish.descending else order]


def _holds(row: object, columns: Sequence[Column], words: Sequence[str]) -> bool:
    if not words:
        return True
    text = "\n".join(column.say(row) for column in columns).casefold()
    return all(word in text for word in words)


def sort_key(text: str) -> str:
    """Give a text's place among others: case does not count, numbers do by their value."""
    return folded(text[:SORTED_BY])


class ArrangedRows(QAbstractTableModel):
    """Rows in the order that was found."""

    sort_asked = Signal(int, bool)
    """Another order is wanted: the column, and whether the last comes first."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: Rows = ()
        self.order: Order = np.empty(0, dtype=np.intp)

    def show_rows(self, rows: Rows, order: Order) -> None:
        """Show these rows in this order."""
        self.beginResetModel()
        self.rows, self.order = rows, order
        self.endResetModel()

    def row(self, at: int) -> Any:  # noqa: ANN401 - whatever the table is of
        """Give the row that is shown at a place."""
        return self.rows[int(self.order[at])]

    def place_of(self, number: int) -> int:
        """Give where a row is shown, by its number; the first place where it is not."""
        places = np.flatnonzero(self.order == number)
        return int(places[0]) if len(places) else 0

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self.columns[index.column()].say(self.row(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return text or None
        return " ".join(text.split())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section].head if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; it comes when it is found."""
        self.sort_asked.emit(column, order is Qt.SortOrder.DescendingOrder)


class ArrangedTable(QTableView):
    """The table; a click on a head sorts, a second one the other way, a third not at all."""

    chosen = Signal(object)
    """The row that the cursor is in; None where there is none."""
    arranged = Signal()
    """Rows are shown as was wished."""

    def __init__(self, name: str, columns: Sequence[Column], beside: Beside) -> None:
        super().__init__()
        self.table = ArrangedRows(columns)
        self._beside, self._wish = beside, Wish()
        self._rows: Rows = ()
        self.setModel(self.table)
        self.setAccessibleName(name)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # paths end in what tells them apart
        self.setFont(theme.tabular(self.font()))
        self._make_heads(columns)
        self.table.sort_asked.connect(self._on_sort_asked)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._on_moved(now.row()))

    def _make_heads(self, columns: Sequence[Column]) -> None:
        down, head = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW_PX)
        head.setHighlightSections(False)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorClearable(True)
        for at, column in enumerate(columns):
            head.resizeSection(at, column.width)
        self.setSortingEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns' shares of the room."""
        super().resizeEvent(event)
        self.share_room()

    def share_room(self) -> None:
        """Widen or narrow the columns that are seen to the room there is, each by its share."""
        head, room = self.horizontalHeader(), self.viewport().width()
        seen = [at for at in range(head.count()) if not head.isSectionHidden(at)]
        taken, left = sum(map(head.sectionSize, seen)), room
        for at in seen[:-1]:
            width = round(head.sectionSize(at) * room / taken)
            head.resizeSection(at, width)
            left -= width
        head.resizeSection(seen[-1], left)

    @property
    def current(self) -> Any:  # noqa: ANN401 - whatever the table is of
        """The row that the cursor is in; None where there is none."""
        at = self.currentIndex().row()
        return self.table.row(at) if at >= 0 else None

    def show_rows(self, rows: Rows) -> None:
        """Show other rows, searched and sorted as the ones before; nothing of those stays."""
        self._rows = rows
        self.share_room()
        self.table.show_rows((), np.empty(0, dtype=np.intp))
        self._arrange()

    def search(self, words: str) -> None:
        """Show only rows that hold all of these words."""
        self._wish = Wish(words, self._wish.column, self._wish.descending)
        self._arrange()

    def _on_sort_asked(self, column: int, descending: bool) -> None:
        self._wish = Wish(self._wish.words, column, descending)
        self._arrange()

    def _arrange(self) -> None:
        rows, columns, wish = self._rows, self.table.columns, self._wish
        self._beside(lambda: arranged(rows, columns, wish), lambda order: self._show(rows, order))

    def _show(self, rows: Rows, order: Order) -> None:
        at = self.currentIndex().row()
        before = int(self.table.order[at]) if at >= 0 else -1
        self.table.show_rows(rows, order)
        if len(order):
            self.selectRow(self.table.place_of(before))
        else:
            self.chosen.emit(None)
        self.arranged.emit()

    def _on_moved(self, at: int) -> None:
        self.chosen.emit(self.table.row(at) if at >= 0 else None)
