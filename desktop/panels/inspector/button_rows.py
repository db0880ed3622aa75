"""Buttons with their keys: side by side where each has room for both, else the first above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.controls import KeyButton

GAP: Final = 8
"""Px between buttons."""


class ButtonRows(QWidget):
    """One row of buttons, or two: words are longer in some languages, and keys may be changed."""

    def __init__(self, buttons: Sequence[KeyButton]) -> None:
        super().__init__()
        self._buttons = buttons
        self._together = True
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for row in (self._upper, self._lower):
            row.setSpacing(GAP)
            column.addLayout(row)
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.defaultAction().changed.connect(self._arrange)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """Room for two rows with words and keys, as wide as the wider one."""
        least = max(self._buttons[0].whole_width, _width(self._buttons[1:]))
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one row, or two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        together = self.width() >= _width(self._buttons)
        if together != self._together:
            self._together = together
            self._lay_out()

    def _lay_out(self) -> None:
        for number, button in enumerate(self._buttons):
            row = self._upper if self._together or number == 0 else self._lower
            row.addWidget(button, button.whole_width)  # so that each has room for its key


def _width(buttons: Sequence[KeyButton]) -> int:
    return sum(button.whole_width for button in buttons) + GAP * (len(buttons) - 1)
