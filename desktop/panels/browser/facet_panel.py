"""What the list can be narrowed by, value by value, each with how many photos it would list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.review.views import NOTHING_ASKED, Filter
from core.vocabulary import Facet
from desktop.ui.controls import label, tool_button
from desktop.ui.facet_words import in_order, value_words
from desktop.ui.language import caption_of, numeral, tr
from desktop.ui.side_tree import TickTree, told_once

if TYPE_CHECKING:
    from core.review.facets import FacetCounts

GROUPS: Final[tuple[Facet, ...]] = tuple(facet for facet in Facet if facet is not Facet.FOLDER)
"""Folders stand in a tree of their own, above."""
UNFOLDED: Final = (Facet.STATUS, Facet.DECISION)
"""At first: they are short."""
MOST_VALUES: Final = 200
"""Of a facet, the commonest; a shop may have thousands of terms, and a search finds the others."""
LOWEST: Final = 96
"""Px that the tree has at least."""
FACET_ROLE: Final = Qt.ItemDataRole.UserRole + 1
VALUE_ROLE: Final = Qt.ItemDataRole.UserRole + 2

Row = list[QStandardItem]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """What a row stands for."""

    facet: Facet
    value: str


class FacetTree(QStandardItemModel):
    """A row for each facet, and below it one for each value: its name and its count."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen = NOTHING_ASKED
        self._counts: dict[Facet, Mapping[str, int]] = {}
        self._rows: dict[Facet, dict[str, Row]] = {facet: {} for facet in GROUPS}
        self._heads = {facet: _head(facet) for facet in GROUPS}
        for head in self._heads.values():
            self.appendRow(head)
            head[0].appendRow(_remark(tr("Counting …")))

    def head(self, facet: Facet) -> QModelIndex:
        """Where a facet's row is."""
        return self._heads[facet][0].index()

    def place(self, facet: Facet, value: str) -> QModelIndex:
        """Where a value's row is; invalid where it has none."""
        row = self._rows[facet].get(value)
        return QModelIndex() if row is None else row[0].index()

    def count(self, counts: FacetCounts) -> None:
        """Show how many photos each value would list; facets that are not counted stay."""
        for facet in GROUPS:
            if facet in counts:
                self._counts[facet] = counts[facet]
                self._show(facet)

    def choose(self, chosen: Filter) -> None:
        """Tick what is chosen."""
        before, self._chosen = self._chosen, chosen
        for facet in GROUPS:
            if before.chosen(facet) != chosen.chosen(facet):
                self._show(facet)

    def forget(self) -> None:
        """Know no counts: another review is open."""
        self._counts.clear()
        for facet in GROUPS:
            self._rows[facet].clear()
            head = self._heads[facet][0]
            head.removeRows(0, head.rowCount())
            head.appendRow(_remark(tr("Counting …")))

    def _show(self, facet: Facet) -> None:
        """Write a facet's rows, anew only where they are others."""
        counts, chosen = self._counts.get(facet, {}), self._chosen.chosen(facet)
        values = _shown(facet, counts, chosen)
        if list(self._rows[facet]) != values or not values:
            self._replace(facet, values, left_out=len(counts) - MOST_VALUES)
        with told_once(self, self._heads[facet][0].index()):
            for value, row in self._rows[facet].items():
                _write(row, counts.get(value, 0), ticked=value in chosen)

    def _replace(self, facet: Facet, values: list[str], left_out: int) -> None:
        head = self._heads[facet][0]
        head.removeRows(0, head.rowCount())
        self._rows[facet] = {value: _row(facet, value) for value in values}
        for row in self._rows[facet].values():
            head.appendRow(row)
        if not values:
            head.appendRow(_remark(tr("None in this list")))
        elif left_out > 0:
            one, many = tr("1 rarer one: use the search"), tr("{:,} rarer ones: use the search")
            head.appendRow(_remark(one if left_out == 1 else many.format(left_out)))


