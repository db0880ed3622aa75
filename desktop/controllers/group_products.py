"""Grouping photos into products, from the menu to the review; how far it is, at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.vocabulary import Grouping
from desktop.dialogs.alone import raised
from desktop.ui.language import tr, whole_percent
from desktop.ui.words import duration

if TYPE_CHECKING:
    from core.entities import Progress
    from desktop.services.review.product_grouper import ProductGrouper
    from desktop.services.review.products import Choice
    from desktop.window.status_bar import StatusBar

STOPPED: Final = tr("Grouping stopped; every product is as it was.")


class GroupProductsController(QObject):
    """Ties the menu entry to dialog and grouper, and the grouper to the line at the foot."""

    def __init__(
        self, group_action: QAction, status: StatusBar, grouper: ProductGrouper, window: QWidget
    ) -> None:
        super().__init__(window)
        self._status, self._grouper, self._window = status, grouper, window
        self._said = ""
        group_action.triggered.connect(grouper.offer)
        grouper.offered.connect(self._ask_grouping)
        grouper.progressed.connect(self._on_progressed)
        grouper.ended.connect(self._on_ended)
        grouper.stopped.connect(lambda: status.show_idle(STOPPED))

    def _ask_grouping(self, offered: Choice) -> None:
        from desktop.dialogs.products_dialog import ProductsDialog

        if raised(ProductsDialog, self._window):
            return

        def group(grouping: Grouping) -> None:
            proposal = offered.proposals.get(grouping)
            self._grouper.group(grouping, proposal.named() if proposal else ())

        dialog = ProductsDialog(offered.now, offered.proposals, self._window)
        dialog.confirmed.connect(group)
        dialog.open()

    def _on_progressed(self, step: Progress) -> None:
        """Say it once the time that is left is known: what is over at once needs no words."""
        if not (step.seconds_left or self._said):
            return
        self._said = words(step)
        self._status.show_work(step.done / step.total, self._said)

    def _on_ended(self) -> None:
        """Make room, unless something else is said there by now."""
        if self._said and self._status.words == self._said:
            self._status.show_idle("")
        self._said = ""


def words(step: Progress) -> str:
    """Say how far a grouping is: Grouping photos: 40 %     5 s left."""
    parts = [tr("Grouping photos: {}").format(whole_percent(step.done / step.total))]
    if step.seconds_left:
        parts.append(tr("{} left").format(duration(step.seconds_left)))
    return "     ".join(parts)
