"""The key of one class or tag: pressed, it is taken, or refused in words."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.dialogs.key_field import KeyField, KeyTable
from desktop.ui.controls import label
from desktop.ui.fitting import fit
from desktop.ui.language import tr


class TagKeyTable(KeyTable, Protocol):
    """The keys of tags that are in force."""

    def name(self, tag: str) -> str:
        """Write the key of a tag as people call it; empty where it has none."""
        ...

    def drop(self, tag: str) -> None:
        """Leave a tag without a key."""
        ...


class TagKeyDialog(QDialog):
    """Asks for a key; done as soon as a free one is pressed."""

    def __init__(self, tag: str, keys: TagKeyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("A key for {}").format(tag))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tag, self._keys = tag, keys
        self._field = KeyField(keys, tag, tag)
        self._field.setFixedHeight(self._field.sizeHint().height())  # not less for words below
        self._said = label("", "error", wrap=True)
        self._none = QPushButton(tr("No key"))
        close = QPushButton(tr("Close"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        words = tr("Press the key that is to assign {}: Ctrl+1, or a free letter.")
        column.addWidget(label(words.format(tag), wrap=True))
        column.addWidget(self._field)
        column.addWidget(self._said)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self._none, close):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column.addLayout(foot)
        self._none.setEnabled(bool(keys.of(tag)))
        self._none.clicked.connect(self._drop)
        close.clicked.connect(self.reject)
        self._field.refused.connect(self._on_refused)
        self._field.setFocus()
        fit(self)

    def _on_refused(self, holder: str) -> None:
        if holder:
            taken = tr("That key is already used for: {}. Press another one.")
            self._said.setText(taken.format(holder))
            fit(self)
        elif self._keys.of(self._tag):
            self.accept()

    def _drop(self) -> None:
        self._keys.drop(self._tag)
        self.accept()
