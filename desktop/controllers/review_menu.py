"""Which entries of the review's menu can be chosen just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.controls import offer
from desktop.ui.reasons import COPY_OPEN, NO_NETWORK, NO_REVIEW, READ_ONLY

if TYPE_CHECKING:
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shown import Opened
    from desktop.window.review_menu import ReviewMenu


class ReviewMenuController(QObject):
    """Ties the menu to the desk and the network; what the entries do is done elsewhere."""

    def __init__(
        self, menu: ReviewMenu, desk: ReviewDesk, network: CurrentNetwork, window: QWidget
    ) -> None:
        super().__init__(window)
        self._menu, self._desk, self._network = menu, desk, network
        self._copy_open = False
        desk.opened.connect(self._on_opened)
        network.network_ready.connect(self._offer)
        self._offer()

    def _on_opened(self, opened: Opened | None) -> None:
        self._copy_open = opened is not None and opened.copy is not None
        self._offer()

    def _offer(self) -> None:
        menu, desk = self._menu, self._desk
        reviewed, ready = desk.shared is not None, self._network.pack is not None
        fixed = READ_ONLY if reviewed else NO_REVIEW
        for choice in (menu.import_action, menu.auto_action):
            offer(choice, desk.writable and ready, fixed if ready else NO_NETWORK)
        for choice in (menu.group_action, menu.check_action, menu.rename_action):
            offer(choice, desk.writable, fixed)
        why = COPY_OPEN if self._copy_open else fixed
        offer(menu.restore_action, desk.writable and not self._copy_open, why)
        for choice in (menu.summary_action, menu.copy_action, menu.history_action):
            offer(choice, reviewed, NO_REVIEW)
