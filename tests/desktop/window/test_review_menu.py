"""The entries that concern the review as a whole."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.window.review_menu import ReviewMenu


def test_the_menu_holds_every_entry_once(place: QWidget) -> None:
    menu = ReviewMenu(place)
    assert sorted(map(id, menu.actions)) == sorted(map(id, place.findChildren(QAction)))
    assert all(entry.text() for entry in menu.actions)
