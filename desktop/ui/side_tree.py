"""A tree of names at the window's side, with a count for each."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QHeaderView, QTreeView

from desktop.ui import theme


class SideTree(QTreeView):
    """Two columns: names in the room there is, and figures of equal width.

    Parameters
    ----------
    name : str
        For screen readers.
    model : QAbstractItemModel
    """

    def __init__(self, name: str, model: QAbstractItemModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFont(theme.tabular(self.font()))
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.share_room()

    def share_room(self) -> None:
        """Give the figures what they need, the names the rest; to be asked anew of a new model."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the window; one that means nothing now leads nowhere."""
