"""Painting in a turn of its own, where much else was done at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

PAUSE_MS: Final = 5
"""Time for keys, and for what was changed to be laid out."""


class LaterPaint(QObject):
    """Holds a widget's painting back for a moment.

    Qt paints right behind what changed its widgets, before it hears of a key: a review that is
    opened held the window up for 55 to 77 ms, half of it spent on painting.

    Parameters
    ----------
    widget : QWidget
        Inside a window; what it showed stays on screen meanwhile. A window of its own would not be
        painted again: Qt still waits for the request that it passed over.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(lambda: widget.setUpdatesEnabled(True))

    def hold(self) -> None:
        """Paint nothing until what waits now has been heard."""
        self._widget.setUpdatesEnabled(False)
        self._soon.start()
