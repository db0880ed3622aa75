"""One row of the export dialog: all columns, a preset, or those chosen in a dialog of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from core.report.tables.columns import COLUMNS, Columns
from desktop.dialogs.columns_dialog import ColumnsDialog
from desktop.ui.language import tr
from desktop.ui.words import count

NO_PRESETS: Final[Mapping[str, Columns]] = {}


class ColumnsRow(QWidget):
    """Says which columns a table gets."""

    changed = Signal()
    """Other columns are chosen."""
    kept = Signal(object)
    """The presets, by name, after some were kept or removed."""

    def __init__(self, columns: Columns, presets: Mapping[str, Columns] = NO_PRESETS) -> None:
        super().__init__()
        self._presets = dict(presets)
        self._choice = QComboBox()
        self._choice.setAccessibleName(tr("Columns"))
        self._button = QPushButton(tr("Choose…"))
        self._button.setAccessibleName(tr("Choose the columns"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._choice, 1)
        row.addWidget(self._button)
        self._show(columns)
        self._choice.activated.connect(lambda _: self.changed.emit())
        self._button.clicked.connect(self._ask)

    @property
    def columns(self) -> Columns:
        """Those chosen, in their order."""
        chosen: Columns = self._choice.currentData()
        return chosen

    def _show(self, columns: Columns) -> None:
        offered = {tr("All columns"): COLUMNS, **self._presets}
        if columns not in offered.values():
            offered[tr("{}, chosen by hand").format(count(len(columns), "column"))] = columns
        self._choice.clear()
        for name, one in offered.items():
            self._choice.addItem(name, one)
        self._choice.setCurrentIndex(list(offered.values()).index(columns))

    def _ask(self) -> None:
        dialog = ColumnsDialog(self.columns, self._presets, self)
        dialog.finished.connect(lambda _: self._on_finished(dialog))
        dialog.open()

    def _on_finished(self, dialog: ColumnsDialog) -> None:
        chosen = dialog.columns if dialog.result() else self.columns
        if dialog.presets != self._presets:
            self._presets = dialog.presets
            self.kept.emit(dict(self._presets))
        self._show(chosen)
        dialog.deleteLater()
        self.changed.emit()
