"""From the filter's dialog to the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.review.views import Filter
from desktop.dialogs.filter_dialog import FilterDialog

if TYPE_CHECKING:
    from desktop.controllers.browse import BrowseController
    from desktop.services.current_network import CurrentNetwork


class FilterController(QObject):
    """Ties the filter's button to dialog and list."""

    def __init__(
        self,
        filter_action: QAction,
        browse: BrowseController,
        network: CurrentNetwork,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._action, self._browse = filter_action, browse
        self._network, self._window = network, window
        filter_action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        browse, pack = self._browse, self._network.pack
        labels, families = (pack.labels, pack.card.families) if pack else ((), ())
        dialog = FilterDialog(labels, families, browse.filter, self._window)
        dialog.changed.connect(self._on_changed)
        dialog.open()
        self._show_filter(browse.filter)

    def _on_changed(self, chosen: Filter) -> None:
        self._show_filter(chosen)
        self._browse.narrow_to(chosen)

    def _show_filter(self, chosen: Filter) -> None:
        """The button stays pressed while something is hidden."""
        self._action.setChecked(chosen != Filter())
