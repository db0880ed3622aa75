"""The row under the pictures, which does without words where they would not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop.ui.controls import padded, tool_button

ICON, BOTH = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class ToolsRow(QFrame):
    """Buttons for actions; those with an icon leave their words out in little room.

    Where not even that is enough, what can be done without goes: what closes the row, then
    buttons whose keys remain.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ListHeader")
        self._wordy: list[QToolButton] = []
        self._words_px = 0
        self._spare: list[QWidget] = []
        self._words_of: dict[QWidget, int] = {}
        self._roomy = True
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 4, 8, 4)
        self.row.setSpacing(4)

    def add(self, choice: QAction, *, spare: bool = False) -> None:
        """Add a button for an action, which may be one to do without."""
        button = tool_button(choice, text=True)
        button.setProperty("role", "outlined")
        self.row.addWidget(button)
        if spare:
            self._spare.append(button)
        if not choice.icon().isNull():
            self._words_of[button] = _words_px(button)
            self._words_px += self._words_of[button]
            self._wordy.append(button)

    def close_with(self, last: QWidget) -> None:
        """End the row with what can be done without."""
        shown = padded(last, 8, 0, 8, 0)
        self.row.addWidget(shown)
        shown.show()  # at once, or the row would be measured without it
        self._spare.append(shown)

    def minimumSizeHint(self) -> QSize:
        """Room for the buttons without words: else they would keep the panel wide."""
        spared = self._words_px if self._roomy else 0
        spared += sum(self._px(one) for one in self._spare if not one.isHidden())
        return super().minimumSizeHint() - QSize(spared, 0)

    def _px(self, one: QWidget) -> int:
        words = self._words_of.get(one, 0) if self._roomy else 0
        return one.minimumSizeHint().width() - words + self.row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where they would crowd the row."""
        super().resizeEvent(event)
        least = self.minimumSizeHint().width()
        for one in self._spare:
            least += self._px(one)
            one.setVisible(self.width() >= least)
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
