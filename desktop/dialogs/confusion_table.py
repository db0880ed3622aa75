"""The shop's terms against the classes that stand; each cell leads to its photos."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from core.review.confusion import Confusion
from desktop.ui import theme
from desktop.ui.language import numeral, tr
from desktop.ui.words import count

Index = QModelIndex | QPersistentModelIndex
COLUMN: Final = 104
"""Px of a column; names are shortened to it and told on hover."""
NAMES: Final = 150
"""Px of the terms, at most."""
ENTERING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConfusionModel(QAbstractTableModel):
    """Terms as rows, classes as columns, photos in the cells."""

    def __init__(self, shown: Confusion) -> None:
        super().__init__()
        self._shown = shown

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown.terms)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown.classes)

    def names(self, index: Index) -> tuple[str, str]:
        """Give a cell's term and class."""
        return self._shown.terms[index.row()], self._shown.classes[index.column()]

    def photos(self, index: Index) -> int:
        """Give how many photos a cell has."""
        return self._shown.photos.get(self.names(index), 0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Show the number; agreement has a ground of its own, a term without a class no colour."""
        photos, agrees = self.photos(index), self._shown.agrees(*self.names(index))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return numeral(photos) if photos else ""
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.BackgroundRole if photos and agrees:
                return theme.current().colour("accent_soft")
            case Qt.ItemDataRole.ForegroundRole if photos and agrees is False:
                return theme.current().colour("uncertain")
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._told(index, photos, agrees=agrees)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Name terms and classes; of a term, what it means on hover."""
        across = orientation is Qt.Orientation.Horizontal
        name = (self._shown.classes if across else self._shown.terms)[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            meant = "" if across else self._shown.meant.get(name, "")
            return tr("{} means {}").format(name, meant) if meant else name
        return None

    def _told(self, index: Index, photos: int, *, agrees: bool | None) -> str:
        term, label = self.names(index)
        said = tr("{} in the catalog, {} here: {}").format(term, label, count(photos, "entry"))
        if not photos or agrees is False:
            return said
        meant = tr("as the catalog says") if agrees else tr("which the model has no class for")
        return f"{said}, {meant}"


class ConfusionTable(QTableView):
    """A cell that is clicked, or entered by Enter, is told."""

    chosen = Signal(str, str)
    """Term and class of a cell that has photos."""

    def __init__(self, shown: Confusion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = ConfusionModel(shown)
        self.setObjectName("Confusion")
        self.setModel(self._cells)
        self.setFont(theme.tabular(self.font()))
        self.setAccessibleName(tr("Catalog terms against the classes decided on"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setDefaultSectionSize(COLUMN)
        self.verticalHeader().setMaximumWidth(NAMES)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.clicked.connect(self._choose)
        if shown.photos:
            nothing = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._cells.index(0, 0), nothing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter the cell that the keyboard is at; all else is Qt's."""
        if event.key() in ENTERING:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self._cells.photos(index):
            self.chosen.emit(*self._cells.names(index))
