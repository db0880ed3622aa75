"""The menu of what can be opened: folders, photos, what was open before, the samples."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core import places
from core.errors import printable
from core.vocabulary import tr_noop
from desktop.system.settings import Settings
from desktop.ui.controls import action, offer, shortened
from desktop.ui.language import tr
from desktop.ui.reasons import NO_RECENT


class OpenMenu(QMenu):
    """Holds the actions that open something; asks nothing itself.

    Parameters
    ----------
    settings : Settings
        Remembers the folders opened before.
    parent : QWidget
        Whose actions they are.
    """

    open_requested = Signal(list)
    """Folders opened before that are to be opened again."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(tr("Open"), parent)
        self._settings = settings
        self.open_action = action(
            parent, tr_noop("Open"), "folder-open", "", tr_noop("Open folders or photos")
        )
        self.open_folder_action = action(parent, tr_noop("Open folder…"), "folder-open", "Ctrl+O")
        self.open_files_action = action(parent, tr_noop("Open photos…"), "images", "Ctrl+Shift+O")
        self.open_review_action = action(
            parent,
            tr_noop("Open review…"),
            "list-checks",
            "Ctrl+Alt+O",
            tr_noop("Open a review file, or a copy of one"),
        )
        self.open_again_action = action(parent, tr_noop("Open again"))
        self.open_again_action.triggered.connect(self._open_last)
        self.samples_action = action(
            parent, tr_noop("Try the samples"), "", "", tr_noop("Open the sample pictures")
        )
        self._recent_menu = QMenu(tr("Recent folders"), self)
        self._recent_menu.menuAction().setObjectName("Recent folders")
        self.addActions([self.open_folder_action, self.open_files_action, self.open_review_action])
        self.addMenu(self._recent_menu)
        self.addSeparator()
        self.addAction(self.samples_action)
        self.show_recent()

    def show_recent(self) -> None:
        """List the folders opened before."""
        self._recent_menu.clear()
        recent = self._settings.recent_folders
        for folder in recent:
            entry = QAction(printable(folder).replace("&", "&&"), self._recent_menu)
            entry.triggered.connect(
                lambda _=False, folder=folder: self.open_requested.emit([folder])
            )
            self._recent_menu.addAction(entry)
        self._recent_menu.setEnabled(bool(recent))
        offer(self._recent_menu.menuAction(), bool(recent), NO_RECENT)
        self.open_again_action.setVisible(bool(recent) and places.is_folder(recent[0]))
        if recent:
            name = shortened(printable(Path(recent[0].name or str(recent[0]))))
            self.open_again_action.setText(tr("Open {} again").format(name).replace("&", "&&"))
            self.open_again_action.setToolTip(printable(recent[0]))

    def _open_last(self) -> None:
        if recent := self._settings.recent_folders:
            self.open_requested.emit(recent[:1])
