"""A field that shows a key and takes another, unless that one is taken."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit

from desktop.ui.language import tr


class KeyTable(Protocol):
    """The keys in force."""

    def of(self, name: str) -> list[QKeySequence]:
        """Give the keys of an action or a tag."""
        ...

    def holder(self, key: QKeySequence) -> str:
        """Say what has a key, empty for a free one."""
        ...

    def change(self, name: str, key: QKeySequence) -> None:
        """Give it a free key."""
        ...


class KeyField(QKeySequenceEdit):
    """Shows the key of an action or a tag; one that is taken is put back."""

    refused = Signal(str)
    """What the pressed key does already; empty once a key was taken."""

    def __init__(self, keys: KeyTable, name: str, meaning: str) -> None:
        super().__init__()
        self._keys, self._name = keys, name
        self.setMaximumSequenceLength(1)
        self.setAccessibleName(tr("Key: {}").format(meaning))
        self.show_key()
        self.editingFinished.connect(self._on_editing_finished)

    def show_key(self) -> None:
        """Show the key in force."""
        self.setKeySequence(next(iter(self._keys.of(self._name)), QKeySequence()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the dialog, which it closes, and Tab to the way through it."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_editing_finished(self) -> None:
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
