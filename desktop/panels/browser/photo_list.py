"""The photos as a filmstrip of one row or as a grid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.panels.browser.photo_delegate import PICTURE, WIDTHS, PhotoDelegate
from desktop.panels.browser.photo_model import PATH_ROLE, PhotoModel
from desktop.panels.browser.tile_view import TileView
from desktop.ui.facet_words import NOT_TAGGED
from desktop.ui.file_drag import drag_files
from desktop.ui.language import numeral, tr
from desktop.ui.path_table import PathList
from desktop.ui.photo_state import Group, Listing
from desktop.ui.row_ranges import RowRanges

SCROLL_BAR_ROOM: Final = 14
"""Room for the scroll bar under the filmstrip, px."""
STRIP_WIDTH: Final = 160
"""Width of pictures that a filmstrip has at most, px, so that it leaves room above."""
UNBOUNDED: Final = 16_777_215
"""Qt's largest size of a widget, px."""


class PhotoList(TileView):
    """Shows a PhotoModel; one photo is current, several may be selected."""

    chosen = Signal(object)
    """The current photo's Path, or None."""
    selection_changed = Signal()
    """Other photos are selected."""
    opened = Signal()
    """A photo was double-clicked."""
    tiles_resized = Signal(int)
    """The width of the pictures, px."""

    def __init__(self, model: PhotoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = model
        self.setModel(model)
        self._delegate, self._width = PhotoDelegate(self), PICTURE.width()
        self.setItemDelegate(self._delegate)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(tr("Photos"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.doubleClicked.connect(self.opened)
        self.set_grid(False)

    def set_grid(self, grid: bool) -> None:
        """Show many rows, or one."""
        self._grid = grid
        self._delegate.width = self._width if grid else min(self._width, STRIP_WIDTH)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(off if grid else needed)
        self.setVerticalScrollBarPolicy(needed if grid else off)
        height = self.tile_size().height()
        self.setMinimumHeight(height + SCROLL_BAR_ROOM)
        self.setMaximumHeight(UNBOUNDED if grid else height + SCROLL_BAR_ROOM)
        self.updateGeometries()
        self.reveal()
        self.viewport().update()

    def set_tile_width(self, width: int | None) -> None:
        """Show pictures of this width, px, or of the usual one; a filmstrip's stay small."""
        self._width = min(WIDTHS, key=lambda one: abs(one - (width or PICTURE.width())))
        self.set_grid(self._grid)
        self.tiles_resized.emit(self._width)

    def resize_tiles(self, steps: int) -> None:
        """Take larger (+) or smaller (-) tiles."""
        place = WIDTHS.index(self._width) + steps
        self.set_tile_width(WIDTHS[min(max(0, place), len(WIDTHS) - 1)])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel resizes the tiles."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.resize_tiles(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag what is chosen out of the window; the files stay where they are."""
        image = self.currentIndex().data(Qt.ItemDataRole.DecorationRole)
        drag_files(self, self.chosen_paths(), image)

    def groups(self) -> Sequence[Group]:
        """The classes that the list goes by."""
        return self._photos.groups

    def heading(self, group: Group, tiles: int) -> tuple[str, str]:
        """Call a group by its class, and count its entries."""
        name = tr("Just decided") if group.passed else group.name or NOT_TAGGED
        return name, numeral(tiles)

    def current_path(self) -> Path | None:
        """The photo that is current."""
        return self.currentIndex().data(PATH_ROLE)

    def selected_paths(self) -> PathList:
        """The selected photos in the order of the list."""
        paths = self._photos.paths
        chosen = paths[:0]
        for rows in self.selected_rows().ranges:  # 100,000 indexes would take Qt two seconds
            chosen.numbers.extend(paths.numbers[rows.start : rows.stop])
        return chosen

    def selected_rows(self) -> RowRanges:
        """Give the rows of everything selected."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(place) for place in range(chosen.count()))
        return RowRanges(range(part.top(), part.bottom() + 1) for part in parts)

    def choose(self, path: Path) -> bool:
        """Make a photo current; False where it is not in the list."""
        row = self._photos.row(path)
        if row is None:
            return False
        self._go_to(row)
        return True

    def show_listing(self, listing: Listing, *, keep: bool, first: Path | None = None) -> None:
        """Show another list; what is chosen stays so where it can and is to.

        Else `first` is chosen, or the first of the list where it has no such photo.
        """
        current, several = self.current_path(), self.selected_paths()
        self._photos.adopt(listing)
        if current is None or not keep or not self.choose(current):
            if first is None or not self.choose(first):
                self.choose_first()
        elif len(several) > 1:
            self.select(several)
        if not listing.paths:
            self.chosen.emit(None)  # a list that was replaced tells of no current photo

    def neighbours(self, steps: Sequence[int]) -> list[Path]:
        """Give the photos so many rows before (-) or after (+) the current one."""
        row, paths = self.currentIndex().row(), self._photos.paths
        return [paths[row + step] for step in steps if 0 <= row + step < len(paths)]

    def chosen_paths(self) -> Sequence[Path]:
        """What an action is about: the selected photos where they are several, else the current."""
        current, selected = self.current_path(), self.selected_paths()
        return selected if len(selected) > 1 or current is None else [current]

    def chosen_rows(self) -> RowRanges:
        """The rows of `chosen_paths`, for thousands of them without a look at their paths."""
        rows, current = self.selected_rows(), self.currentIndex().row()
        return rows if len(rows) > 1 or current < 0 else RowRanges.of([current])

    def selected_count(self) -> int:
        """How many photos are selected, without listing them."""
        return len(self.selected_rows())

    def select(self, paths: Sequence[Path]) -> None:
        """Select these as well, those of them that are in the list."""
        together = QItemSelection()  # one by one, each would be held against all others
        for rows in self._photos.rows(paths).ranges:
            together.select(self._photos.index(rows[0]), self._photos.index(rows[-1]))
        self.selectionModel().select(together, QItemSelectionModel.SelectionFlag.Select)

    def selectAll(self) -> None:
        """Select all but those that are only there to go back to: they are decided."""
        model, rows = self._photos, QItemSelection()
        last, first = model.rowCount() - 1, model.passed
        if first <= last:
            rows.select(model.index(first), model.index(last))
        for row in range(first):
            if model.mark(model.paths[row]).pending:  # skipped, which is still to do
                rows.select(model.index(row), model.index(row))
        if not rows.isEmpty():
            self.selectionModel().select(rows, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose_first(self) -> None:
        """Make the first photo current that is not only there to go back to."""
        if rows := self._photos.rowCount():
            self._go_to(min(self._photos.passed, rows - 1))

    def step(self, rows: int) -> None:
        """Go to a photo before (-) or after (+) the current one."""
        row = self.currentIndex().row() + rows
        if 0 <= row < self._photos.rowCount():
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        """Select one photo alone; Qt's own way heeds Ctrl and Shift, which undo's key holds."""
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._photos.index(row), alone)

    def reveal(self) -> None:
        """Scroll so that the current photo is seen."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep what is looked at marked where a click on nothing would unmark all."""
        super().mousePressEvent(event)
        self._mark_current()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Likewise where a frame was drawn around nothing."""
        super().mouseReleaseEvent(event)
        self._mark_current()

    def _mark_current(self) -> None:
        """Mark the current photo where none is: keys would still be about it."""
        current, marks = self.currentIndex(), self.selectionModel()
        if current.isValid() and not marks.hasSelection():
            marks.select(current, QItemSelectionModel.SelectionFlag.Select)

    def _on_current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        self.chosen.emit(current.data(PATH_ROLE))
        for neighbour in (current.siblingAtRow(current.row() + step) for step in (-1, 1)):
            if neighbour.isValid() and not self._grid:
                self.scrollTo(neighbour)  # what comes next is always seen

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._photos.rowCount():
            self.reveal()
