"""The folders that hold photos, with their counts; ticking some narrows the list to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout, QWidget

from core.errors import printable
from desktop.ui.controls import label
from desktop.ui.fitting import Scrolled
from desktop.ui.icons import icon
from desktop.ui.language import numeral, tr
from desktop.ui.path_table import PathList
from desktop.ui.side_tree import TickTree, told_once

FOLDER_ROLE: Final = Qt.ItemDataRole.UserRole + 1
AT_FIRST: Final = (160, 640)
"""How folders and what stands below share the room, px."""
LOWEST: Final = 80
"""Px that the tree has at least."""


class FolderTree(QStandardItemModel):
    """Roots and the folders below them; each row is a name and the photos in and below it."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[Path, list[QStandardItem]] = {}
        self._counts: dict[Path, int] = {}
        self._listed: Mapping[Path | None, int] | None = None
        self._ticked: frozenset[Path] = frozenset()
        self._all: list[QStandardItem] = []
        self._total = 0
        self.reset_to([])

    def reset_to(self, roots: list[Path]) -> None:
        """Start anew with these folders at the top."""
        self.clear()
        self._rows.clear()
        self._counts.clear()
        self._listed, self._ticked = None, frozenset()
        self._total = 0
        self._all = self._row(tr("All photos"), None, "images")
        self.appendRow(self._all)
        for root in roots:
            self._rows[root] = self._row(printable(Path(root.name or str(root))), root, "folder")
            self.appendRow(self._rows[root])

    def count(self, paths: Collection[Path]) -> None:
        """Count photos just found in their folders and in all folders above."""
        for folder, number in Counter(PathList.of(paths).folders()).items():
            self._add(folder, number)
        self._total += len(paths)
        self._say(self._all, None)

    def show_listed(self, listed: Mapping[Path | None, int] | None) -> None:
        """Show how many photos ticking each folder would list; None for all that were found."""
        self._listed = listed
        with told_once(self):
            self._say(self._all, None)
            for folder, row in self._rows.items():
                self._say(row, folder)

    def tick(self, folders: Collection[Path]) -> None:
        """Tick these alone."""
        self._ticked = frozenset(folders)
        for folder, row in self._rows.items():
            self._dress(row, folder)

    def _say(self, row: list[QStandardItem], folder: Path | None) -> None:
        if self._listed is not None:
            number = self._listed.get(folder, 0)
        else:
            number = self._total if folder is None else self._counts.get(folder, 0)
        row[1].setText(numeral(number) if number or self._listed is not None else "")

    def _dress(self, row: list[QStandardItem], folder: Path) -> None:
        state = Qt.CheckState.Checked if folder in self._ticked else Qt.CheckState.Unchecked
        row[0].setData(state, Qt.ItemDataRole.CheckStateRole)

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
            self._say(self._rows[step], step)

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

    def _row(self, name: str, folder: Path | None, symbol: str) -> list[QStandardItem]:
        item, figure = QStandardItem(icon(symbol, "muted"), name), QStandardItem("")
        figure.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for cell in (item, figure):
            cell.setEditable(False)
            cell.setData(folder, FOLDER_ROLE)
            cell.setToolTip(printable(folder) if folder else tr("Photos of all folders"))
        if folder is not None:
            self._dress([item, figure], folder)
        return [item, figure]


class FolderPanel(QWidget):
    """The panel on the left."""

    ticked = Signal(object)
    """The folder to be ticked, or not any more; None for all photos."""
    ticked_alone = Signal(object)
    """Likewise, in place of all others."""
    chosen = Signal()
    """Another folder is the one that menus are about: clicked, or led to by arrows."""
    subfolders_changed = Signal(bool)
    """Whether folders below the opened ones are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Folders")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = FolderTree()
        self._view = TickTree(tr("Folders"), self.tree)
        self._view.setIndentation(16)
        self._view.setIconSize(QSize(16, 16))
        self._view.setMinimumHeight(LOWEST)
        self._view.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())
        self._view.ticked.connect(lambda row: self.ticked.emit(row.data(FOLDER_ROLE)))
        self._view.ticked_alone.connect(lambda row: self.ticked_alone.emit(row.data(FOLDER_ROLE)))
        self._subfolders = QCheckBox(tr("Include subfolders"))
        self._subfolders.setChecked(True)
        self._subfolders.setToolTip(tr("Look for photos in the folders below as well"))
        self._subfolders.toggled.connect(self.subfolders_changed)
        self._lay_out()
        self.reset_to([])

    @property
    def tree_view(self) -> TickTree:
        """What shows the folders."""
        return self._view

    @property
    def folder(self) -> Path | None:
        """The folder that menus are about; None for all photos."""
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
        """Show these folders, none of them ticked."""
        self.tree.reset_to(roots)
        self._view.setCurrentIndex(self.tree.index(0, 0))
        self._view.share_room()

    def add(self, paths: Collection[Path]) -> None:
        """Count photos just found."""
        self.tree.count(paths)
        for row in range(self.tree.rowCount()):
            if self.tree.rowCount(self.tree.index(row, 0)) and self.tree.rowCount() <= 3:
                self._view.expand(self.tree.index(row, 0))

    def show_listed(self, listed: Mapping[Path | None, int] | None) -> None:
        """Show how many photos ticking each folder would list; None for all that were found."""
        self.tree.show_listed(listed)
        self._view.viewport().update()  # folders below others as well

    def tick(self, folders: Collection[Path]) -> None:
        """Tick these alone."""
        self.tree.tick(folders)

    def note_trouble(self, folder: Path, sentence: str) -> None:
        """Show a folder that could not be looked at, or not wholly."""
        self.tree.note_trouble(folder, sentence)

    def add_below(self, *panels: QWidget) -> None:
        """Put other panels under the folders; the last has all the room that others leave."""
        for panel in panels:
            self._below.addWidget(panel, 1 if panel is panels[-1] else 0)
        needed = (self.minimumSizeHint().width(), *(panel.minimumWidth() for panel in panels))
        self.setMinimumWidth(max(needed))

    def _lay_out(self) -> None:
        heading = label(tr("Folders"), "heading")
        heading.setContentsMargins(16, 0, 16, 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self._subfolders)
        above, below = QWidget(), QWidget()
        column, self._below = QVBoxLayout(above), QVBoxLayout(below)
        for layout in (column, self._below):
            layout.setContentsMargins(0, 8, 0, 4)
            layout.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(self._view, 1)
        column.addLayout(foot)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        for part, share in ((above, 0), (below, 1)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.indexOf(part), share)
        self.splitter.setSizes(list(AT_FIRST))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 4)
        whole.addWidget(Scrolled(self.splitter))
