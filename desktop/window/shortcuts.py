"""The keys of the window's actions: the usual ones, and those that the reviewer chose instead."""

from __future__ import annotations

from itertools import chain

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.system.settings import Settings
from desktop.ui.controls import give_keys, portable
from desktop.window.named_actions import named_actions
from desktop.window.tag_keys import TagKeys


class Shortcuts:
    """Knows every action that has a key, by the name it was made with.

    Parameters
    ----------
    window : QWidget
        All its actions, and those of its panels.
    settings : Settings
        Remembers what was changed.
    tag_keys : TagKeys
        Those of classes and tags, which no action can have as well.
    """

    def __init__(self, window: QWidget, settings: Settings, tag_keys: TagKeys) -> None:
        self._settings, self._tag_keys = settings, tag_keys
        self._actions = {
            name: action for name, action in named_actions(window).items() if action.shortcuts()
        }
        self._usual = {name: action.shortcuts() for name, action in self._actions.items()}
        for name, key in settings.keys.items():
            if name in self._actions:
                give_keys(self._actions[name], [portable(key)])

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def of(self, name: str) -> list[QKeySequence]:
        """Give the keys of an action."""
        return self._actions[name].shortcuts()

    def holder(self, key: QKeySequence) -> str:
        """Give the name of the action, or the tag, that has a key; empty for a free one."""
        taken = (name for name, action in self._actions.items() if key in action.shortcuts())
        tagged = (tag for tag in self._tag_keys.tags if key in self._tag_keys.of(tag))
        return next(chain(taken, tagged), "")

    def change(self, name: str, key: QKeySequence) -> None:
        """Give an action a free key in place of its own."""
        give_keys(self._actions[name], [key])
        chosen = {**self._settings.keys, name: key.toString(_PORTABLE)}
        self._settings.keys = {n: k for n, k in chosen.items() if not self._is_usual(n)}

    def reset(self) -> None:
        """Give every action its usual keys."""
        for name, keys in self._usual.items():
            give_keys(self._actions[name], keys)
            self._tag_keys.yield_to(keys)
        self._settings.keys = {}

    def _is_usual(self, name: str) -> bool:
        return name in self._actions and self._actions[name].shortcuts() == self._usual[name]


_PORTABLE = QKeySequence.SequenceFormat.PortableText
