"""From the filter's dialog to the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.review.views import Filter
from desktop.dialogs.filter_dialog import FilterDialog

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from desktop.controllers.browse import BrowseController
    from desktop.window.main_window import MainWindow


class FilterController(QObject):
    """Ties the filter's button to dialog and list."""

    def __init__(self, window: MainWindow, browse: BrowseController) -> None:
        super().__init__(window)
        self._window, self._browse = window, browse
        self._pack: Pack | None = None
        window.top.filter_action.triggered.connect(self._ask)

    def use(self, pack: Pack) -> None:
        """Offer the classes of this network."""
        self._pack = pack

    def _ask(self) -> None:
        browse, pack = self._browse, self._pack
        labels, families = (pack.labels, pack.card.families) if pack else ((), ())
        dialog = FilterDialog(labels, families, browse.filter, self._window)
        dialog.changed.connect(self._narrow)
        dialog.open()
        self._show(browse.filter)

    def _narrow(self, chosen: Filter) -> None:
        self._show(chosen)
        self._browse.narrow_to(chosen)

    def _show(self, chosen: Filter) -> None:
        """The button stays pressed while something is hidden."""
        self._window.top.filter_action.setChecked(chosen != Filter())
