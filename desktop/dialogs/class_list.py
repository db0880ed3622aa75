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
    QTreeWidget,
    QTreeWidgetItem,
)

from desktop.ui import theme
from desktop.ui.language import numeral, tr

TICKED, UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


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


class ClassList(QTreeWidget):
    """One line a class, by name, with the photos that carry it where that is known."""

    changed = Signal()
    """Other classes are ticked."""

    def __init__(self, labels: Sequence[str], photos: Mapping[str, int]) -> None:
        super().__init__()
        self.setObjectName("Classes")
        self.setAccessibleName(tr("Classes"))
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Class"), tr("Photos")])
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
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.headerItem().setTextAlignment(1, right)
        self._items: dict[str, QTreeWidgetItem] = {}
        for name in sorted(labels, key=str.casefold):
            many = photos.get(name, 0)
            self._items[name] = item = QTreeWidgetItem([name, numeral(many) if many else ""])
            item.setTextAlignment(1, right)
            item.setCheckState(0, UNTICKED)
        self.addTopLevelItems(list(self._items.values()))
        self.setCurrentIndex(self.model().index(0, 0))
        self.itemChanged.connect(lambda _item, _column: self.changed.emit())

    @property
    def ticked(self) -> frozenset[str]:
        """Names of the classes ticked."""
        return frozenset(name for name, item in self._items.items() if item.checkState(0) is TICKED)

    @property
    def shown(self) -> list[str]:
        """Names of the classes that the search leaves."""
        return [name for name, item in self._items.items() if not item.isHidden()]

    def tick(self, names: Collection[str]) -> None:
        """Tick these and no other."""
        self._set({name: name in names for name in self._items})

    def tick_shown(self, ticked: bool) -> None:
        """Tick all classes that are shown, or none of them."""
        self._set(dict.fromkeys(self.shown, ticked))

    def search(self, typed: str) -> None:
        """Show the classes that hold what was typed; those hidden keep their ticks."""
        wanted = " ".join(typed.split()).casefold()
        for name, item in self._items.items():
            item.setHidden(wanted not in name.casefold())
        current = self.currentItem()
        if self.shown and (current is None or current.isHidden()):
            self.setCurrentItem(self._items[self.shown[0]])

    def _set(self, ticks: Mapping[str, bool]) -> None:
        self.blockSignals(True)
        for name, ticked in ticks.items():
            self._items[name].setCheckState(0, TICKED if ticked else UNTICKED)
        self.blockSignals(False)
        self.viewport().update()
        self.changed.emit()
