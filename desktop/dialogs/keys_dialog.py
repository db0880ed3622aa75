"""All keys on one sheet, where they can be changed as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.controls import label

FIXED: Final = "fixed: "
"""Before keys that belong to Qt's views or to the mouse and stay as they are."""
SECTIONS: Final = (
    (
        "Deciding",
        (
            ("Accept", "Accept the tag"),
            ("Correct", "Correct it: type a few letters of another"),
            ("Keep it", "Keep the catalog's tag"),
            ("Flag", "Flag, with a reason"),
            ("Skip", "Skip for now"),
            ("Undo", "Take the last decision back"),
            ("Redo", "Decide again as before"),
            ("Import existing tags", "Import existing tags"),
            ("Accept by itself", "Accept by itself what is sure"),
            ("Session summary", "Session summary"),
        ),
    ),
    (
        "Photos",
        (
            ("Open folder", "Open a folder"),
            ("Open photos", "Open photos"),
            (f"{FIXED}Right / Left", "Next and previous photo"),
            ("Next photo", "Next photo, wherever the keyboard is"),
            ("Previous photo", "Previous photo, likewise"),
            (f"{FIXED}Up / Down", "By row in the grid"),
            (f"{FIXED}Shift+arrows", "Choose several photos in the list"),
            ("Grid", "Grid or filmstrip"),
            ("Search", "Search"),
            ("Filter", "Filter"),
            ("Pause", "Pause tagging, or go on"),
        ),
    ),
    (
        "Photo and overlay",
        (
            (f"{FIXED}1 … 5", "Explain the first to fifth class"),
            ("Contrast", "Why this class and not another"),
            ("What if", "Switch regions off and on"),
            ("Next", "What if: mark the next region"),
            ("Switch", "What if: switch the marked region"),
            ("Only", "What if: leave only this region on"),
            ("Without", "What if: switch only this one off"),
            ("Invert", "What if: switch all over"),
            ("Reset", "What if: switch all on"),
            ("Overlay on or off", "Hide or show the overlay"),
            ("Zoom in", "Zoom both pictures in (or the wheel)"),
            ("Zoom out", "Zoom both pictures out"),
            (f"{FIXED}Drag, Shift+arrows", "Move both pictures"),
            ("Fit", "Show the whole photo"),
            ("1:1", "One photo pixel on one screen pixel"),
            ("Cancel", "Stop explaining or exporting"),
        ),
    ),
    (
        "Export",
        (
            ("Export", "Choose what to export"),
            ("This explanation as PDF", "This explanation as PDF"),
            ("This explanation as PNG", "This explanation as PNG"),
            ("Keys", "This sheet"),
        ),
    ),
)
"""Names of actions, and what they do; in the order of the sheet."""


class KeyTable(Protocol):
    """The keys in force."""

    def of(self, name: str) -> list[QKeySequence]:
        """Give the keys of an action."""
        ...

    def holder(self, key: QKeySequence) -> str:
        """Give the name of the action that has a key, empty for a free one."""
        ...

    def change(self, name: str, key: QKeySequence) -> None:
        """Give an action a free key."""
        ...

    def reset(self) -> None:
        """Give every action its usual keys."""
        ...


class KeyField(QKeySequenceEdit):
    """Shows the key of an action and takes another; one that is taken is put back."""

    refused = Signal(str)
    """What the pressed key does already; empty once a key was taken."""

    def __init__(self, keys: KeyTable, name: str, meaning: str) -> None:
        super().__init__()
        self._keys, self._name = keys, name
        self.setMaximumSequenceLength(1)
        self.setAccessibleName(f"Key: {meaning}")
        self.show_key()
        self.editingFinished.connect(self._take)

    def show_key(self) -> None:
        """Show the key in force."""
        self.setKeySequence(self._keys.of(self._name)[0])

    def _take(self) -> None:
        key = self.keySequence()
        if key in self._keys.of(self._name):
            return
        holder = self._keys.holder(key)
        if key.isEmpty() or holder:
            self.refused.emit(holder)
        else:
            self._keys.change(self._name, key)
            self.refused.emit("")
        self.show_key()


class KeysDialog(QDialog):
    """The sheet that F1 opens."""

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys = keys
        self._fields: list[KeyField] = []
        self._said = label("To change a key, choose its field and press another.", "muted")
        sheet = QHBoxLayout()
        sheet.setSpacing(40)
        for sections in (SECTIONS[:2], SECTIONS[2:]):
            sheet.addLayout(self._column(sections))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(sheet)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        for words, call in (("Usual keys", self._reset), ("Close", self.reject)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            foot.addWidget(button)
        button.setFocus()
        return foot

    def _column(self, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for heading, rows in sections:
            place = grid.rowCount()
            title = label(heading, "heading")
            title.setContentsMargins(0, 8 if place > 1 else 0, 0, 2)
            grid.addWidget(title, place, 0, 1, 2)
            for offset, (name, meaning) in enumerate(rows, start=1):
                grid.addWidget(self._key(name, meaning), place + offset, 0)
                grid.addWidget(label(meaning, "muted"), place + offset, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _key(self, name: str, meaning: str) -> QWidget:
        if name.startswith(FIXED):
            return label(name.removeprefix(FIXED))
        field = KeyField(self._keys, name, meaning)
        field.setMaximumWidth(132)
        field.refused.connect(self._say)
        self._fields.append(field)
        return field

    def _say(self, holder: str) -> None:
        taken = f"That key is taken: {holder}. Give that one another first."
        self._said.setText(taken if holder else "")

    def _reset(self) -> None:
        self._keys.reset()
        for field in self._fields:
            field.show_key()
