"""The menu of what can be exported."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.controls import action
from desktop.ui.language import mark, tr


class ExportMenu(QMenu):
    """One action for each way to export; `parent` gets their keys."""

    export_requested = Signal(str)
    """One of "ask", "png", "pdf"."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Export"), parent)
        self.export_action = action(
            parent, mark("Export"), "file-down", "", mark("Export explanations")
        )
        for kind, words, symbol, key in (
            ("ask", mark("Export…"), "file-down", "E"),
            ("png", mark("This explanation as PNG…"), "file-image", "Ctrl+Shift+E"),
            ("pdf", mark("This explanation as PDF…"), "file-text", "Ctrl+E"),
        ):
            entry = action(parent, words, symbol, key)
            entry.triggered.connect(lambda _=False, kind=kind: self.export_requested.emit(kind))
            self.addAction(entry)
            parent.addAction(entry)
