"""A list of classes to be ticked, searched by a few letters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from desktop.dialogs.class_model import TICKED, UNTICKED, ClassModel
from desktop.ui import theme
from desktop.ui.language import tr


class WholeRow(QStyledItemDelegate):
    """Ticks a line by a click anywhere in it, or the space bar, whichever cell is current."""

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Turn the tick over."""
        if not _ticks(event):
            return False
        box = model.index(index.row(), 0)
        now = Qt.CheckState(box.data(Qt.ItemDataRole.CheckStateRole))
        turned = UNTICKED if now is TICKED else TICKED
        return model.setData(box, turned, Qt.ItemDataRole.CheckStateRole)


def _ticks(event: QEvent) -> bool:
    if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
        return event.button() is Qt.MouseButton.LeftButton
    if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
        return event.key() == Qt.Key.Key_Space
    return False


class ClassList(QTreeView):
    """One line a class, by name, with the photos that carry it where that is known."""

    changed = Signal()
    """Other classes are ticked."""

    def __init__(self, labels: Sequence[str], photos: Mapping[str, int]) -> None:
        super().__init__()
        self._classes = ClassModel(labels, photos)
        self._classes.setParent(self)
        self._classes.changed.connect(self.changed)
        self.setModel(self._classes)
        self.setObjectName("Classes")
        self.setAccessibleName(tr("Classes"))
        self.setHeaderHidden(not photos)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFont(theme.tabular(self.font()))
        self.setItemDelegate(WholeRow(self))
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setCurrentIndex(self._classes.index(0, 0))

    @property
    def ticked(self) -> frozenset[str]:
        """Names of the classes ticked."""
        return self._classes.ticked

    @property
    def shown(self) -> list[str]:
        """Names of the classes that the search leaves."""
        return self._classes.shown

    def tick(self, names: Collection[str]) -> None:
        """Tick these and no other."""
        self._classes.tick(names)

    def tick_shown(self, ticked: bool) -> None:
        """Tick all classes that are shown, or none of them."""
        self._classes.tick_shown(ticked)

    def search(self, typed: str) -> None:
        """Show the classes that hold what was typed; those hidden keep their ticks."""
        before = self.currentIndex().data()
        self._classes.search(typed)
        row = self.shown.index(before) if before in self.shown else 0
        self.setCurrentIndex(self._classes.index(row, 0))
