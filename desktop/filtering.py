"""From the filter's dialog to the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.review.views import Filter
from desktop.dialogs.filter_dialog import FilterDialog

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from desktop.browsing import Browsing
    from desktop.main_window import MainWindow


class Filtering(QObject):
    """Ties the filter's button to dialog and list."""

    def __init__(self, window: MainWindow, browsing: Browsing) -> None:
        super().__init__(window)
        self._window, self._browsing = window, browsing
        self._pack: Pack | None = None
        window.top.filter_action.triggered.connect(self._ask)

    def use(self, pack: Pack) -> None:
        """Offer the classes of this network."""
        self._pack = pack

    def _ask(self) -> None:
        browsing, pack = self._browsing, self._pack
        labels, families = (pack.labels, pack.card.families) if pack else ((), ())
        dialog = FilterDialog(labels, families, browsing.filter, self._window)
        dialog.changed.connect(self._narrow)
        dialog.open()
        self._show(browsing.filter)

    def _narrow(self, chosen: Filter) -> None:
        self._show(chosen)
        self._browsing.narrow_to(chosen)

    def _show(self, chosen: Filter) -> None:
        """The button stays pressed while something is hidden."""
        self._window.top.filter_action.setChecked(chosen != Filter())
