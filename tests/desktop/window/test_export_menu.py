"""Each entry of the menu asks for its own way to export."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.window.export_menu import ExportMenu


def test_each_entry_asks_for_its_way_and_has_a_key_in_the_window(place: QWidget) -> None:
    menu, asked = ExportMenu(place), []
    menu.export_requested.connect(asked.append)
    entries = [entry for entry in menu.actions() if not entry.isSeparator()]
    for entry in entries:
        entry.trigger()
    assert asked == ["ask", "png", "pdf"]
    assert entries[-2:] == [menu.write_back_action, menu.keywords_action]  # tell themselves
    assert set(entries) <= set(place.actions())  # else its key is not heard
    keys = [entry.shortcut() for entry in entries]
    assert len(keys) == len({key.toString() for key in keys})
    assert QKeySequence("E") in keys
