"""A view of equal tiles, one row or many, whose layout costs nothing however long the list.

QListView asks the model for every index at each layout: with 100,000 rows of a Python model that
held the window up for 0.6 s, measured. Tiles of one size need no asking, only arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from desktop.panels.browser.photo_model import Index
from desktop.panels.browser.tiling import Tiling
from desktop.ui import theme
from desktop.ui.language import numeral
from desktop.ui.photo_state import Group

WHEEL_SHARE: Final = 0.5
"""Part of a tile that one notch of the wheel moves the filmstrip, the grid likewise."""
HEAD_ROOM: Final = 12
"""Px above and below a heading's line, together."""
HEAD_INDENT: Final = 10
NOTCH: Final = 120
"""Eighths of a degree of one notch, Qt's unit."""


class TileView(QAbstractItemView):
    """Paints only what is seen; everything else is QAbstractItemView's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = False
        self._tiles = Tiling(0, 1, 1, 1)
        self.setMouseTracking(True)

    def groups(self) -> Sequence[Group]:
        """What stands together under headings in the grid; nothing where it is not grouped."""
        return ()

    def heading(self, group: Group, tiles: int) -> tuple[str, str]:
        """Give the words over a group, and those beside them."""
        return group.name, numeral(tiles)

    def tile_size(self) -> QSize:
        """Size of every tile."""
        return self.itemDelegate().sizeHint(self._option(), QModelIndex())

    def tiling(self) -> Tiling:
        """Where the tiles lie now."""
        size = self.tile_size()
        count = self.model().rowCount() if self.model() else 0
        across = max(1, self.viewport().width() // size.width()) if self._grid else max(1, count)
        plain = Tiling(count, across, size.width(), size.height())
        groups = self.groups() if self._grid and count else ()
        if groups:
            starts, head = tuple(group.start for group in groups), self._head_height()
            plain = replace(plain, starts=starts, head=head)
        if plain != self._tiles:  # else what it has worked out serves again
            self._tiles = plain
        return self._tiles

    def visualRect(self, index: Index) -> QRect:
        """Where a tile is on the viewport."""
        if not index.isValid():
            return QRect()
        left, top = self.tiling().corner(index.row())
        corner = QPoint(left - self.horizontalOffset(), top - self.verticalOffset())
        return QRect(corner, self.tile_size())

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint anew; Qt would ask of each of 200 where it lies, seen or not, in 21 ms."""
        if first == last:
            super().dataChanged(first, last, list(roles))
        else:
            self.viewport().update()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The photo under a point of the viewport."""
        x, y = point.x() + self.horizontalOffset(), point.y() + self.verticalOffset()
        place = self.tiling().at(x, y)
        return QModelIndex() if place is None else self.model().index(place, 0)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a tile into view, to the middle where asked for."""
        if not index.isValid():
            return
        rect, room = self.visualRect(index), self.viewport().rect()
        middle = hint is QAbstractItemView.ScrollHint.PositionAtCenter
        x, y = self.horizontalScrollBar(), self.verticalScrollBar()
        x.setValue(x.value() + _shift(rect.left(), rect.width(), room.width(), middle))
        y.setValue(y.value() + _shift(rect.top(), rect.height(), room.height(), middle))

    def horizontalOffset(self) -> int:
        """How far the tiles are scrolled, px."""
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        """How far the tiles are scrolled, px."""
        return self.verticalScrollBar().value()

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of their own here; the list is searched in the field above."""

    def isIndexHidden(self, index: Index) -> bool:
        """No tile is ever hidden."""
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where an arrow, page, home or end key leads."""
        tiling, way = self.tiling(), QAbstractItemView.CursorAction
        page = tiling.across * max(1, self.viewport().height() // tiling.height)
        if not self._grid:
            page = max(1, self.viewport().width() // tiling.width)
        steps = {
            way.MoveLeft: -1,
            way.MovePrevious: -1,
            way.MoveRight: 1,
            way.MoveNext: 1,
            way.MovePageUp: -page,
            way.MovePageDown: page,
            way.MoveHome: -tiling.count,
            way.MoveEnd: tiling.count,
        }
        current = max(0, self.currentIndex().row())
        if action in (way.MoveUp, way.MoveDown):
            move = tiling.above if action is way.MoveUp else tiling.below
            return self.model().index(move(current) if self._grid else current, 0)
        place = min(max(0, current + steps[action]), tiling.count - 1)
        return self.model().index(place, 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the tiles that a rectangle of the viewport touches, with those between."""
        moved = rect.normalized().translated(self.horizontalOffset(), self.verticalOffset())
        places = self.tiling().within(*_box(moved))
        chosen = QItemSelection()
        if places:
            model = self.model()
            chosen.select(model.index(places[0], 0), model.index(places[-1], 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What has to be painted anew when a selection changes: at most what is seen."""
        return QRegion(self.viewport().rect()) if selection.count() else QRegion()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """The list has grown."""
        super().rowsInserted(parent, start, end)
        self.updateGeometries()
        self.viewport().update()

    def reset(self) -> None:
        """The list is another one."""
        super().reset()
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        """Tell the scroll bars how long the list is."""
        if self.model() is None:  # still being built
            return
        tiling, room = self.tiling(), self.viewport().size()
        width = tiling.across * tiling.width if not self._grid and tiling.count else 0
        height = tiling.extent if self._grid else 0
        for bar, whole, seen, step in (
            (self.horizontalScrollBar(), width, room.width(), tiling.width),
            (self.verticalScrollBar(), height, room.height(), tiling.height),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(step // 2)
        super().updateGeometries()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles that are seen."""
        painter = QPainter(self.viewport())
        area = event.rect().translated(self.horizontalOffset(), self.verticalOffset())
        hovered = self._hovered()
        chosen, option = self.selectionModel(), self._option()
        self._paint_headings(painter, area)
        tiling, size = self.tiling(), self.tile_size()
        origin = QPoint(self.horizontalOffset(), self.verticalOffset())
        for place in tiling.within(*_box(area)):
            index = self.model().index(place, 0)
            option.rect = QRect(QPoint(*tiling.corner(place)) - origin, size)
            option.state = QStyle.StateFlag.State_Enabled
            if chosen.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == self.currentIndex() and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            if index == hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            self.itemDelegate().paint(painter, option, index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves along the filmstrip as it moves down the grid."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        bar = self.verticalScrollBar() if self._grid else self.horizontalScrollBar()
        size = self.tile_size().height() if self._grid else self.tile_size().width()
        bar.setValue(bar.value() - round(turned / NOTCH * size * WHEEL_SHARE))
        event.accept()

    def _head_height(self) -> int:
        return self.fontMetrics().height() + HEAD_ROOM

    def _paint_headings(self, painter: QPainter, area: QRect) -> None:
        """Write each group's name and number over it, with a line."""
        groups, tiling, scheme = self.groups(), self.tiling(), theme.current()
        if not tiling.head:
            return
        bold = theme.tabular(self.font())
        bold.setWeight(bold.Weight.DemiBold)
        for number in tiling.groups_within(area.y(), area.height()):
            end = groups[number + 1].start if number + 1 < len(groups) else tiling.count
            name, beside = self.heading(groups[number], end - groups[number].start)
            top = tiling.tops[number] - self.verticalOffset()
            line = QRect(HEAD_INDENT, top, self.viewport().width() - 2 * HEAD_INDENT, tiling.head)
            painter.setFont(bold)
            painter.setPen(scheme.colour("text"))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
            taken = painter.fontMetrics().horizontalAdvance(name)
            painter.setFont(theme.tabular(self.font()))
            painter.setPen(scheme.colour("muted"))
            painter.drawText(
                line.adjusted(taken + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, beside
            )
            painter.setPen(scheme.colour("border"))
            painter.drawLine(line.left(), top, line.right(), top)

    def _hovered(self) -> QModelIndex:
        if not self.viewport().underMouse():
            return QModelIndex()
        return self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))

    def _option(self) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option


def _box(rect: QRect) -> tuple[int, int, int, int]:
    return rect.x(), rect.y(), rect.width(), rect.height()


def _shift(start: int, length: int, room: int, middle: bool) -> int:
    """How far to scroll so that a stretch is seen, or lies in the middle."""
    if middle:
        return start + length // 2 - room // 2
    if start < 0 or length > room:
        return start
    return max(0, start + length - room)
