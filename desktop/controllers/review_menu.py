"""Which entries of the review's menu can be chosen just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.window.review_menu import ReviewMenu


class ReviewMenuController(QObject):
    """Ties the menu to the desk and the network; what the entries do is done elsewhere."""

    def __init__(
        self, menu: ReviewMenu, desk: ReviewDesk, network: CurrentNetwork, window: QWidget
    ) -> None:
        super().__init__(window)
        self._menu, self._desk, self._network = menu, desk, network
        desk.opened.connect(self._offer)
        network.network_ready.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        menu, ready = self._menu, self._desk.writable and self._network.pack is not None
        menu.import_action.setEnabled(ready)
        menu.auto_action.setEnabled(ready)
        for choice in (menu.group_action, menu.check_action, menu.rename_action):
            choice.setEnabled(self._desk.writable)
        for choice in (menu.summary_action, menu.copy_action, menu.history_action):
            choice.setEnabled(self._desk.shared is not None)
