"""The photo chosen in the list is looked at: shown at once, its neighbours decoded ahead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core.errors import printable
from desktop.ui.qimage import Picture

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
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
        model: PhotoModel,
        compare: ComparePanel,
        inspector: InspectorPanel,
        current_photo: CurrentPhoto,
        pictures: PictureLoader,
        thumbnails: ThumbnailLoader,
    ) -> None:
        super().__init__(photos)
        self._photos, self._model = photos, model
        self._compare, self._inspector = compare, inspector
        self._current_photo = current_photo
        self._pictures, self._thumbnails = pictures, thumbnails
        self._entry: Path | None = None
        photos.chosen.connect(self._on_photo_chosen)

    def reset(self) -> None:
        """Other folders are open now."""
        self._thumbnails.forget()
        self._current_photo.forget()
        self._inspector.clear()

    def look_at(self, path: Path) -> None:
        """Show a photo large and have it explained; of a product any, not only its lead."""
        if path == self._current_photo.path:
            return
        thumbnail = self._thumbnails.kept(path)
        known = thumbnail is not None and not thumbnail.isNull()
        picture = Picture(thumbnail) if known and thumbnail else None
        self._compare.show_photo(picture, printable(Path(path.name)))
        self._compare.clear_stage()
        self._current_photo.choose(path)

    def _on_photo_chosen(self, entry: Path | None) -> None:
        """Look at a photo, or at that of a product which carries its tag most."""
        stays = entry == self._entry and self._current_photo.path is not None
        self._entry = entry
        if entry is None:
            self._current_photo.choose(None)
            self._inspector.clear()
            self._compare.clear_stage()
        elif not stays:
            self.look_at(self._first_of(entry))
            self._pictures.prepare(
                [self._first_of(one) for one in self._photos.neighbours(NEIGHBOURS)]
            )

    def _first_of(self, entry: Path) -> Path:
        product = self._model.products.get(entry)
        return product.carrier if product else entry
