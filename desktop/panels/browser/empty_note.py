"""What an empty list says in its own place, and what it offers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractScrollArea, QVBoxLayout, QWidget

from desktop.ui.controls import label, tool_button


class EmptyNote(QWidget):
    """Lies over a list while it is empty: why, and a button that puts an end to it.

    Parameters
    ----------
    view : QAbstractScrollArea
        The list.
    clear : QAction
    """

    def __init__(self, view: QAbstractScrollArea, clear: QAction) -> None:
        super().__init__(view.viewport())
        self._room = view.viewport()
        self._words = label("", "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = tool_button(clear, text=True)
        button.setProperty("role", "outlined")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 8, 32, 8)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addSpacing(8)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._room.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What is said; empty where nothing is."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say why the list is empty; nothing takes the note away."""
        self._words.setText(words)
        self.resize(self._room.size())
        self.setVisible(bool(words))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill the list's room."""
        if event.type() is QEvent.Type.Resize:
            self.resize(self._room.size())
        return False
