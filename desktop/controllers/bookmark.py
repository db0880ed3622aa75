"""Where one was is noted, and said where the list is narrowed when the folder is opened again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from desktop.ui.controls import key_name
from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.services.review.narrowing import Narrowing
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.top_bar import TopBar

REST_MS: Final = 1000
"""A photo is looked at, not passed by, from here on."""


class BookmarkController(QObject):
    """Ties the list to what the review remembers."""

    def __init__(
        self,
        photos: PhotoList,
        top: TopBar,
        notice: NoticeBar,
        narrowing: Narrowing,
        desk: ReviewDesk,
    ) -> None:
        super().__init__(photos)
        self._desk, self._narrowing, self._top, self._notice = desk, narrowing, top, notice
        self._said = ""
        self._path: Path | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.keep)
        photos.chosen.connect(self._on_photo_chosen)
        desk.opened.connect(self._on_review_opened)
        narrowing.changed.connect(self._on_narrowed)

    def keep(self) -> None:
        """Note it now: after a rest, or before the folder is left."""
        self._rest.stop()
        path, self._path = self._path, None
        if path is not None:
            self._desk.remember(path)

    def _on_review_opened(self) -> None:
        """Say that photos are left out, and how to see them: no photo may seem lost."""
        if self._narrowing.asks:
            words = tr("The list is filtered as it was left. {} shows all of the view again.")
            self._said = words.format(key_name(self._top.clear_action) or tr("Clear all"))
            self._notice.say(self._said)

    def _on_narrowed(self) -> None:
        """Say no more about it once the reviewer has narrowed the list otherwise."""
        said, self._said = self._said, ""
        if said and self._notice.text() == said:
            self._notice.say("")

    def _on_photo_chosen(self, path: Path | None) -> None:
        self._path = path
        self._rest.start()
