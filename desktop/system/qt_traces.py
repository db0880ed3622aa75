"""Keeping Qt's notes out of Windows' registry: our settings are a file, and Qt's dialog keeps none.

Qt's file dialog notes its last folder and its history under the name QtProject, by a class that on
Windows takes the registry whatever it is told. Nothing of ours reads that: where a dialog begins is
said each time. What other programs have noted there stays.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Final

from PySide6.QtCore import QSettings

REGISTRY: Final = r"HKEY_CURRENT_USER\Software"
GROUP: Final = "QtProject"


@contextmanager
def kept_out() -> Iterator[None]:
    """Leave the registry, once a dialog is gone, as it was before it came."""
    store = _store()
    with nullcontext() if store is None else as_before(store):
        yield


def _store() -> QSettings | None:
    if sys.platform == "win32":
        return QSettings(REGISTRY, QSettings.Format.NativeFormat)
    return None


@contextmanager
def as_before(store: QSettings) -> Iterator[None]:
    """Put Qt's group of a store back as it is now: gone where there is none."""
    before = {key: store.value(key) for key in _keys(store)}
    try:
        yield
    finally:
        store.sync()
        now = {key: store.value(key) for key in _keys(store)}
        if now != before or not before:  # a key without values is a trace as well
            store.remove(GROUP)
            for key, value in before.items():
                store.setValue(key, value)
        store.sync()


def _keys(store: QSettings) -> list[str]:
    """Give the keys of Qt's group alone: a store can hold all that the user's programs have."""
    store.beginGroup(GROUP)
    keys = [f"{GROUP}/{key}" for key in store.allKeys()]
    store.endGroup()
    return keys
