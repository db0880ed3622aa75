"""The photo chosen in the list is looked at: shown at once, its neighbours decoded ahead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core.errors import printable
from desktop.ui.qimage import Picture

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.panels.inspector.inspector_panel import InspectorPanel
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.picture_loader import PictureLoader
    from desktop.services.thumbnail_loader import ThumbnailLoader

NEIGHBOURS: Final = (1, 2, -1)
"""Photos decoded ahead, counted from the current one."""


class ViewController(QObject):
    """Ties the list to the current photo."""

    def __init__(
        self,
        photos: PhotoList,
        compare: ComparePanel,
        inspector: InspectorPanel,
        current_photo: CurrentPhoto,
        pictures: PictureLoader,
        thumbnails: ThumbnailLoader,
    ) -> None:
        super().__init__(photos)
        self._photos, self._compare, self._inspector = photos, compare, inspector
        self._current_photo = current_photo
        self._pictures, self._thumbnails = pictures, thumbnails
        photos.chosen.connect(self._on_photo_chosen)

    def reset(self) -> None:
        """Other folders are open now."""
        self._thumbnails.forget()
        self._current_photo.forget()
        self._inspector.clear()

    def _on_photo_chosen(self, path: Path | None) -> None:
        if path is None:
            self._current_photo.choose(None)
            self._inspector.clear()
            self._compare.clear_stage()
        elif path != self._current_photo.path:
            thumbnail = self._thumbnails.kept(path)
            known = thumbnail is not None and not thumbnail.isNull()
            picture = Picture(thumbnail) if known and thumbnail else None
            self._compare.show_photo(picture, printable(Path(path.name)))
            self._compare.clear_stage()
            self._current_photo.choose(path)
            self._pictures.prepare(self._photos.neighbours(NEIGHBOURS))
