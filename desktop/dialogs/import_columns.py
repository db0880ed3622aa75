"""Which column of a shop's file is what: a combo for each role above the first rows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from core.catalog.inspection import Reading
from core.catalog.roles import Roles
from core.catalog.words import Role
from desktop.dialogs.import_rows import FirstRows, RowsView
from desktop.ui import theme
from desktop.ui.catalog_words import ROLE_SIGNS, SHOWN_ROLES
from desktop.ui.controls import leave_wheel
from desktop.ui.language import tr
from desktop.ui.words import count


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
