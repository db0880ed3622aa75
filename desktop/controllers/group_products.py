"""Grouping photos into products, from the menu to the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.vocabulary import Grouping

if TYPE_CHECKING:
    from desktop.services.review.product_grouper import ProductGrouper
    from desktop.services.review.products import Choice


class GroupProductsController(QObject):
    """Ties the menu entry to dialog and grouper."""

    def __init__(self, group_action: QAction, grouper: ProductGrouper, window: QWidget) -> None:
        super().__init__(window)
        self._grouper, self._window = grouper, window
        group_action.triggered.connect(grouper.offer)
        grouper.offered.connect(self._ask_grouping)

    def _ask_grouping(self, offered: Choice) -> None:
        from desktop.dialogs.products_dialog import ProductsDialog

        def group(grouping: Grouping) -> None:
            proposal = offered.proposals.get(grouping)
            self._grouper.group(grouping, proposal.named() if proposal else ())

        dialog = ProductsDialog(offered.now, offered.proposals, self._window)
        dialog.confirmed.connect(group)
        dialog.open()
