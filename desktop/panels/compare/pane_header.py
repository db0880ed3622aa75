"""What stands above a picture: its title, and a figure beside it, or below it in a narrow pane."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.controls import ElidedLabel

MARGIN: Final = 16
"""Px left and right."""
GAP: Final = 8
TITLE_CHARACTERS: Final = 14
"""Of a title are seen in any case where no button stands beside it."""
LEAST_CHARACTERS: Final = 7
"""Are seen beside one: a button that comes and goes must not move the panes."""


class PaneHeader(QFrame):
    """A title with a figure that is seen whole, or not at all.

    Parameters
    ----------
    button : QWidget, optional
        Stands at the right where it is shown.
    """

    def __init__(self, button: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("PaneHeader")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title = ElidedLabel(keeps=LEAST_CHARACTERS)
        self._figure = ElidedLabel("muted", shortens=False)
        self._figure.setFont(theme.tabular(self.font()))
        self._button = button
        font = self.title.font()
        font.setWeight(font.Weight.DemiBold)
        self.title.setFont(font)
        self._below = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self.title, 0, 0)
        self._grid.addWidget(self._figure, 0, 1)
        if button is not None:
            self._grid.addWidget(button, 0, 2)
        self._set_height()

    def say(self, figure: str, hint: str = "") -> None:
        """Show a figure beside the title, with more about it on hover."""
        self._figure.set_whole(figure)
        self._figure.setToolTip(hint or figure)
        self.make_room()

    @property
    def figure(self) -> ElidedLabel:
        """What is seen beside the title, or below it."""
        return self._figure

    def put_below(self, below: bool) -> None:
        """Let the figure have a line of its own, or not."""
        if below == self._below:
            return
        self._below = below
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight
        self._figure.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.removeWidget(self._figure)
        if below:
            self._grid.addWidget(self._figure, 1, 0, 1, 3)
        else:
            self._grid.addWidget(self._figure, 0, 1)
        self._set_height()
        self.make_room()

    def make_room(self) -> None:
        """Leave the title its room: a figure that does not fit beside it takes none."""
        needed = self._figure.sizeHint().width()
        beside = 0 if self._below else self.title.sizeHint().width() + GAP + self._button_px()
        self._figure.setVisible(needed + beside <= self.width() - 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        """Room for what is kept of the title: the figure goes where there is none for it."""
        kept = TITLE_CHARACTERS * self.title.fontMetrics().averageCharWidth()
        least = min(kept, self.title.sizeHint().width()) + 2 * MARGIN
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the figure where it has room."""
        super().resizeEvent(event)
        self.make_room()

    def _set_height(self) -> None:
        line = self.title.fontMetrics().height()
        self._grid.setContentsMargins(MARGIN, 6, MARGIN, 6 + 4 * self._below)
        self.setFixedHeight(2 * line + 20 if self._below else line + 16)

    def _button_px(self) -> int:
        if self._button is None or self._button.isHidden():
            return 0
        return self._button.sizeHint().width() + GAP
