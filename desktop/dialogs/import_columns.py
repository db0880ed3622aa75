"""The first rows of a shop's file, with the columns that matter in colour, and their choice."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QStyledItemDelegate,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.catalog.inspection import Reading
from core.catalog.roles import Roles
from core.catalog.words import Role
from desktop.ui import theme
from desktop.ui.catalog_words import ROLE_SIGNS, SHOWN_ROLES, column_name
from desktop.ui.controls import leave_wheel
from desktop.ui.language import tr
from desktop.ui.words import count

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
                return " ".join(whole[:LONGEST].split())
            return whole[: 4 * LONGEST] or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return f"{self._head + section + 1:,}" if role == Qt.ItemDataRole.DisplayRole else None
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
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names stand at an address's end
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


class RoleName(QLabel):
    """A role's word behind a mark in its colour."""

    MARK: Final = 10
    """Px."""

    def __init__(self, role: Role, control: QWidget) -> None:
        super().__init__(ROLE_SIGNS[role].word)
        self._colour = ROLE_SIGNS[role].colour
        self.setProperty("role", "muted")
        self.setToolTip(ROLE_SIGNS[role].hint)
        self.setBuddy(control)
        self.setIndent(self.MARK + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word, then the mark."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour(self._colour))
        mark = QRectF(0, (self.height() - self.MARK) / 2, self.MARK, self.MARK)
        painter.drawRoundedRect(mark, 3, 3)


class ImportColumns(QWidget):
    """A combo for each role above the first rows."""

    changed = Signal(object)
    """The Roles chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._roles = Roles()
        self._names: list[str] = []
        self._rows = FirstRows()
        self.view = RowsView(self._rows)
        self.view.head_asked.connect(self._ask_role)
        self.combos = {role: self._combo(role) for role in SHOWN_ROLES}
        across = QHBoxLayout()
        across.setSpacing(16)
        for role, combo in self.combos.items():
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(RoleName(role, combo))
            part.addWidget(combo)
            across.addLayout(part, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addLayout(across)
        column.addWidget(self.view, 1)
        theme.current().changed.connect(self.view.viewport().update)

    def _combo(self, role: Role) -> QComboBox:
        made, sign = QComboBox(), ROLE_SIGNS[role]
        made.setAccessibleName(tr("Column of: {}").format(sign.word))
        made.setToolTip(sign.hint)
        made.setMinimumContentsLength(8)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setItemDelegate(QStyledItemDelegate(made))  # which heeds the style sheet
        leave_wheel(made)
        made.activated.connect(lambda _: self._choose(role, tuple(made.currentData() or ())))
        return made

    def show_table(self, reading: Reading, rows: Sequence[Sequence[str]]) -> None:
        """Show a table and how its columns are read."""
        self._rows.show_table(reading, rows)
        self._names = [self._rows.name_of(at) for at in range(self._rows.columnCount())]
        self.show_roles(reading.roles)
        self.view.resizeColumnsToContents()
        given = [reading.roles.of(role) for role in SHOWN_ROLES]
        first = [columns[0] for columns in given if columns]
        self._bring_forward(list(dict.fromkeys((*first, *itertools.chain(*given)))))

    def _bring_forward(self, columns: Sequence[int]) -> None:
        """Let one column of each role come first; the others keep the file's order behind them."""
        head = self.view.horizontalHeader()
        others = (at for at in range(len(self._names)) if at not in columns)
        for place, at in enumerate((*columns, *others)):
            head.moveSection(head.visualIndex(at), place)
        if self._rows.rowCount() and self._names:
            self.view.setCurrentIndex(self._rows.index(0, head.logicalIndex(0)))
        self.view.horizontalScrollBar().setValue(0)

    def show_roles(self, roles: Roles) -> None:
        """Show which column is what."""
        self._roles = roles
        self._rows.show_roles(roles)
        for role, combo in self.combos.items():
            self._fill(combo, roles.of(role))

    def _fill(self, combo: QComboBox, chosen: tuple[int, ...]) -> None:
        combo.clear()
        combo.addItem(tr("(none)"), ())
        if len(chosen) > 1:
            names = ", ".join(self._names[at] for at in chosen)
            combo.addItem(f"{count(len(chosen), 'column')}: {names}", chosen)
        for at, name in enumerate(self._names):
            combo.addItem(name, (at,))
        places = [tuple(combo.itemData(row) or ()) for row in range(combo.count())]
        combo.setCurrentIndex(places.index(chosen) if chosen in places else 0)

    def _choose(self, role: Role, columns: Sequence[int]) -> None:
        roles = self._roles.given(role, columns)
        if roles != self._roles:
            self.show_roles(roles)
            self.changed.emit(roles)

    def _ask_role(self, column: int) -> None:
        """Let a head be given a role, or none, by a menu under it."""
        menu = self.menu_of(column)
        head = self.view.horizontalHeader()
        place = QRect(head.sectionViewportPosition(column), 0, 1, head.height()).bottomLeft()
        menu.popup(head.viewport().mapToGlobal(place))

    def menu_of(self, column: int) -> QMenu:
        """Give the menu of a head; it goes when it is closed."""
        menu, now = QMenu(self), self._rows.role_of(column)
        menu.aboutToHide.connect(menu.deleteLater)
        for role in SHOWN_ROLES:
            entry = menu.addAction(ROLE_SIGNS[role].word)
            entry.setCheckable(True)
            entry.setChecked(role is now)
            entry.triggered.connect(lambda _=False, role=role: self._give(role, column))
        menu.addSeparator()
        if now is not None:
            without = tuple(at for at in self._roles.of(now) if at != column)
            nothing = menu.addAction(tr("Nothing"))
            nothing.triggered.connect(lambda: self._choose(now, without))
        return menu

    def _give(self, role: Role, column: int) -> None:
        """Make a column the role's; of photos there may be several columns."""
        before = self._roles.of(role) if role is Role.PHOTO else ()
        self._choose(role, tuple(dict.fromkeys((*before, column))))
