"""The row under the pictures, which does without words where they would not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop.ui.controls import tool_button

ICON, BOTH = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class ToolsRow(QFrame):
    """Buttons for actions; those with an icon leave their words out in little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ListHeader")
        self._wordy: list[QToolButton] = []
        self._words_px = 0
        self._roomy = True
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 4, 16, 4)
        self.row.setSpacing(4)

    def add(self, choice: QAction) -> None:
        """Add a button for an action."""
        button = tool_button(choice, text=True)
        button.setProperty("role", "outlined")
        self.row.addWidget(button)
        if not choice.icon().isNull():
            self._words_px += _words_px(button)
            self._wordy.append(button)

    def minimumSizeHint(self) -> QSize:
        """Room for the row without words: else they would keep the panel wide."""
        with_words = super().minimumSizeHint()
        return with_words - QSize(self._words_px if self._roomy else 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where they would crowd the row."""
        super().resizeEvent(event)
        roomy = self.width() >= self.minimumSizeHint().width() + self._words_px
        if roomy != self._roomy:
            self._roomy = roomy
            for button in self._wordy:
                button.setToolButtonStyle(BOTH if roomy else ICON)


def _words_px(button: QToolButton) -> int:
    """How much narrower a button is without its words."""
    button.ensurePolished()
    wide = button.sizeHint().width()
    button.setToolButtonStyle(ICON)
    narrow = button.sizeHint().width()
    button.setToolButtonStyle(BOTH)
    return wide - narrow
