"""The folders that hold photos, with their counts; choosing one narrows the list to it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.errors import printable
from desktop.ui.controls import label
from desktop.ui.fitting import Scrolled
from desktop.ui.icons import icon
from desktop.ui.language import numeral, tr
from desktop.ui.side_tree import SideTree

FOLDER_ROLE: Final = Qt.ItemDataRole.UserRole + 1


class FolderTree(QStandardItemModel):
    """Roots and the folders below them; each row is a name and the photos in and below it."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[Path, list[QStandardItem]] = {}
        self._counts: dict[Path, int] = {}
        self._all: list[QStandardItem] = []
        self._total = 0
        self.reset_to([])

    def reset_to(self, roots: list[Path]) -> None:
        """Start anew with these folders at the top."""
        self.clear()
        self._rows.clear()
        self._counts.clear()
        self._total = 0
        self._all = self._row(tr("All photos"), None, "images")
        self.appendRow(self._all)
        for root in roots:
            self._rows[root] = self._row(printable(Path(root.name or str(root))), root, "folder")
            self.appendRow(self._rows[root])

    def count(self, paths: list[Path]) -> None:
        """Count photos just found in their folders and in all folders above."""
        per_folder: dict[Path, int] = {}
        for path in paths:
            per_folder[path.parent] = per_folder.get(path.parent, 0) + 1
        for folder, number in per_folder.items():
            self._add(folder, number)
        self._total += len(paths)
        self._all[1].setText(numeral(self._total))

    def note_trouble(self, folder: Path, sentence: str) -> None:
        """Show a folder that could not be looked at, or not wholly."""
        row = self._rows.get(folder)
        if row is None:
            row = self._row(printable(Path(folder.name or str(folder))), folder, "folder")
            self._rows[folder] = row
            self.appendRow(row)
        row[0].setIcon(icon("octagon-x", "error"))
        for cell in row:
            cell.setToolTip(sentence)
        row[0].setData(sentence, Qt.ItemDataRole.AccessibleTextRole)

    def _add(self, folder: Path, number: int) -> None:
        for step in self._chain(folder):
            self._counts[step] = self._counts.get(step, 0) + number
            self._rows[step][1].setText(numeral(self._counts[step]))

    def _chain(self, folder: Path) -> list[Path]:
        """The folder and those above it up to a root; rows are made where missing."""
        if folder in self._rows and self._rows[folder][0].parent() is None:
            return [folder]
        above = folder.parent
        if not any(root in folder.parents for root in self._roots()):
            self._rows[folder] = self._row(printable(Path(folder.name)), folder, "folder")
            self.appendRow(self._rows[folder])
            return [folder]
        chain = [folder, *self._chain(above)]
        if folder not in self._rows:
            self._rows[folder] = self._row(printable(Path(folder.name)), folder, "folder")
            self._rows[above][0].appendRow(self._rows[folder])
        return chain

    def _roots(self) -> list[Path]:
        items = (self.item(row) for row in range(1, self.rowCount()))
        return [item.data(FOLDER_ROLE) for item in items]

    @staticmethod
    def _row(name: str, folder: Path | None, symbol: str) -> list[QStandardItem]:
        item, figure = QStandardItem(icon(symbol, "muted"), name), QStandardItem("")
        figure.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for cell in (item, figure):
            cell.setEditable(False)
            cell.setData(folder, FOLDER_ROLE)
            cell.setToolTip(printable(folder) if folder else tr("Photos of all folders"))
        return [item, figure]


class FolderPanel(QWidget):
    """The panel on the left."""

    chosen = Signal(object)
    """The folder to show, or None for all photos."""
    subfolders_changed = Signal(bool)
    """Whether folders below the opened ones are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Folders")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = FolderTree()
        self._view = SideTree(tr("Folders"), self.tree)
        self._view.setIndentation(16)
        self._view.setIconSize(QSize(16, 16))
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._subfolders = QCheckBox(tr("Include subfolders"))
        self._subfolders.setChecked(True)
        self._subfolders.setToolTip(tr("Look for photos in the folders below as well"))
        self._subfolders.toggled.connect(self.subfolders_changed)
        self._lay_out()
        self.reset_to([])

    @property
    def tree_view(self) -> SideTree:
        """What shows the folders."""
        return self._view

    @property
    def folder(self) -> Path | None:
        """The folder that is chosen; None for all photos."""
        chosen: Path | None = self._view.currentIndex().data(FOLDER_ROLE)
        return chosen

    @property
    def subfolders(self) -> bool:
        """Whether folders below the opened ones are wanted."""
        return self._subfolders.isChecked()

    def set_subfolders(self, wanted: bool) -> None:
        """Set the choice without telling."""
        self._subfolders.blockSignals(True)
        self._subfolders.setChecked(wanted)
        self._subfolders.blockSignals(False)

    def reset_to(self, roots: list[Path]) -> None:
        """Show these folders, with all photos chosen."""
        selection = self._view.selectionModel()
        selection.blockSignals(True)  # as rows go, Qt chooses old folders in turn
        self.tree.reset_to(roots)
        selection.blockSignals(False)
        self.choose_all()
        self._view.share_room()

    def choose_all(self) -> None:
        """Choose all photos without telling."""
        selection = self._view.selectionModel()
        selection.blockSignals(True)
        self._view.setCurrentIndex(self.tree.index(0, 0))
        selection.blockSignals(False)
        self._view.viewport().update()

    def add(self, paths: list[Path]) -> None:
        """Count photos just found."""
        self.tree.count(paths)
        for row in range(self.tree.rowCount()):
            if self.tree.rowCount(self.tree.index(row, 0)) and self.tree.rowCount() <= 3:
                self._view.expand(self.tree.index(row, 0))

    def note_trouble(self, folder: Path, sentence: str) -> None:
        """Show a folder that could not be looked at, or not wholly."""
        self.tree.note_trouble(folder, sentence)

    def add_below(self, panel: QWidget) -> None:
        """Put another panel under the folders."""
        self._column.addSpacing(4)
        self._column.addWidget(panel)
        self.setMinimumWidth(max(self.minimumSizeHint().width(), panel.minimumWidth()))

    def _lay_out(self) -> None:
        body = QWidget()
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(8)
        heading = label(tr("Folders"), "heading")
        heading.setContentsMargins(16, 0, 16, 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self._subfolders)
        column.addWidget(heading)
        column.addWidget(self._view, 1)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(body))

    def _on_current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(FOLDER_ROLE))
