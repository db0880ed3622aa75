"""What can be done with a photo's file: shown, opened, its path and its picture copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.vocabulary import tr_noop
from desktop.ui.controls import action


class FileActions:
    """Actions about what is selected, or the photo looked at; `parent` hears their keys."""

    def __init__(self, parent: QWidget) -> None:
        self.show_action = action(
            parent,
            tr_noop("Show in the file manager"),
            "folder-open",
            "Ctrl+R",
            tr_noop("Show the file in the file manager"),
        )
        self.open_action = action(
            parent, tr_noop("Open with the system's program"), "", "Ctrl+Return"
        )
        self.path_action = action(parent, tr_noop("Copy path"), "", "Ctrl+Shift+P")
        self.picture_action = action(
            parent,
            tr_noop("Copy picture with overlay"),
            "",
            "Ctrl+Shift+I",
            tr_noop("Copy the photo with its overlay, as large as the file"),
        )
        self.show_folder_action = action(parent, tr_noop("Show folder in the file manager"))
        self.folder_path_action = action(parent, tr_noop("Copy the folder's path"))
        parent.addActions([*self.about_photos, self.picture_action])

    @property
    def about_photos(self) -> Sequence[QAction]:
        """Those that need nothing but files."""
        return (self.show_action, self.open_action, self.path_action)

    @property
    def about_folder(self) -> Sequence[QAction]:
        """Those about the folder that is chosen on the left."""
        return (self.show_folder_action, self.folder_path_action)
