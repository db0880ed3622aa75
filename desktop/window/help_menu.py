"""The menu entries that tell about the program and its network."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.controls import action
from desktop.ui.language import mark


class HelpMenu:
    """Actions; the menu they stand in is made elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        self.about_model_action = action(parent, mark("About this model…"), "info")
        self.open_pack_action = action(parent, mark("Open another network…"), "folder-open")
        self.keys_action = action(parent, mark("Keys"), "keyboard", "F1", mark("Show all keys"))
        self.about_action = action(parent, mark("About Tagproof…"))
