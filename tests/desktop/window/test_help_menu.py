"""The entries of help, as the window finds them."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.window.help_menu import HelpMenu


def test_help_has_its_usual_key_and_every_entry_says_what_it_opens(place: QWidget) -> None:
    menu = HelpMenu(place)
    assert menu.keys_action.shortcut() == QKeySequence("F1")
    entries = place.findChildren(QAction)
    assert set(entries) == set(vars(menu).values())
    assert len({entry.text() for entry in entries}) == len(entries)
