"""Lets a window take folders and files that are dropped on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class DropTarget(QObject):
    """Watches a widget for local folders and files, several at once."""

    dropped = Signal(list)
    """The Paths dropped."""
    hovering = Signal(bool)
    """Something that can be dropped is over the widget, or has left it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.DragLeave:
            self.hovering.emit(False)
            return False
        if kind not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        return isinstance(event, QDropEvent) and self._take(event)

    def _take(self, event: QDropEvent) -> bool:
        paths = local_paths(event.mimeData())
        if not paths:
            return False
        event.acceptProposedAction()
        arrived = event.type() is QEvent.Type.Drop
        self.hovering.emit(not arrived)
        if arrived:
            self.dropped.emit(paths)
        return True


def local_paths(data: QMimeData) -> list[Path]:
    """Give the folders and files on this computer that a drop or paste names."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
