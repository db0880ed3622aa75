"""The first rows of a shop's file, with the columns that matter in colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from core.catalog.inspection import Reading
from core.catalog.roles import Roles
from core.catalog.words import Role
from desktop.ui import theme
from desktop.ui.catalog_words import ROLE_SIGNS, SHOWN_ROLES, column_name
from desktop.ui.language import numeral, tr

TINT: Final = 0.16
"""Of a role's colour over the ground of its cells."""
BAR: Final = 3
"""Px at the top of a head: the role's colour, full."""
PADDING: Final = 8
WIDEST: Final = 220
LONGEST: Final = 120
"""Px of a column, and characters of a cell."""
_Index = QModelIndex | QPersistentModelIndex


def tint(role: Role) -> QColor:
    """Give the ground of a role's cells."""
    scheme = theme.current()
    ground, colour = scheme.colour("base"), scheme.colour(ROLE_SIGNS[role].colour)
    ground.setRedF(_between(ground.redF(), colour.redF()))
    ground.setGreenF(_between(ground.greenF(), colour.greenF()))
    ground.setBlueF(_between(ground.blueF(), colour.blueF()))
    return ground


def _between(below: float, above: float) -> float:
    return below + TINT * (above - below)


class FirstRows(QAbstractTableModel):
    """Cells as the file has them."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._rows: Sequence[Sequence[str]] = ()
        self._head = 0
        self._roles: dict[int, Role] = {}

    def show_table(self, reading: Reading, rows: Sequence[Sequence[str]]) -> None:
        """Show another table."""
        self.beginResetModel()
        self._names = [column_name(reading, at) for at in range(len(reading.table.columns))]
        self._rows, self._head = rows, reading.table.head_row
        self.endResetModel()

    def show_roles(self, roles: Roles) -> None:
        """Colour the columns."""
        self._roles = {at: role for role in SHOWN_ROLES for at in roles.of(role)}
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self._names) - 1))
        if self._rows and self._names:
            last = self.index(len(self._rows) - 1, len(self._names) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def role_of(self, column: int) -> Role | None:
        """Give what a column is."""
        return self._roles.get(column)

    def names_photos(self, index: _Index) -> bool:
        """Whether a cell is about photos, whose names stand at its end."""
        return self._roles.get(index.column()) is Role.PHOTO

    def name_of(self, column: int) -> str:
        """Give what a column is called."""
        return self._names[column]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        if role == Qt.ItemDataRole.BackgroundRole:
            given = self._roles.get(index.column())
            return tint(given) if given else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self._rows[index.row()]
            whole = row[index.column()] if index.column() < len(row) else ""
            if role == Qt.ItemDataRole.DisplayRole:
                told = slice(-LONGEST, None) if self.names_photos(index) else slice(LONGEST)
                return " ".join(whole[told].split())
            return whole[: 4 * LONGEST] or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return (
                numeral(self._head + section + 1) if role == Qt.ItemDataRole.DisplayRole else None
            )
        given = self._roles.get(section)
        return (
            f"{ROLE_SIGNS[given].word}: {self._names[section]}" if given else self._names[section]
        )


class ColumnHead(QHeaderView):
    """Two lines for each column: what it is, and what the file calls it."""

    def __init__(self, rows: FirstRows) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._shown = rows
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMaximumSectionSize(WIDEST)
        self.setAccessibleName(tr("Columns of the file"))

    def sizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(super().sizeHint().width(), 2 * self.fontMetrics().height() + 2 * PADDING)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803 - as Qt has it
        """Room for the longer line."""
        wide = self._bold_width(logicalIndex)
        name = self.fontMetrics().horizontalAdvance(self._shown.name_of(logicalIndex))
        return QSize(max(wide, name) + 2 * PADDING + 2, self.sizeHint().height())

    def _bold_width(self, column: int) -> int:
        role = self._shown.role_of(column)
        word = ROLE_SIGNS[role].word if role else ""
        return QFontMetrics(_bold(self.font())).horizontalAdvance(word)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - as Qt has it
        """Paint ground, bar, word and name."""
        scheme, role = theme.current(), self._shown.role_of(logicalIndex)
        painter.save()
        painter.fillRect(rect, tint(role) if role else scheme.colour("panel"))
        painter.fillRect(rect.adjusted(rect.width() - 1, 0, 0, 0), scheme.colour("border"))
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), scheme.colour("border"))
        room = rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        below = room.adjusted(0, room.height() // 2, 0, 0)
        if role:
            bar = QRect(rect.left(), rect.top(), rect.width() - 1, BAR)
            painter.fillRect(bar, scheme.colour(ROLE_SIGNS[role].colour))
            above = room.adjusted(0, 0, 0, -room.height() // 2)
            self._write(painter, above, ROLE_SIGNS[role].word, "text", bold=True)
        name = self._shown.name_of(logicalIndex)
        self._write(painter, below, name, "text" if role else "muted")
        painter.restore()

    def _write(
        self, painter: QPainter, room: QRect, words: str, colour: str, *, bold: bool = False
    ) -> None:
        painter.setFont(_bold(self.font()) if bold else self.font())
        painter.setPen(theme.current().colour(colour))
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


class _Cells(QStyledItemDelegate):
    """Shortens addresses at their beginning, where all are alike; `?v=17` may follow a name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        rows = index.model()
        if isinstance(rows, FirstRows) and rows.names_photos(index):
            option.textElideMode = Qt.TextElideMode.ElideLeft


class RowsView(QTableView):
    """The table; a key opens the menu of the column that the cursor is in."""

    head_asked = Signal(int)
    """The column whose role is to be chosen."""

    def __init__(self, rows: FirstRows) -> None:
        super().__init__()
        self.setModel(rows)
        head = ColumnHead(rows)
        self.setHorizontalHeader(head)
        head.sectionClicked.connect(self.head_asked)
        self.setAccessibleName(tr("First rows of the file"))
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # paths differ at their ends
        self.setItemDelegate(_Cells(self))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + PADDING)
        self.verticalHeader().setHighlightSections(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu of the column with Enter, Space or the menu's key."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu)
        if event.key() in keys and self.currentIndex().isValid():
            self.head_asked.emit(self.currentIndex().column())
            event.accept()
        else:
            super().keyPressEvent(event)
