"""What is open: folders and photos from menu, drop or command line, with their review and scan."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core import paths, places
from core.errors import AppError
from desktop.dialogs import file_dialogs
from desktop.dialogs.file_dialogs import SUFFIX
from desktop.panels.browser.drop import are_tables, network_among
from desktop.services.review.opening import what_is_meant
from desktop.ui import copy_words
from desktop.ui.language import speech, tr

if TYPE_CHECKING:
    from desktop.panels.browser.folder_panel import FolderPanel
    from desktop.services.folder_scan import FolderScan
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shown import Opened
    from desktop.system.settings import Settings
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.open_menu import OpenMenu

NO_PHOTOS: Final = tr(
    "A shop's file is about photos: open the one folder that they are in, then drop the file."
)

SEVERAL: Final = tr(
    "Nothing can be decided here: a review is about one folder, or about single photos, and "
    "several folders are open together."
)
LOOSE: Final = tr(
    "What you decide about single photos is kept in a review of their own; that of their folder "
    "does not know of it."
)


def _named(root: Path) -> Path:
    """Give a folder as it was named; a photo as its disk has it, so that it has one name."""
    absolute = Path(os.path.abspath(root))  # noqa: PTH100 - links stay
    as_named = places.is_folder(absolute) or absolute.suffix == SUFFIX
    return absolute if as_named else places.as_spelled(root)


class OpenController(QObject):
    """Ties what can be opened to review and scan; the scan waits for what the review knows."""

    roots_changed = Signal(list)
    """Paths that are open now, before a review is opened and a photo found."""

    table_given = Signal(object)
    """The Path of a shop's file, which is about the photos that are open."""
    network_given = Signal(object, object)
    """The Paths of a network to import, and of its class names or None."""

    def __init__(
        self,
        menu: OpenMenu,
        folders: FolderPanel,
        notice: NoticeBar,
        settings: Settings,
        desk: ReviewDesk,
        scan: FolderScan,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._menu, self._folders, self._notice = menu, folders, notice
        self._settings, self._desk, self._scan = settings, desk, scan
        self._window = window
        self._given: list[Path] = []
        self._tables: list[Path] = []
        self._roots: list[Path] = []
        menu.open_folder_action.triggered.connect(self._on_folder_asked)
        menu.open_files_action.triggered.connect(self._on_photos_asked)
        menu.open_review_action.triggered.connect(self._on_review_asked)
        menu.samples_action.triggered.connect(lambda: self.open([paths.resources() / "samples"]))
        folders.subfolders_changed.connect(lambda _: self.open(self._given))
        desk.opened.connect(self._on_review_opened)
        desk.loaded.connect(self._on_review_loaded)
        scan.finished.connect(self._offer_tables)

    def open(self, roots: list[Path]) -> bool:
        """Open folders and photos in place of what is open; one folder, or photos, with a review.

        A review file stands for the folder that it is about. A shop's file takes no place: it is
        about the review that is open, or the folder that is given with it. Tells whether anything
        is open now.
        """
        if network := network_among(roots):
            self.network_given.emit(*network)
            return bool(self._given)
        self._tables = [root for root in roots if are_tables([root])]
        if self._tables and len(self._tables) == len(roots):
            self._offer_tables()
        else:
            self._open([root for root in roots if root not in self._tables])
        return bool(self._given)

    def _open(self, roots: list[Path]) -> None:
        once: dict[str, Path] = {}
        for root in roots:
            once.setdefault(places.key(root), _named(root))
        given = list(once.values())
        try:
            self._roots, place = what_is_meant(given)
        except AppError as error:
            self._notice.say(speech().trouble(str(error)))
            return
        self._given = given
        folders = [root for root in self._roots if places.is_folder(root)]
        for folder in folders:
            self._settings.note_folder(folder)
        self._menu.show_recent()
        self._scan.clear()
        self.roots_changed.emit(self._roots)
        if not folders and any(places.is_file(root) for root in self._roots):
            self._desk.open_loose(self._roots, self._settings.reviewer, place)
        elif len(self._roots) == 1 and folders:
            deep = self._folders.subfolders
            self._desk.open(folders[0], self._settings.reviewer, place, deep=deep)
        else:
            self._desk.open_none()
            self._notice.hint(SEVERAL if folders else "")

    def _offer_tables(self) -> None:
        """Hand on the shop's file that was given, once there are photos that it can be about."""
        tables, self._tables = self._tables, []
        if len(tables) > 1:
            self._notice.say(tr("Only one table can be imported at a time."))
        elif tables and self._desk.shared is None:
            self._notice.say(NO_PHOTOS)
        elif tables:
            self.table_given.emit(tables[0])

    def open_again(self) -> None:
        """Open the same once more: another network answers now."""
        if self._given:
            self.open(self._given)

    def open_restored(self, words: str) -> None:
        """Open the same once more, and say what was done with its review meanwhile."""
        self.open_again()
        self._notice.say(words)

    def _on_folder_asked(self) -> None:
        if chosen := file_dialogs.ask_folder(self._window, self._settings):
            self.open(chosen)

    def _on_photos_asked(self) -> None:
        if chosen := file_dialogs.ask_photos(self._window, self._settings):
            self.open(chosen)

    def _on_review_asked(self) -> None:
        if chosen := file_dialogs.ask_review(self._window, self._settings):
            self.open(chosen)

    def _on_review_opened(self, opened: Opened | None) -> None:
        if opened is not None and opened.copy is not None:
            self._notice.say(copy_words.at_length(opened.copy, opened.folder))
        elif opened is not None and opened.loose:
            self._notice.hint(LOOSE)
        if opened is None:
            self._scan.open(self._roots, subfolders=self._folders.subfolders)

    def _on_review_loaded(self) -> None:
        subfolders, register = self._folders.subfolders, self._desk.shared
        self._scan.open(self._roots, subfolders=subfolders, register=register)
