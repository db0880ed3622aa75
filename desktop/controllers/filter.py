"""From the filter's dialog to what the list is narrowed to, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.dialogs.filter_dialog import FilterDialog

if TYPE_CHECKING:
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.narrowing import Narrowing


class FilterController(QObject):
    """Ties the filter's button to dialog and narrowing."""

    def __init__(
        self,
        filter_action: QAction,
        narrowing: Narrowing,
        network: CurrentNetwork,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._action, self._narrowing = filter_action, narrowing
        self._network, self._window = network, parent.window()
        filter_action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        """Open the dialog; the button tells whether anything narrows, not whether it was hit."""
        narrowing, pack = self._narrowing, self._network.pack
        self._action.setChecked(narrowing.asks)
        families = pack.card.families if pack else ()
        dialog = FilterDialog(families, narrowing.filter, self._window)
        dialog.changed.connect(narrowing.ask)
        dialog.open()
