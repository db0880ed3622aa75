"""What Esc puts an end to: the nearest thing that runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.ui.side_tree import SideTree

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.compare.compare_panel import ComparePanel


class CancelController(QObject):
    """Ties the key to whatever runs.

    Parameters
    ----------
    cancel_action : QAction
    compare : ComparePanel
        A box being drawn and regions being switched come first.
    photos : PhotoList
        Gets the keyboard back from what narrows the list, and where nothing runs.
    cancels : callable
        Each stops something and tells whether it ran; asked in order until one did.
    """

    def __init__(
        self,
        cancel_action: QAction,
        compare: ComparePanel,
        photos: PhotoList,
        *cancels: Callable[[], bool],
    ) -> None:
        super().__init__(photos)
        self._photos = photos
        self._cancels = (compare.leave_box, compare.leave_what_if, *cancels)
        cancel_action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        beside = isinstance(QApplication.focusWidget(), (QLineEdit, SideTree))
        if beside or not any(cancel() for cancel in self._cancels):
            self._photos.setFocus()
