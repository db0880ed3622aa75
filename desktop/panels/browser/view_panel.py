"""The views of a review, one of which is chosen, with how many photos each of them holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTreeView, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.controls import label
from desktop.ui.language import mark, tr

FIRST_VIEW: Final = mark("Doubtful first")
ALL_VIEW: Final = mark("All photos")
VIEWS: Final = {
    FIRST_VIEW: tr("What is still to do, the least sure first"),
    mark("Disagreements"): tr("The catalog's tag is another than the network's, the worst first"),
    mark("Unknown"): tr("The network has never seen anything like these"),
    mark("To do"): tr("Not decided yet, by name"),
    mark("Done"): tr("Accepted or corrected, the last first"),
    mark("Flagged"): tr("Set aside, the last first"),
    ALL_VIEW: tr("Every photo, by name"),
}
NOTHING: Final = {
    "Disagreements": tr(
        "No existing tag is another than the network's. To compare, import existing tags (Ctrl+I)."
    ),
    "Unknown": tr("Nothing here is new to the network."),
    "Done": tr("Nothing is decided yet."),
    "Flagged": tr("Nothing is set aside."),
}
"""What an empty view says."""
NOTHING_LEFT: Final = tr("Nothing is left to do here.")
NOTHING_FITS: Final = tr("No photo fits what is searched for or filtered.")
ROWS_SHOWN: Final = len(VIEWS)
LARGEST_COUNT: Final = "999,999"
MARGIN: Final = 12
"""Px left of a name and right of a count."""


class ViewPanel(QWidget):
    """A heading and the list of views."""

    chosen = Signal(str)
    """The name of the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Views")
        self._model = QStandardItemModel()
        for name, hint in VIEWS.items():
            cells = [QStandardItem(tr(name)), QStandardItem("")]
            cells[1].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for cell in cells:
                cell.setEditable(False)
                cell.setToolTip(hint)
            self._model.appendRow(cells)
        self._view = QTreeView()
        self._view.setModel(self._model)
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        heading = label(tr("Views"), "heading")
        heading.setContentsMargins(16, 0, 16, 0)
        column.addWidget(heading)
        column.addWidget(self._view)
        words = self._view.fontMetrics()
        names = max(words.horizontalAdvance(tr(name)) for name in VIEWS)
        self.setMinimumWidth(names + words.horizontalAdvance(LARGEST_COUNT) + 2 * MARGIN + 8)

    @property
    def view(self) -> str:
        """The view that is chosen."""
        return list(VIEWS)[self._view.currentIndex().row()]

    def set_view(self, name: str) -> None:
        """Choose a view without telling."""
        row = list(VIEWS).index(name)
        selection = self._view.selectionModel()
        selection.blockSignals(True)
        self._view.setCurrentIndex(self._model.index(row, 0))
        selection.blockSignals(False)
        self._view.viewport().update()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many photos views hold; nothing for those that are not named."""
        for row, name in enumerate(VIEWS):
            number = counts.get(name)
            self._model.item(row, 1).setText("" if number is None else f"{number:,}")

    def _dress(self) -> None:
        view = self._view
        view.setAccessibleName(tr("Views"))
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setIndentation(0)
        view.setUniformRowHeights(True)
        view.setFont(theme.tabular(view.font()))
        view.setTabKeyNavigation(False)
        for policy in (view.setHorizontalScrollBarPolicy, view.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        view.setFixedHeight(ROWS_SHOWN * max(26, view.sizeHintForRow(0)) + 2)
        self.set_view(ALL_VIEW)
        view.selectionModel().currentChanged.connect(self._on_current_changed)

    def _on_current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid() and current.row() != before.row():
            self.chosen.emit(self.view)
