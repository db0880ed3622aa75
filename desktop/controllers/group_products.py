"""Grouping photos into products, from the menu to the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.services.review.products import Choice, choice

if TYPE_CHECKING:
    from desktop.services.review.review_desk import ReviewDesk


class GroupProductsController(QObject):
    """Ties the menu entry to dialog and desk."""

    def __init__(self, group_action: QAction, desk: ReviewDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        group_action.triggered.connect(lambda: desk.ask(choice, self._ask_grouping))

    def _ask_grouping(self, offered: Choice) -> None:
        from desktop.dialogs.products_dialog import ProductsDialog

        dialog = ProductsDialog(offered.now, offered.by_name, self._window)
        dialog.confirmed.connect(
            lambda grouping: self._desk.group_products(grouping, offered.by_name)
        )
        dialog.open()
