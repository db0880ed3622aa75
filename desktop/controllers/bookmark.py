"""The photo looked at is noted, so that one returns to it when the folder is opened again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.services.review.review_desk import ReviewDesk

REST_MS: Final = 1000
"""A photo is looked at, not passed by, from here on."""


class BookmarkController(QObject):
    """Ties the list to what the review remembers."""

    def __init__(self, photos: PhotoList, desk: ReviewDesk) -> None:
        super().__init__(photos)
        self._desk = desk
        self._path: Path | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.keep)
        photos.chosen.connect(self._on_photo_chosen)

    def keep(self) -> None:
        """Note it now: after a rest, or before the folder is left."""
        self._rest.stop()
        path, self._path = self._path, None
        if path is not None:
            self._desk.remember(path)

    def _on_photo_chosen(self, path: Path | None) -> None:
        self._path = path
        self._rest.start()
