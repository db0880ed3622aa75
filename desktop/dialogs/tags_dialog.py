"""The tags that reviewers added: renamed, and merged with others by giving them their name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.choice import Choice
from desktop.ui.controls import label
from desktop.ui.fitting import fit
from desktop.ui.language import tr

SIZE: Final = QSize(420, 420)
"""Width and height, px."""
NONE_ADDED: Final = tr(
    "You have added no tag yet. When you correct a photo, type one that is not in the list."
)
HOW: Final = tr(
    "A tag that gets the name of another is merged with it. This changes all photos of the tag at "
    "once; Ctrl+Z takes it back."
)


class TagsDialog(QDialog):
    """Lists tags with their photos; one of them is chosen and given another name."""

    rename_asked = Signal(str)
    """The tag that is to have another name."""

    def __init__(self, tags: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Rename or merge tags"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._list = QTreeWidget()
        self._hint = label("", "muted", wrap=True)
        self._rename = QPushButton(tr("Rename or merge…"))
        self._dress_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._list, 1)
        column.addWidget(self._hint)
        column.addWidget(self._buttons())
        fit(self, SIZE)
        # Enter in the list presses the button, which is the default: activated, it would ask twice.
        self._list.itemDoubleClicked.connect(lambda _item, _column: self._ask())
        self._list.currentItemChanged.connect(lambda *_: self._offer())
        self.show_tags(tags)

    def show_tags(self, tags: Sequence[Choice], chosen: str = "") -> None:
        """Show these tags, with the chosen one marked, else the first."""
        self._list.clear()
        items = [QTreeWidgetItem([tag.text, tag.figure]) for tag in tags]
        for item in items:
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._list.addTopLevelItems(items)
        if items:
            marked = (item for item in items if item.text(0) == chosen)
            self._list.setCurrentItem(next(marked, items[0]))
        self._hint.setText(HOW if items else NONE_ADDED)
        self._offer()

    def _dress_list(self) -> None:
        view = self._list
        view.setAccessibleName(tr("Tags that you added"))
        view.setColumnCount(2)
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setFont(theme.tabular(view.font()))
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.addButton(self._rename, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self._rename.setDefault(True)
        self._rename.clicked.connect(self._ask)
        box.rejected.connect(self.reject)
        return box

    def _offer(self) -> None:
        self._rename.setEnabled(self._list.currentItem() is not None)

    def _ask(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.rename_asked.emit(item.text(0))
