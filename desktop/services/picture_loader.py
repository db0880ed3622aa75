"""Photos for showing: decoded by workers, the neighbours ahead, kept within a bound of bytes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from core import windows
from core.entities import Drawn, Photo, Pixels
from core.imaging import images
from desktop.services.job_bridge import JobBridge
from desktop.ui.qimage import Picture, to_qimage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.jobs import CancelToken, JobRunner

SHOWN_SIDE: Final = 2560
"""Longer side at which a photo is shown and painted over, px; larger files are reduced to it."""
KEPT_BYTES: Final = 160 * 2**20
NOW: Final = 10
AHEAD: Final = 0
"""Priorities: the photo that somebody waits for, and those that may come next."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo in the two sizes that the window needs.

    Attributes
    ----------
    photo : Photo
        What network and explanation see.
    pixels : (H, W, 3) uint8 RGB
        The whole photo, which overlays are painted over; the longer side is at most `SHOWN_SIDE`
        px.
    picture : Picture
        The same, ready to be drawn.
    stamp : (int, int) or None
        The file's size and time when it was read.
    drawn : Drawn or None
        The box that was to be looked into.
    """

    photo: Photo
    pixels: Pixels
    picture: Picture
    stamp: tuple[int, int] | None = None
    drawn: Drawn | None = None

    @property
    def bytes(self) -> int:
        """Memory taken."""
        return self.photo.pixels.nbytes + self.pixels.nbytes + self.picture.bytes


def load(
    path: Path,
    drawn: Drawn | None = None,
    before: Shown | None = None,
    token: CancelToken | None = None,
) -> Shown:
    """Decode a photo.

    Parameters
    ----------
    path : Path
    drawn : Drawn, optional
        The box around the item.
    before : Shown, optional
        The same photo with another box: its picture is taken over while the file is the same.

    Raises
    ------
    ImageUnreadable, BoxUnusable, Cancelled
    """
    stamp = stamp_of(path)
    photo = images.load_photo(path, drawn, token=token)
    if before is not None and stamp == before.stamp and photo.sha256 == before.photo.sha256:
        return replace(before, photo=photo, drawn=drawn)
    pixels = images.load_full(path, SHOWN_SIDE, token=token)
    return Shown(photo, pixels, Picture(to_qimage(pixels), photo.full_size), stamp, drawn)


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Size and time of a file, by which a replaced one is known; None for one that is gone."""
    try:
        found = windows.whole(path).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


class PictureLoader(QObject):
    """Gives decoded photos by path."""

    arrived = Signal(object, object)
    """Path and Shown."""
    failed = Signal(object, str)
    """Path, and the sentence that says why there is no photo."""

    def __init__(self, bridge: JobBridge, runner: JobRunner) -> None:
        super().__init__(bridge)
        self._bridge, self._runner = bridge, runner
        self._kept: OrderedDict[Path, Shown] = OrderedDict()
        self._bytes = 0
        self._at_work: dict[Path, int] = {}
        self._drawn: Callable[[Path], Drawn | None] = lambda _: None

    def remember(self, drawn: Callable[[Path], Drawn | None] | None) -> None:
        """Ask this for the boxes around items from here on."""
        self._drawn = drawn or (lambda _: None)

    def get(self, path: Path) -> Shown | None:
        """Give a photo at once where it is kept; else None, and `arrived` will follow.

        `arrived` or `failed` follow as well where the file was replaced or deleted meanwhile.
        """
        shown = self._kept.get(path)
        if shown is None:
            if self._at_work.get(path, AHEAD - 1) < NOW:
                self._start(path, NOW)
            return None
        self._kept.move_to_end(path)
        if shown.drawn != self._drawn(path):
            self._start(path, NOW, shown)
            return None
        self._compare(path, shown)
        return shown

    def prepare(self, paths: Iterable[Path]) -> None:
        """Decode these too, when nothing else is to be done."""
        for path in paths:
            if path not in self._kept and path not in self._at_work:
                self._start(path, AHEAD)

    def forget(self) -> None:
        """Keep nothing."""
        self._kept.clear()
        self._bytes = 0

    def _compare(self, path: Path, shown: Shown) -> None:
        self._bridge.start(
            self._runner,
            lambda token, tell: stamp_of(path) == shown.stamp,
            done=partial(self._on_compared, path, shown),
            priority=AHEAD,
        )

    def _on_compared(self, path: Path, shown: Shown, same: bool) -> None:
        if not same and self._kept.get(path) is shown:
            self._read_anew(path)

    def _read_anew(self, path: Path) -> None:
        """Read a file that was replaced; what was kept of it is dropped."""
        self._bytes -= self._kept.pop(path).bytes
        self._start(path, NOW)

    def _start(self, path: Path, priority: int, before: Shown | None = None) -> None:
        self._at_work[path] = priority
        drawn = self._drawn(path)
        self._bridge.start(
            self._runner,
            lambda token, tell: load(path, drawn, before, token),
            done=partial(self._on_loaded, path),
            failed=partial(self._on_failed, path),
            priority=priority,
        )

    def _on_loaded(self, path: Path, shown: Shown) -> None:
        self._at_work.pop(path, None)
        if shown.drawn != self._drawn(path):
            self._start(path, NOW, shown)  # drawn while it was being decoded
            return
        before = self._kept.get(path)
        if before is not None and before.stamp != shown.stamp:
            self._read_anew(path)  # replaced between two readings: which came first tells nothing
            return
        if before is None or before.drawn != shown.drawn:
            self._bytes += shown.bytes - (before.bytes if before else 0)
            self._kept[path] = shown
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].bytes
        self.arrived.emit(path, shown)

    def _on_failed(self, path: Path, words: str) -> None:
        self._at_work.pop(path, None)
        kept = self._kept.get(path)
        if kept is not None and kept.drawn == self._drawn(path):
            self._compare(path, kept)  # another reading went well; told if that holds no longer
        else:
            self.failed.emit(path, words)
