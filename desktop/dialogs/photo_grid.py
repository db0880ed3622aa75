"""Photos to look through inside a dialog: a grid, any of them selected, the current one larger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.panels.browser.photo_delegate import PhotoDelegate
from desktop.panels.browser.photo_list import PhotoList
from desktop.panels.browser.photo_model import PhotoModel
from desktop.ui.controls import label
from desktop.ui.fitting import room
from desktop.ui.photo_state import Listing

PHOTO_PX: Final = 256
"""Side of the box in which the current photo is shown; half of it on a low screen."""
LOW_PX: Final = 600
"""Height of a screen's room up to which it is low."""


class PhotoGrid(QWidget):
    """A click or the space bar selects a photo, and again no longer."""

    selection_changed = Signal()
    opened = Signal()
    """A photo was double-clicked; it is the current one."""

    def __init__(self, name: str, model: PhotoModel, delegate: PhotoDelegate | None = None) -> None:
        super().__init__()
        self.model = model
        self._list = PhotoList(model)
        self._list.setAccessibleName(name)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        if delegate is not None:
            delegate.setParent(self._list)
            self._list.setItemDelegate(delegate)
        self._list.set_grid(True)
        self._photo = QLabel()
        self._side = PHOTO_PX if room(self).height() > LOW_PX else PHOTO_PX // 2
        self._photo.setFixedSize(self._side, self._side)
        self._photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = label("", "muted", wrap=True)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self._photo)
        beside.addWidget(self._words)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._list, 1)
        row.addLayout(beside)
        self._list.chosen.connect(self._show_current)
        self._list.selection_changed.connect(self.selection_changed)
        self._list.opened.connect(self.opened)
        self.setFocusProxy(self._list)
        model.dataChanged.connect(self._show_current)  # which may outlive the grid

    def show_photos(self, listing: Listing) -> None:
        """Show other photos; what was selected or current stays so where it is among them."""
        selected, current = self.selected(), self.current()
        self.model.adopt(listing)
        self._list.select(selected)
        without_selecting = QItemSelectionModel.SelectionFlag.NoUpdate
        row = None if current is None else self.model.row(current)
        self._list.selectionModel().setCurrentIndex(self.model.index(row or 0), without_selecting)
        self._show_current()
        self.selection_changed.emit()

    def selected(self) -> Sequence[Path]:
        """The selected photos, in the order of the grid."""
        return self._list.selected_paths()

    def current(self) -> Path | None:
        """The photo that is shown larger."""
        return self._list.current_path()

    def _show_current(self, *_: object) -> None:
        index = self._list.currentIndex()
        image: QImage | None = index.data(Qt.ItemDataRole.DecorationRole)
        self._words.setText(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if image is None or image.isNull():
            self._photo.clear()
            return
        ratio = self.devicePixelRatioF()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
        box = QSize(self._side, self._side) * ratio
        fitted = image.scaled(box, keep, smooth.SmoothTransformation)
        fitted.setDevicePixelRatio(ratio)
        self._photo.setPixmap(QPixmap.fromImage(fitted))
