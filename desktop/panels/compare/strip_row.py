"""The row of a product's photos: scrolls sideways, and each can be dragged out of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QListView

from desktop.ui.file_drag import drag_files
from desktop.ui.language import tr


class StripRow(QListView):
    """Shows any model of photos.

    Parameters
    ----------
    path_of : callable
        Gives the file of a row.
    """

    def __init__(self, path_of: Callable[[QModelIndex], Path]) -> None:
        super().__init__()
        self._path_of = path_of
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Photos of the product"))
        self.setViewportMargins(8, 0, 8, 0)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the photo's file out; it stays where it is."""
        index = self.currentIndex()
        if index.isValid():
            image = index.data(Qt.ItemDataRole.DecorationRole)
            drag_files(self, [self._path_of(index)], image)
