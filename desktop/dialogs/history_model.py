"""What was decided as Qt sees it: the steps read so far, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.ui import theme
from desktop.ui.language import tr
from desktop.ui.step_words import outcome, subject, when

if TYPE_CHECKING:
    from core.review.history import Page, PastStep

COLUMNS: Final = 3
"""What it was about, what became of it, when."""
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """One row a step; older ones are asked for as the list is scrolled to its end."""

    more_wanted = Signal(int)
    """Steps before this one."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[PastStep] = []
        self._more = self._asked = False

    def show_page(self, page: Page) -> None:
        """Begin with these steps, the newest."""
        self.beginResetModel()
        self._steps = list(page.steps)
        self._more, self._asked = page.more, False
        self.endResetModel()

    def add_page(self, page: Page, before: int) -> None:
        """Go on with these; they are dropped where they do not follow what is shown."""
        if not self._steps or self._steps[-1].step != before:
            return
        self._more, self._asked = page.more, False
        if page.steps:
            first = len(self._steps)
            self.beginInsertRows(QModelIndex(), first, first + len(page.steps) - 1)
            self._steps += page.steps
            self.endInsertRows()

    def step(self, index: Index) -> PastStep | None:
        """Give the step of a row, None beside them all."""
        return self._steps[index.row()] if index.isValid() else None

    def row_of(self, step: int) -> int | None:
        """Give the row of a step, None where it is not shown."""
        return next((row for row, one in enumerate(self._steps) if one.step == step), None)

    def to_take_back(self, index: Index) -> int:
        """Count what undo would take back down to a row, it included; 0 where it cannot."""
        step = self.step(index)
        if step is None or not step.in_reach:
            return 0
        return sum(one.in_reach for one in self._steps[: index.row() + 1])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else COLUMNS

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not self._asked and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(self._steps[-1].step)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        step = self.step(index)
        if step is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cells(step)[index.column()]
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return describe(step)
            case Qt.ItemDataRole.ForegroundRole if step.undone:
                return theme.current().colour("muted")
            case _:
                return None


def cells(step: PastStep) -> tuple[str, str, str]:
    """Say what a step was about, what became of it, and when."""
    said = outcome(step.what)
    if step.undone:
        said = tr("{} (undone)").format(said)
    return subject(step.what), said, when(step.at)


def describe(step: PastStep) -> str:
    """Say all of a step in one line, with whose it was."""
    said = " - ".join(cells(step))
    return f"{said} - {step.reviewer}" if step.reviewer else said