class FacetPanel(QWidget):
    """A heading, and the tree of facets."""

    ticked = Signal(object, str)
    """Facet and value to be ticked, or not any more."""
    ticked_alone = Signal(object, str)
    """Likewise, in place of the facet's other values."""
    unfolded = Signal(list)
    """The facets whose values are seen now."""

    def __init__(self, more: QAction, parent: QWidget | None = None) -> None:
        """Take the action that opens what is asked beside the facets."""
        super().__init__(parent)
        self.setObjectName("Facets")
        self.tree = FacetTree()
        self.view = TickTree(tr("Filter the list"), self.tree)
        self.view.setMinimumHeight(LOWEST)
        self.view.setIndentation(16)
        self.view.setToolTip(tr("Click or Space: tick; Ctrl+click or Enter: this one alone"))
        for facet in UNFOLDED:
            self.view.expand(self.tree.head(facet))
        self.view.ticked.connect(self._on_ticked)
        self.view.ticked_alone.connect(self._on_ticked_alone)
        for moved in (self.view.expanded, self.view.collapsed):
            moved.connect(lambda _: self.unfolded.emit(self.shown_facets))
        self._lay_out(more)

    @property
    def shown_facets(self) -> list[Facet]:
        """The facets whose values are seen."""
        return [facet for facet in GROUPS if self.view.isExpanded(self.tree.head(facet))]

    def show_counts(self, counts: FacetCounts) -> None:
        """Show how many photos values would list; where one looks stays as it is."""
        where = self._looked_at()
        self.tree.count(counts)
        self._look_at(where)

    def show_chosen(self, chosen: Filter) -> None:
        """Tick what is chosen."""
        where = self._looked_at()
        self.tree.choose(chosen)
        self._look_at(where)

    def take_keyboard(self) -> None:
        """Give the keyboard to the tree."""
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.tree.index(0, 0))
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self, more: QAction) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        above = QHBoxLayout()
        above.setContentsMargins(16, 0, 8, 0)
        button = tool_button(more, text=True)
        button.setProperty("role", "quiet")
        above.addWidget(label(tr("Filter by"), "heading"), 1)
        above.addWidget(button)
        column.addLayout(above)
        column.addWidget(self.view, 1)

    def _looked_at(self) -> FacetValue | None:
        row = self.view.currentIndex().siblingAtColumn(0)
        return row.data(VALUE_ROLE) if row.isValid() else None

    def _look_at(self, where: FacetValue | None) -> None:
        """Go back to a value whose row was made anew; to its facet where it has none any more."""
        if where is None or self._looked_at() == where:
            return
        place = self.tree.place(where.facet, where.value)
        self.view.setCurrentIndex(place if place.isValid() else self.tree.head(where.facet))

    def _on_ticked(self, row: QModelIndex) -> None:
        if where := row.data(VALUE_ROLE):
            self.ticked.emit(where.facet, where.value)
        else:
            self._fold(row)

    def _on_ticked_alone(self, row: QModelIndex) -> None:
        if where := row.data(VALUE_ROLE):
            self.ticked_alone.emit(where.facet, where.value)
        else:
            self._fold(row)

    def _fold(self, row: QModelIndex) -> None:
        if row.data(FACET_ROLE) is not None:
            self.view.setExpanded(row, not self.view.isExpanded(row))


def _shown(facet: Facet, counts: Mapping[str, int], chosen: tuple[str, ...]) -> list[str]:
    """Give the values that have a row: the commonest, and what is chosen, in their order."""
    common = sorted(counts, key=lambda value: -counts[value])[:MOST_VALUES]
    return in_order(facet, {*common, *chosen})


def _head(facet: Facet) -> Row:
    cells = [QStandardItem(caption_of(facet)), QStandardItem("")]
    for cell in cells:
        cell.setEditable(False)
        cell.setToolTip(tr(facet.hint))
    cells[0].setData(facet, FACET_ROLE)
    return cells


def _row(facet: Facet, value: str) -> Row:
    cells = [QStandardItem(value_words(facet, value)), QStandardItem("")]
    cells[1].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for cell in cells:
        cell.setEditable(False)
    cells[0].setToolTip(cells[0].text())
    cells[0].setData(FacetValue(facet, value), VALUE_ROLE)
    cells[0].setData(Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    return cells


def _write(row: Row, photos: int, *, ticked: bool) -> None:
    name, figure = row
    if figure.text() != (number := numeral(photos)):
        figure.setText(number)
        name.setData(f"{name.text()}, {number}", Qt.ItemDataRole.AccessibleTextRole)
    state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
    name.setData(state, Qt.ItemDataRole.CheckStateRole)


def _remark(words: str) -> Row:
    cells = [QStandardItem(words), QStandardItem("")]
    for cell in cells:
        cell.setEnabled(False)
        cell.setEditable(False)
    return cells
