"""The views of a review, one of which is chosen, with how many photos each of them holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from core.vocabulary import ViewKey
from desktop.ui.controls import label
from desktop.ui.language import caption_of, hint_of, numeral, tr
from desktop.ui.side_tree import SideTree

LARGEST_COUNT: Final = "99,999"
MARGIN: Final = 12
"""Px left of a name and right of a count."""


class ViewPanel(QWidget):
    """A heading and the list of views."""

    chosen = Signal(object)
    """The ViewKey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Views")
        self._model = QStandardItemModel()
        for key in ViewKey:
            cells = [QStandardItem(caption_of(key)), QStandardItem("")]
            cells[1].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for cell in cells:
                cell.setEditable(False)
                cell.setToolTip(hint_of(key))
            self._model.appendRow(cells)
        self._view = SideTree(tr("Views"), self._model)
        self._dress()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        heading = label(tr("Views"), "heading")
        heading.setContentsMargins(16, 0, 16, 0)
        column.addWidget(heading)
        column.addWidget(self._view)
        self._otherwise = label("", "muted", wrap=True)
        self._otherwise.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self._otherwise)
        self.say_order("")
        words = self._view.fontMetrics()
        names = max(words.horizontalAdvance(caption_of(key)) for key in ViewKey)
        self.setMinimumWidth(names + words.horizontalAdvance(LARGEST_COUNT) + 2 * MARGIN + 8)

    @property
    def list_view(self) -> SideTree:
        """What shows the views."""
        return self._view

    @property
    def view(self) -> ViewKey:
        """The view that is chosen."""
        return tuple(ViewKey)[self._view.currentIndex().row()]

    def set_view(self, key: ViewKey) -> None:
        """Choose a view without telling."""
        row = tuple(ViewKey).index(key)
        selection = self._view.selectionModel()
        selection.blockSignals(True)
        self._view.setCurrentIndex(self._model.index(row, 0))
        selection.blockSignals(False)
        self._view.viewport().update()

    def show_counts(self, counts: Mapping[ViewKey, int]) -> None:
        """Show how many photos views hold; nothing for those that are not named."""
        for row, key in enumerate(ViewKey):
            number = counts.get(key)
            self._model.item(row, 1).setText("" if number is None else numeral(number))

    def say_order(self, order: str) -> None:
        """Say what the view is sorted by where it is not its own order."""
        self._otherwise.setText(tr("Sorted otherwise: {}").format(order) if order else "")
        self._otherwise.setVisible(bool(order))

    def _dress(self) -> None:
        view = self._view
        view.setRootIsDecorated(False)
        view.setIndentation(0)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFixedHeight(len(ViewKey) * max(26, view.sizeHintForRow(0)) + 2)
        self.set_view(ViewKey.ALL)
        view.selectionModel().currentChanged.connect(self._on_current_changed)

    def _on_current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid() and current.row() != before.row():
            self.chosen.emit(self.view)
