"""What was decided, in a window that stays open beside the photos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.dialogs.history_model import HistoryModel
from desktop.ui import theme
from desktop.ui.controls import label
from desktop.ui.fitting import fit
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.review.history import Page

SIZE: Final = QSize(720, 480)
"""Width and height, px."""
LONGEST_TIME: Final = "30 September 2026, 00:00  "
HOW: Final = tr("Enter goes to the photo. New decisions appear at the top.")
NONE_YET: Final = tr("Nothing is decided yet.")


class HistoryDialog(QDialog):
    """Lists steps; one leads to its photo, or is what undo goes back to."""

    jump_asked = Signal(object)
    """The PastStep whose photo is to be shown."""
    undo_asked = Signal(int)
    """The step down to which all are to be taken back, it included."""
    more_wanted = Signal(int)
    """Steps before this one are to be shown."""

    def __init__(self, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Decision history"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._writable = writable
        self._model = HistoryModel()
        self._model.more_wanted.connect(self.more_wanted)
        self._list = QTreeView()
        self._hint = label("", "muted", wrap=True)
        self._undo, self._close = QPushButton(), QPushButton(tr("Close"))
        self._dress_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._list, 1)
        column.addWidget(self._hint)
        column.addLayout(self._foot())
        fit(self, SIZE)
        self._offer()

    def show_page(self, page: Page) -> None:
        """Show the newest steps; the one that is marked stays so where it is among them."""
        marked = self._model.step(self._list.currentIndex())
        self._model.show_page(page)
        row = self._model.row_of(marked.step) if marked else None
        self._list.setCurrentIndex(self._model.index(row or 0, 0))
        self._hint.setText(HOW if page.steps else NONE_YET)
        self._offer()

    def add_page(self, page: Page, before: int) -> None:
        """Show older steps as well."""
        self._model.add_page(page, before)

    def _dress_list(self) -> None:
        view = self._list
        view.setModel(self._model)
        view.setAccessibleName(tr("Decision history"))
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setFont(theme.tabular(view.font()))
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header, mode = view.header(), QHeaderView.ResizeMode
        header.setStretchLastSection(False)
        for place in (0, 1):
            header.setSectionResizeMode(place, mode.Stretch)
        header.setSectionResizeMode(2, mode.Fixed)  # to contents, Qt would have every page read
        header.resizeSection(2, view.fontMetrics().horizontalAdvance(LONGEST_TIME))
        view.activated.connect(self._on_activated)
        view.selectionModel().currentChanged.connect(lambda *_: self._offer())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self._undo, self._close):
            button.setAutoDefault(False)  # Enter is the list's
            foot.addWidget(button)
        self._undo.clicked.connect(self._on_undo)
        self._close.clicked.connect(self.reject)
        return foot

    def _offer(self) -> None:
        steps = self._model.to_take_back(self._list.currentIndex())
        several = tr("Undo {:,} steps, back to this one").format(steps)
        self._undo.setText(several if steps > 1 else tr("Undo this one"))
        self._undo.setEnabled(self._writable and steps > 0)

    def _on_activated(self, index: QModelIndex) -> None:
        if (step := self._model.step(index)) is not None:
            self.jump_asked.emit(step)

    def _on_undo(self) -> None:
        if (step := self._model.step(self._list.currentIndex())) is not None:
            self.undo_asked.emit(step.step)
