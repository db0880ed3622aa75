"""Lets a window take folders and files that are dropped on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from core import places
from desktop.ui import theme
from desktop.ui.controls import title_font

TABLES: Final = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xml"})
"""Endings of a shop's files."""

NETWORKS: Final = frozenset(
    {".keras", ".h5", ".hdf5", ".onnx", ".pb", ".pt", ".pth", ".safetensors", ".tflite"}
)
"""Endings of networks: of those that are not read as well, which are told what they are."""


class DropTarget(QObject):
    """Watches a widget for local folders and files, several at once."""

    dropped = Signal(list)
    """The Paths dropped."""
    hovering = Signal(list)
    """The Paths that are held over the widget; none once they have left it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.DragLeave:
            self.hovering.emit([])
            return False
        if kind not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        return isinstance(event, QDropEvent) and self._accept(event)

    def _accept(self, event: QDropEvent) -> bool:
        paths = local_paths(event.mimeData())
        if not paths or event.source() is not None:  # photos dragged out of this very window
            return False
        event.acceptProposedAction()
        arrived = event.type() is QEvent.Type.Drop
        self.hovering.emit([] if arrived else paths)
        if arrived:
            self.dropped.emit(paths)
        return True


class DropVeil(QWidget):
    """Lies over a widget while something is held over it, and says what letting go would do."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        widget.installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        """Say this; nothing hides the veil."""
        self._words = words
        self.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Come on top of what was added since."""
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil, a frame and the words on a ground of their own."""
        scheme = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = scheme.colour("accent_soft")
        ground.setAlphaF(0.85)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(scheme.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 12, 12)
        painter.setFont(title_font(self.font()))
        painter.setPen(scheme.colour("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)


def local_paths(data: QMimeData) -> list[Path]:
    """Give the folders and files on this computer that a drop or paste names."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def are_tables(given: Sequence[Path]) -> bool:
    """Tell whether only files of a shop were given, which are about photos but hold none."""
    return bool(given) and all(
        file.suffix.lower() in TABLES and not places.is_folder(file) for file in given
    )


def network_among(given: Sequence[Path]) -> tuple[Path, Path | None] | None:
    """Give the one network that was given, and the class names that came with it, if any."""
    networks = [file for file in given if file.suffix.lower() in NETWORKS and places.is_file(file)]
    others = [file for file in given if file not in networks]
    if len(networks) != 1 or any(file.suffix.lower() not in (".txt", ".json") for file in others):
        return None
    return (networks[0], others[0] if others else None) if len(others) < 2 else None
