"""A photo's file and picture leave the window: for the system's programs, or the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from core.errors import printable
from desktop.services.job_bridge import Latest
from desktop.services.overlay_painter import paint_whole, style_of
from desktop.system.file_manager import FileManager
from desktop.ui.controls import offer
from desktop.ui.language import tr
from desktop.ui.reasons import NO_FOLDER, NO_PHOTO, NOT_EXPLAINED
from desktop.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.jobs import JobRunner
    from desktop.panels.browser.folder_panel import FolderPanel
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.job_bridge import JobBridge
    from desktop.window.file_actions import FileActions
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.status_bar import StatusBar

MOST_OPENED: Final = 10
"""Files opened at once: more are rather chosen by mistake."""


class FilesController(QObject):
    """Ties the actions about files to list, current photo, clipboard and system.

    What is asked is about the selected photos where they are several, else the one looked at, which
    of a product need not be the lead.
    """

    def __init__(
        self,
        actions: FileActions,
        photos: PhotoList,
        folders: FolderPanel,
        notice: NoticeBar,
        status: StatusBar,
        current_photo: CurrentPhoto,
        bridge: JobBridge,
        painters: JobRunner,
    ) -> None:
        super().__init__(photos)
        self._actions, self._photos, self._folders = actions, photos, folders
        self._status, self._current_photo = status, current_photo
        self._notice, self._painting = notice, Latest(bridge, painters)
        self.manager = FileManager(self)
        self.manager.failed.connect(lambda words: notice.say(words, trouble=True))
        actions.show_action.triggered.connect(lambda: self.manager.show(self._paths()))
        actions.open_action.triggered.connect(self._open)
        actions.path_action.triggered.connect(lambda: self._copy_paths(self._paths()))
        actions.picture_action.triggered.connect(self._copy_picture)
        actions.show_folder_action.triggered.connect(lambda: self.manager.show(self._folder()))
        actions.folder_path_action.triggered.connect(lambda: self._copy_paths(self._folder()))
        notice.open_asked.connect(self.manager.open)
        notice.show_asked.connect(self.manager.show)
        status.written.connect(notice.offer_file)
        photos.chosen.connect(self._offer)
        folders.chosen.connect(self._offer)
        current_photo.explained.connect(self._offer)
        current_photo.left.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        for choice in self._actions.about_photos:
            offer(choice, self._photos.current_path() is not None, NO_PHOTO)
        for choice in self._actions.about_folder:
            offer(choice, bool(self._folder()), NO_FOLDER)
        explained = self._current_photo.contrasted is not None
        offer(self._actions.picture_action, explained, NOT_EXPLAINED)

    def _paths(self) -> Sequence[Path]:
        several = self._photos.chosen_paths()
        looked_at = self._current_photo.path
        return several if len(several) > 1 or looked_at is None else [looked_at]

    def _folder(self) -> list[Path]:
        return [self._folders.folder] if self._folders.folder is not None else []

    def _open(self) -> None:
        paths = self._paths()
        if len(paths) > MOST_OPENED:
            words = tr("{} are too many to open at once: select {} or fewer.")
            self._notice.say(words.format(count(len(paths), "photo"), MOST_OPENED))
        else:
            self.manager.open(paths)

    def _copy_paths(self, paths: Sequence[Path]) -> None:
        self._painting.cancel()  # else a picture that was asked for before would take their place
        QApplication.clipboard().setText("\n".join(str(path) for path in paths))
        first = printable(paths[0])
        words = tr("Copied: {}") if len(paths) == 1 else tr("Copied: {} and {} more")
        self._status.show_idle(words.format(first, count(len(paths) - 1, "path")))

    def _copy_picture(self) -> None:
        """Paint the explanation over the photo as large as its file, behind the window."""
        shown, explanation = self._current_photo.shown, self._current_photo.contrasted
        if shown is None or explanation is None:
            return
        photo, style = shown.photo, style_of(self._current_photo.look, explanation.label)
        path = photo.path
        self._status.show_idle(tr("Painting {} …").format(printable(Path(path.name))))
        self._painting.start(
            lambda token, tell: paint_whole(photo, explanation, style, token),
            done=lambda picture: self._take(path, picture),
            failed=self._on_painting_failed,
        )

    def _on_painting_failed(self, words: str) -> None:
        self._status.show_idle("")
        self._notice.say(words, trouble=True)

    def _take(self, path: Path, picture: QImage) -> None:
        QApplication.clipboard().setImage(picture)
        words = tr("Copied with overlay: {}, {:,} × {:,} px")
        name = printable(Path(path.name))
        self._status.show_idle(words.format(name, picture.width(), picture.height()))
