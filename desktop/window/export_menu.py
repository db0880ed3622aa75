"""The menu of what can be exported."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.vocabulary import tr_noop
from desktop.ui.controls import action
from desktop.ui.language import tr


class ExportMenu(QMenu):
    """One action for each way to export; `parent` gets their keys."""

    export_requested = Signal(str)
    """One of "ask", "png", "pdf"."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Export"), parent)
        self.export_action = action(
            parent, tr_noop("Export"), "file-down", "", tr_noop("Export explanations")
        )
        self.export_action.setObjectName("Menu of exports")
        entries = []
        for kind, words, symbol, key in (
            ("ask", tr_noop("Export…"), "file-down", "E"),
            ("png", tr_noop("This explanation as PNG…"), "file-image", "Ctrl+Shift+E"),
            ("pdf", tr_noop("This explanation as PDF…"), "file-text", "Ctrl+E"),
        ):
            entry = action(parent, words, symbol, key)
            entry.triggered.connect(lambda _=False, kind=kind: self.export_requested.emit(kind))
            self.addAction(entry)
            parent.addAction(entry)
            entries.append(entry)
        self.exporting: Sequence[QAction] = (self.export_action, *entries)
        self.write_back_action = action(
            parent, tr_noop("Write back to the shop's file…"), "table-2", "Ctrl+B"
        )
        self.addSeparator()
        self.addAction(self.write_back_action)
        parent.addAction(self.write_back_action)
        self.keywords_action = action(
            parent, tr_noop("Keywords for other programs…"), "images", "Ctrl+K"
        )
        self.addAction(self.keywords_action)
        parent.addAction(self.keywords_action)
