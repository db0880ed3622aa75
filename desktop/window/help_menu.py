"""The menu entries that tell about the program and its network."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.vocabulary import tr_noop
from desktop.ui.controls import action


class HelpMenu:
    """Actions; the menu they stand in is made elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        self.about_model_action = action(parent, tr_noop("About this model…"), "info")
        self.open_pack_action = action(parent, tr_noop("Open another model…"), "folder-open")
        self.import_model_action = action(
            parent,
            tr_noop("Import a model…"),
            "",
            "",
            tr_noop("Take a model that Keras, Teachable Machine or others saved"),
        )
        self.keys_action = action(
            parent,
            tr_noop("Keyboard shortcuts"),
            "keyboard",
            "F1",
            tr_noop("Show all keyboard shortcuts"),
        )
        self.about_action = action(parent, tr_noop("About Tagproof…"))
        self.about_action.setMenuRole(QAction.MenuRole.AboutRole)
