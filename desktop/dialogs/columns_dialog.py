"""Which columns a table gets, and in which order; kept under a name, or as a small file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from core.report.tables.chosen_columns import read_columns, write_columns
from core.report.tables.columns import COLUMNS, Columns
from desktop.dialogs import file_dialogs
from desktop.dialogs.class_list import TICKED, UNTICKED, WholeRow
from desktop.ui.controls import label, native, text_field
from desktop.ui.fitting import above_foot, fit
from desktop.ui.flags import without
from desktop.ui.language import speech, tr

SIZE: Final = QSize(560, 620)
"""px."""
STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
LISTS: Final = tr("Lists of columns (*.txt)")


class _Movable(QTreeWidget):
    """A list whose current line asks to be moved by Alt and an arrow."""

    move_asked = Signal(int)
    """By how many lines."""
    dropped = Signal()
    """A line was moved by the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Classes")  # for the style sheet: a list with ticks like that one
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(WholeRow(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the line."""
        super().dropEvent(event)
        self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the move; all other keys are the list's own."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() != Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            self.move_asked.emit(step)


class ColumnsDialog(QDialog):
    """A list with ticks, in the table's order.

    Attributes
    ----------
    presets : dict of str to tuple of str
        Columns kept by name, as they are when the dialog is closed.
    """

    def __init__(
        self, columns: Columns, presets: Mapping[str, Columns], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Columns of the table"))
        self.presets = dict(presets)
        self._make_controls()
        self._lay_out()
        self._connect()
        fit(self, SIZE)
        self._fill_presets()
        self.show_columns(columns)
        self._list.setFocus()

    @property
    def columns(self) -> Columns:
        """Those ticked, in their order."""
        return tuple(item.text(0) for item in self._items() if item.checkState(0) is TICKED)

    def show_columns(self, columns: Sequence[str]) -> None:
        """Tick these, in this order, and list the others behind them."""
        self._list.blockSignals(True)
        self._list.clear()
        for name in (*columns, *(name for name in COLUMNS if name not in columns)):
            item = QTreeWidgetItem(self._list, [name])
            item.setCheckState(0, TICKED if name in columns else UNTICKED)
            item.setFlags(without(item.flags(), Qt.ItemFlag.ItemIsDropEnabled))
        self._list.blockSignals(False)
        self._list.setCurrentIndex(self._list.model().index(0, 0))
        self._follow()

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self._list.topLevelItem(row) for row in range(self._list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _make_controls(self) -> None:
        self._list = _Movable()
        self._list.setAccessibleName(tr("Columns"))
        self._up, self._down = QPushButton(tr("Up")), QPushButton(tr("Down"))
        self._all, self._none = QPushButton(tr("All")), QPushButton(tr("None"))
        self._open, self._save = QPushButton(tr("From a file…")), QPushButton(tr("To a file…"))
        for button, key in ((self._up, "Alt+Up"), (self._down, "Alt+Down")):
            button.setToolTip(f"{button.text()} ({native(QKeySequence(key))})")
        self._preset = QComboBox()
        self._preset.setAccessibleName(tr("Preset"))
        self._forget = QPushButton(tr("Remove"))
        self._forget.setAccessibleName(tr("Remove this preset"))
        self._name = text_field(tr("Name of the preset"), tr("Keep these columns as…"))
        self._keep = QPushButton(tr("Keep"))
        self._said = label("", "muted", wrap=True)
        box = QDialogButtonBox.StandardButton
        self._box = QDialogButtonBox(box.Ok | box.Cancel)
        self._box.button(box.Ok).setText(tr("Use these columns"))
        self._box.button(box.Cancel).setText(tr("Cancel"))
        self._box.button(box.Ok).setProperty("role", "primary")

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        for button in (self._up, self._down, self._all, self._none):
            beside.addWidget(button)
        beside.addStretch(1)
        for button in (self._open, self._save):
            beside.addWidget(button)
        middle = QHBoxLayout()
        middle.addWidget(self._list, 1)
        middle.addLayout(beside)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(12)
        column.addLayout(_row(self._preset, self._forget))
        column.addWidget(label(tr("Ticked columns are written, from top to bottom."), "muted"))
        column.addLayout(middle, 1)
        column.addLayout(_row(self._name, self._keep))
        column.addWidget(self._said)
        above_foot(self, body, self._box)

    def _connect(self) -> None:
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._list.move_asked.connect(self._move)
        self._all.clicked.connect(lambda: self._tick(TICKED))
        self._none.clicked.connect(lambda: self._tick(UNTICKED))
        self._list.itemChanged.connect(lambda _item, _column: self._follow())
        self._list.dropped.connect(self._follow)
        self._preset.activated.connect(lambda _: self.show_columns(self._preset.currentData()))
        self._forget.clicked.connect(self._on_forget)
        self._name.textChanged.connect(lambda _: self._follow())
        self._keep.clicked.connect(self._on_keep)
        self._open.clicked.connect(self._on_open)
        self._save.clicked.connect(self._on_save)
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)

    def _move(self, step: int) -> None:
        row = self._list.currentIndex().row()
        if row < 0 or not 0 <= row + step < self._list.topLevelItemCount():
            return
        item = self._list.takeTopLevelItem(row)
        if item is not None:
            self._list.insertTopLevelItem(row + step, item)
            self._list.setCurrentItem(item)
            self._follow()

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._items():
            item.setCheckState(0, state)

    def _follow(self) -> None:
        """Allow what goes with the ticks, and name the preset that they are."""
        some = bool(self.columns)
        self._box.button(QDialogButtonBox.StandardButton.Ok).setEnabled(some)
        self._save.setEnabled(some)
        self._keep.setEnabled(some and bool(self._name.text().strip()))
        known = [COLUMNS, *self.presets.values()]
        place = known.index(self.columns) if self.columns in known else -1
        self._preset.setCurrentIndex(place)
        self._forget.setEnabled(place > 0)
        self._said.setText("" if some else tr("A table needs a column at least."))

    def _fill_presets(self) -> None:
        self._preset.clear()
        self._preset.addItem(tr("All columns"), COLUMNS)
        for name, columns in self.presets.items():
            self._preset.addItem(name, columns)
        self._preset.setPlaceholderText(tr("Chosen by hand"))

    def _on_keep(self) -> None:
        self.presets[self._name.text().strip()] = self.columns
        self._fill_presets()
        self._name.clear()
        self._follow()

    def _on_forget(self) -> None:
        self.presets.pop(self._preset.currentText(), None)
        self._fill_presets()
        self._follow()

    def _on_open(self) -> None:
        file = file_dialogs.ask_input(self, tr("Open columns"), Path(), LISTS)
        if file is None:
            return
        try:
            self.show_columns(read_columns(file))
        except AppError as error:
            self._said.setText(speech().trouble(str(error)))

    def _on_save(self) -> None:
        start = Path("columns.txt")
        file = file_dialogs.ask_output(self, tr("Save columns"), start, LISTS)
        if file is None:
            return
        try:
            write_columns(self.columns, file)
        except AppError as error:
            self._said.setText(speech().trouble(str(error)))


def _row(wide: QWidget, beside: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(wide, 1)
    row.addWidget(beside)
    return row
