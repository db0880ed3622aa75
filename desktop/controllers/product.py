"""The product that is chosen in the list: its photos in the strip, one of them looked at."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.compare.product_strip import ProductStrip
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.review.review_desk import Decided, ReviewDesk
    from desktop.services.thumbnail_loader import ThumbnailLoader
    from desktop.ui.photo_state import Product, ProductPhoto


class ProductController(QObject):
    """Ties strip, list, desk and current photo; list entry and decision stay the product's."""

    photo_wanted = Signal(object)
    """The Path of a photo to look at."""
    led_otherwise = Signal()
    """Other photos lead the products: the list is another one."""

    def __init__(
        self,
        strip: ProductStrip,
        photos: PhotoList,
        model: PhotoModel,
        current_photo: CurrentPhoto,
        desk: ReviewDesk,
        thumbnails: ThumbnailLoader,
    ) -> None:
        super().__init__(strip)
        self._strip, self._photos, self._model = strip, photos, model
        self._current_photo, self._desk = current_photo, desk
        self._entry: Path | None = None
        strip.use_thumbnails(thumbnails.image)
        thumbnails.arrived.connect(strip.repaint_photo)
        strip.chosen.connect(self.photo_wanted)
        photos.chosen.connect(self._on_entry_chosen)
        desk.opened.connect(self._clear)
        desk.loaded.connect(self.show_current)
        desk.settled.connect(self.read_anew)
        desk.decided.connect(self._on_decided)

    def show_current(self) -> None:
        """Ask for the photos of the product that is chosen now."""
        entry = self._photos.current_path()
        if entry is None or entry not in self._model.products:
            self._clear()
            return
        self._desk.ask(lambda shared: shared.product(entry), partial(self._show, entry))

    def read_anew(self) -> None:
        """Read all products anew: tags have come, or photos have moved."""
        if self._model.products:
            self._desk.ask(lambda shared: shared.products(), self._take)

    def _on_entry_chosen(self, entry: Path | None) -> None:
        if entry != self._entry:
            self._clear()  # not the photos of another product meanwhile
        self.show_current()

    def _on_decided(self, step: Decided) -> None:
        if step.jump:
            self.read_anew()

    def _take(self, products: dict[Path, Product]) -> None:
        if self._model.set_products(products):
            self.led_otherwise.emit()
        self.show_current()

    def _show(self, entry: Path, photos: tuple[ProductPhoto, ...]) -> None:
        if entry != self._photos.current_path():
            return
        self._entry = entry
        looked_at, product = self._current_photo.path, self._model.products.get(entry)
        if product is not None and looked_at not in {photo.path for photo in photos}:
            looked_at = product.carrier
            self.photo_wanted.emit(looked_at)
        self._strip.show_product(photos if len(photos) > 1 else (), looked_at)

    def _clear(self) -> None:
        self._entry = None
        self._strip.show_product((), None)
