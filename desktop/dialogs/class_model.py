"""Classes to be ticked as Qt sees them: one row each, of those that a search leaves.

Nothing is made for a row before it is painted: a model may have tens of thousands of classes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.ui.language import numeral, tr

TICKED, UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
COLUMNS: Final = 2
"""A class, and how many photos carry it."""
LINE: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
TICKABLE: Final = LINE | Qt.ItemFlag.ItemIsUserCheckable
"""Made once: the view asks for each of all lines."""
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class ClassModel(QAbstractTableModel):
    """Classes by name, with their ticks.

    Parameters
    ----------
    labels : sequence of str
    photos : mapping of str to int
        How many photos carry a class; those of none may be left out.

    Attributes
    ----------
    shown : list of str
        Those that the search leaves, in order.
    """

    changed = Signal()
    """Other classes are ticked."""

    def __init__(self, labels: Sequence[str], photos: Mapping[str, int]) -> None:
        super().__init__()
        named = sorted((name.casefold(), name) for name in labels)
        self._named, self._photos = named, photos
        self._ticked: set[str] = set()
        self.shown = [name for _, name in named]

    @property
    def ticked(self) -> frozenset[str]:
        """Names of the classes ticked, shown or not."""
        return frozenset(self._ticked)

    def tick(self, names: Collection[str]) -> None:
        """Tick these and no other."""
        self._set({name for _, name in self._named}.intersection(names))

    def tick_shown(self, ticked: bool) -> None:
        """Tick all that are shown, or none of them."""
        self._set(self._ticked | set(self.shown) if ticked else self._ticked - set(self.shown))

    def search(self, typed: str) -> None:
        """Show those that hold what was typed."""
        wanted = " ".join(typed.split()).casefold()
        self.beginResetModel()
        self.shown = [name for folded, name in self._named if wanted in folded]
        self.endResetModel()

    def _set(self, ticked: set[str]) -> None:
        self._ticked = ticked
        if self.shown:
            last = self.index(len(self.shown) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Role.CheckStateRole])
        self.changed.emit()

    # --- what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        if role == Role.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return (tr("Class"), tr("Photos"))[section]
        return _alignment(section) if role == Role.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return LINE if index.column() else TICKABLE

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        name = self.shown[index.row()]
        if role == Role.DisplayRole:
            many = self._photos.get(name, 0)
            return (name, numeral(many) if many else "")[index.column()]
        if role == Role.CheckStateRole and index.column() == 0:
            return TICKED if name in self._ticked else UNTICKED
        return _alignment(index.column()) if role == Role.TextAlignmentRole else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: ANN401
        if role != Role.CheckStateRole or not index.isValid():
            return False
        name = {self.shown[index.row()]}
        ticked = Qt.CheckState(value) is TICKED
        self._set(self._ticked | name if ticked else self._ticked - name)
        return True


def _alignment(column: int) -> Qt.AlignmentFlag | None:
    return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter if column else None
