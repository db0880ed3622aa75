"""The row under the pictures, which does without words where they would not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop.ui.controls import padded, tool_button

ICON, BOTH = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class ToolsRow(QFrame):
    """Buttons for actions; those with an icon leave their words out in little room.

    Where not even that is enough, what closes the row goes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ListHeader")
        self._wordy: list[QToolButton] = []
        self._words_px = 0
        self._last: QWidget | None = None
        self._roomy = True
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 4, 8, 4)
        self.row.setSpacing(4)

    def add(self, choice: QAction) -> None:
        """Add a button for an action."""
        button = tool_button(choice, text=True)
        button.setProperty("role", "outlined")
        self.row.addWidget(button)
        if not choice.icon().isNull():
            self._words_px += _words_px(button)
            self._wordy.append(button)

    def close_with(self, last: QWidget) -> None:
        """End the row with what can be done without."""
        self._last = padded(last, 8, 0, 8, 0)
        self.row.addWidget(self._last)
        self._last.show()  # at once, or the row would be measured without it

    def minimumSizeHint(self) -> QSize:
        """Room for the buttons without words: else they would keep the panel wide."""
        spared = self._words_px if self._roomy else 0
        if self._last is not None and not self._last.isHidden():
            spared += self._last_px()
        return super().minimumSizeHint() - QSize(spared, 0)

    def _last_px(self) -> int:
        last = self._last
        return 0 if last is None else last.minimumSizeHint().width() + self.row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where they would crowd the row."""
        super().resizeEvent(event)
        least = self.minimumSizeHint().width() + self._last_px()
        if self._last is not None:
            self._last.setVisible(self.width() >= least)
        roomy = self.width() >= least + self._words_px
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
