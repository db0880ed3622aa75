"""Every action of the window by the name it was made with: for its keys and its places in menus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

QT_OWN: Final = "_q_"
"""Before the names of actions that Qt's own controls make."""


def named_actions(window: QWidget) -> Mapping[str, QAction]:
    """Gather the actions of a window and of all that lies in it.

    Raises
    ------
    ValueError
        Two actions have one name, so that a menu or a chosen key could mean either.
    """
    found: dict[str, QAction] = {}
    for action in window.findChildren(QAction):
        name = action.objectName()
        if name.startswith(QT_OWN):
            continue
        if name in found:
            raise ValueError(f"two actions are called {name!r}")
        if name:
            found[name] = action
    return found
