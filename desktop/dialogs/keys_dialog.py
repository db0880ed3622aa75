"""All keys on one sheet."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.controls import label

KEYS: Final = (
    (
        "Deciding",
        (
            ("Enter", "Accept the tag"),
            ("C", "Correct it: type a few letters of another"),
            ("K", "Keep the catalog's tag"),
            ("F", "Flag, with a reason"),
            ("S", "Skip for now"),
            ("Ctrl+Z / Ctrl+Shift+Z", "Undo and redo"),
            ("Ctrl+I", "Import existing tags"),
            ("Ctrl+Shift+A", "Accept by itself what is sure"),
            ("Ctrl+Shift+S", "Session summary"),
        ),
    ),
    (
        "Photos",
        (
            ("Ctrl+O", "Open a folder"),
            ("Ctrl+Shift+O", "Open photos"),
            ("Right / Left", "Next and previous photo"),
            ("Alt+Right / Alt+Left", "The same, wherever the keyboard is"),
            ("Up / Down", "By row in the grid"),
            ("G", "Grid or filmstrip"),
            ("/", "Search"),
            ("P", "Pause tagging, or go on"),
        ),
    ),
    (
        "Photo and overlay",
        (
            ("1 … 5", "Explain the first to fifth class"),
            ("Space", "Hide or show the overlay"),
            ("Wheel, + / -", "Zoom both pictures"),
            ("Drag, Shift+arrows", "Move both pictures"),
            ("0", "Show the whole photo"),
            ("9", "One photo pixel on one screen pixel"),
            ("Esc", "Stop explaining or exporting"),
        ),
    ),
    (
        "Export",
        (
            ("E", "Choose what to export"),
            ("Ctrl+E", "This explanation as PDF"),
            ("Ctrl+Shift+E", "This explanation as PNG"),
        ),
    ),
)


class KeysDialog(QDialog):
    """The sheet that F1 opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        sheet = QHBoxLayout()
        sheet.setSpacing(40)
        for column_of_keys in (KEYS[:1] + KEYS[3:], KEYS[1:3]):
            sheet.addLayout(_keys(column_of_keys))
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(sheet)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def _keys(sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for heading, keys in sections:
        row = grid.rowCount()
        title = label(heading, "heading")
        title.setContentsMargins(0, 8 if row > 1 else 0, 0, 2)
        grid.addWidget(title, row, 0, 1, 2)
        for offset, (key, meaning) in enumerate(keys, start=1):
            grid.addWidget(label(key), row + offset, 0)
            grid.addWidget(label(meaning, "muted"), row + offset, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid
