"""Trees of names at the window's side, with a count for each; some can be ticked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTreeView

from desktop.ui import theme

TICKING: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""Keys that the tree takes for itself while it has the keyboard."""


@contextmanager
def told_once(
    model: QStandardItemModel,
    above: QModelIndex = QModelIndex(),  # noqa: B008 - Qt's root
) -> Iterator[None]:
    """Tell views once of many cells that change below a row, by default below the root.

    The figures' column is measured anew each time: 200 cells told one by one took 170 ms.
    """
    model.blockSignals(True)
    try:
        yield
    finally:
        model.blockSignals(False)
        if rows := model.rowCount(above):
            first, last = model.index(0, 0, above), model.index(rows - 1, 1, above)
            model.dataChanged.emit(first, last)


class SideTree(QTreeView):
    """Two columns: names in the room there is, and figures of equal width.

    Parameters
    ----------
    name : str
        For screen readers.
    model : QAbstractItemModel
    """

    def __init__(self, name: str, model: QAbstractItemModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFont(theme.tabular(self.font()))
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.share_room()

    def share_room(self) -> None:
        """Give the figures what they need, the names the rest; to be asked anew of a new model."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the window; one that means nothing now leads nowhere."""


class TickTree(SideTree):
    """A tree whose rows are ticked by a click or Space, and alone by Ctrl+click or Enter.

    Ticks are shown, not kept: whoever hears of one says what is ticked then.
    """

    ticked = Signal(QModelIndex)
    """A row of the first column, to be ticked or not any more."""
    ticked_alone = Signal(QModelIndex)
    """Likewise, in place of all others beside it."""

    def event(self, event: QEvent) -> bool:
        """Keep the keys that tick from the window's actions while the tree has the keyboard."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and event.key() in TICKING:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the row that the keyboard is at; all else is Qt's."""
        if event.key() in TICKING and self.currentIndex().isValid():
            row = self.currentIndex().siblingAtColumn(0)
            alone = event.key() != Qt.Key.Key_Space
            (self.ticked_alone if alone else self.ticked).emit(row)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick what is clicked, wherever on its row; the arrow before a row unfolds it."""
        unfolded = self._unfolded_by(event)
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).siblingAtColumn(0)
        if unfolded or not row.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        alone = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        (self.ticked_alone if alone else self.ticked).emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take two quick clicks for what they are."""
        self.mousePressEvent(event)

    def _unfolded_by(self, event: QMouseEvent) -> bool:
        """Whether a click is on the arrow before a row."""
        point = event.position().toPoint()
        row = self.indexAt(point).siblingAtColumn(0)
        has_arrow = row.isValid() and self.model().hasChildren(row)
        return has_arrow and self.rootIsDecorated() and point.x() < self.visualRect(row).left()
