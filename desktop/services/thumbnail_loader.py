"""Thumbnails for what is on screen: asked for when painted, made by workers, kept in bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.services.job_bridge import JobBridge
from desktop.ui.qimage import to_qimage

if TYPE_CHECKING:
    from core.imaging.thumbnails import Thumbnails
    from core.jobs import CancelToken, JobRunner

KEPT_BYTES: Final = 24 * 2**20
"""Some 200 thumbnails: two screens full. Those that go are on the disk, ready to be read."""
MOST_WANTED: Final = 200
"""More than a screen full; what was scrolled past is not fetched any more."""
AT_WORK: Final = 4
"""Thumbnails being made at a time; few, so that new wishes come first."""


class Wishes:
    """Photos whose thumbnails are wanted: the latest wish first, the oldest are dropped."""

    def __init__(self, most: int = MOST_WANTED) -> None:
        self._most = most
        self._wanted: OrderedDict[Path, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._wanted)

    def add(self, path: Path) -> None:
        """Want this one, before all others."""
        self._wanted[path] = None
        self._wanted.move_to_end(path)
        if len(self._wanted) > self._most:
            self._wanted.popitem(last=False)

    def take(self) -> Path | None:
        """Give the latest wish, None where there is none."""
        return self._wanted.popitem()[0] if self._wanted else None

    def clear(self) -> None:
        """Want nothing."""
        self._wanted.clear()


class ImageCache:
    """Images by photo within a bound of bytes; the longest unused go first."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._images: OrderedDict[Path, QImage] = OrderedDict()

    def get(self, path: Path) -> QImage | None:
        """Give the image of a photo, None where it is not kept."""
        image = self._images.get(path)
        if image is not None:
            self._images.move_to_end(path)
        return image

    def put(self, path: Path, image: QImage) -> None:
        """Keep an image."""
        before = self._images.pop(path, None)
        self._bytes -= before.sizeInBytes() if before else 0
        self._images[path] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._most_bytes and len(self._images) > 1:
            self._bytes -= self._images.popitem(last=False)[1].sizeInBytes()

    def clear(self) -> None:
        """Keep nothing."""
        self._images.clear()
        self._bytes = 0


class ThumbnailLoader(QObject):
    """A `photo_model.ThumbnailSource` over core.imaging.thumbnails."""

    arrived = Signal(object)
    """The Path whose thumbnail, or the word that there is none, has come."""

    def __init__(self, bridge: JobBridge, runner: JobRunner, thumbnails: Thumbnails) -> None:
        super().__init__(bridge)
        self._bridge, self._runner, self._thumbnails = bridge, runner, thumbnails
        self._cache = ImageCache()
        self._wishes = Wishes()
        self._at_work: set[Path] = set()

    def image(self, path: Path) -> QImage | None:
        """Give the thumbnail, or None and fetch it; a null image where there is none."""
        image = self._cache.get(path)
        if image is None and path not in self._at_work:
            self._wishes.add(path)
            self._work_on()
        return image

    def kept(self, path: Path) -> QImage | None:
        """Give the thumbnail if it is there, and fetch nothing."""
        return self._cache.get(path)

    def forget(self) -> None:
        """Drop wishes and images: other folders are open now."""
        self._wishes.clear()
        self._cache.clear()

    def _work_on(self) -> None:
        while len(self._at_work) < AT_WORK and (path := self._wishes.take()) is not None:
            self._at_work.add(path)
            self._bridge.start(
                self._runner,
                partial(self._make, path),
                done=partial(self._on_made, path),
                failed=partial(self._on_failed, path),
                cancelled=partial(self._on_made, path, None),
            )

    def _make(self, path: Path, token: CancelToken, tell: Callable[[Any], None]) -> QImage:
        return to_qimage(self._thumbnails.get(path, token))

    def _on_failed(self, path: Path, words: str) -> None:
        self._on_made(path, QImage())

    def _on_made(self, path: Path, image: QImage | None) -> None:
        self._at_work.discard(path)
        if image is not None:
            self._cache.put(path, image)
            self.arrived.emit(path)
        self._work_on()
