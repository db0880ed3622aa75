"""Room on the screen: no window is larger than it, and what does not fit scrolls."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.controls import padded

FRAME: Final = QSize(16, 48)
"""Room for what the system draws round a window, px."""
FOOT: Final = (24, 8, 24, 16)
"""Px round a dialog's buttons."""
LEAST_SEEN: Final = 72
"""Px of what scrolls that are seen in any case."""


def room(window: QWidget) -> QSize:
    """Give the largest size that a window can have on its screen."""
    return window.screen().availableSize() - FRAME


def fit(window: QWidget, wanted: QSize | None = None) -> None:
    """Make a window this large, or as large as its contents, where its screen is."""
    size = wanted or _contents(window)
    window.resize(size.boundedTo(room(window)))


def _contents(window: QWidget) -> QSize:
    size, layout = window.sizeHint(), window.layout()
    if layout is not None and layout.hasHeightForWidth():
        size.setHeight(layout.totalHeightForWidth(size.width()))
    return size


class Scrolled(QScrollArea):
    """Shows its body as it would stand by itself, and scrolls up and down where there is no room.

    So a window's buttons, which stand outside, are seen on every screen.
    """

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self.setWidget(body)
        body.setAutoFillBackground(False)  # it stands on what the window has there
        self.viewport().setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        return _contents(self._body)

    def minimumSizeHint(self) -> QSize:
        """Room for its width and for a part of its height."""
        least, bar = self._body.minimumSizeHint(), self.verticalScrollBar().sizeHint().width()
        return QSize(least.width() + bar, min(least.height(), LEAST_SEEN))


def above_foot(window: QWidget, body: QWidget, foot: QWidget) -> None:
    """Fill a window with a body that scrolls, and a foot below it that is always seen."""
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Scrolled(body), 1)
    column.addWidget(padded(foot, *FOOT))
