"""A menu that says why an entry cannot be chosen while the pointer is on it."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QMouseEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget


class Menu(QMenu):
    """Tells status tips of entries that cannot be chosen, which Qt's own tells of the others only.

    Parameters
    ----------
    title : str
    parent : QWidget
        A widget of the window that is told.
    """

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._told = ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the reason of the entry under the pointer."""
        super().mouseMoveEvent(event)
        entry = self.actionAt(event.position().toPoint())
        self._tell(entry.statusTip() if entry is not None and not entry.isEnabled() else "")

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing said."""
        super().hideEvent(event)
        self._tell("")

    def _tell(self, words: str) -> None:
        if words == self._told:
            return
        self._told = words
        owner = self.parentWidget()
        while isinstance(owner, QMenu):  # a window of its own, beyond which Qt tells nobody
            owner = owner.parentWidget()
        if owner is not None:
            QApplication.sendEvent(owner, QStatusTipEvent(words))
