"""Keys that a reviewer gave classes and tags: pressed, each takes its tag in one step."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.system.settings import Settings
from desktop.ui.controls import portable
from desktop.ui.language import tr

_MOVING: Final = frozenset(
    ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Tab", "Backtab",
     "Backspace", "Del")
)  # fmt: skip
"""Keys of lists and fields, with whatever is held beside them."""
_OF_LISTS: Final = (QKeySequence("Ctrl+A"),)
_PORTABLE: Final = QKeySequence.SequenceFormat.PortableText
_NATIVE: Final = QKeySequence.SequenceFormat.NativeText


class TagKeys(QObject):
    """Knows the keys for the classes of one network; no key is ever that of two things.

    Parameters
    ----------
    window : QWidget
        Whose actions have keys of their own.
    settings : Settings
        Remembers the keys, for each network by its classes' names.
    """

    asked = Signal(str)
    """The tag whose key was pressed."""
    changed = Signal()
    """Other tags have keys now, or other keys."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._network = ""
        self._actions: dict[str, QAction] = {}

    @property
    def tags(self) -> list[str]:
        """Those that have a key, by their names."""
        return sorted(self._actions, key=str.casefold)

    def use(self, classes: Sequence[str]) -> None:
        """Take the keys that were given for a network with these classes."""
        self._network = hashlib.sha256("\n".join(classes).encode()).hexdigest()[:16]
        for tag in self.tags:
            self._remove(tag)
        for tag, key in self._settings.tag_keys.get(self._network, {}).items():
            sequence = portable(key)
            if sequence.toString(_PORTABLE) and not self.holder(sequence):
                self._add(tag, sequence)
        self.changed.emit()

    def of(self, tag: str) -> list[QKeySequence]:
        """Give the key of a tag, none where it has none."""
        return self._actions[tag].shortcuts() if tag in self._actions else []

    def name(self, tag: str) -> str:
        """Write the key of a tag as people call it; empty where it has none."""
        return "".join(key.toString(_NATIVE) for key in self.of(tag))

    def holder(self, key: QKeySequence) -> str:
        """Say what a key does already; empty for a free one."""
        if key in _OF_LISTS or key.toString(_PORTABLE).rpartition("+")[2] in _MOVING:
            return tr("moves or selects in lists")
        for one in self._window.findChildren(QAction):
            if key in one.shortcuts():
                return one.property("tag") or tr(one.objectName())
        return ""

    def change(self, tag: str, key: QKeySequence) -> None:
        """Give a tag a free key, in place of its own where it has one."""
        self._remove(tag)
        self._add(tag, key)
        self._keep()

    def drop(self, tag: str) -> None:
        """Leave a tag without a key."""
        self._remove(tag)
        self._keep()

    def yield_to(self, keys: Sequence[QKeySequence]) -> None:
        """Give back keys that the window's own actions have from here on."""
        for tag in self.tags:
            if any(key in keys for key in self.of(tag)):
                self.drop(tag)

    def _keep(self) -> None:
        keys = {tag: key.toString(_PORTABLE) for tag, key in self._all()}
        self._settings.tag_keys = {**self._settings.tag_keys, self._network: keys}
        self.changed.emit()

    def _all(self) -> Iterator[tuple[str, QKeySequence]]:
        for tag in self.tags:
            yield tag, self.of(tag)[0]

    def _add(self, tag: str, key: QKeySequence) -> None:
        made = QAction(tag, self._window)
        made.setProperty("tag", tag)
        made.setShortcut(key)
        made.setAutoRepeat(False)
        made.triggered.connect(lambda: self.asked.emit(tag))
        self._window.addAction(made)
        self._actions[tag] = made

    def _remove(self, tag: str) -> None:
        if (made := self._actions.pop(tag, None)) is not None:
            self._window.removeAction(made)
            made.setParent(None)
            made.deleteLater()
