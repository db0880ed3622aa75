"""Small pictures for lists: decoded scaled, kept on disk within a bound."""

import hashlib
import logging
import os
import threading
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from core import drafts, outputs, places, windows
from core.entities import Pixels
from core.errors import AppError, ImageUnreadable, os_cause
from core.imaging import images
from core.jobs import CancelToken

log = logging.getLogger(__name__)

SIDE: Final = 160
"""px."""
MAX_BYTES: Final = 256 * 2**20
"""About 40,000 thumbnails."""
JPEG_QUALITY: Final = 88
_SUFFIX: Final = ".jpg"
_KEPT: Final = 0.8
"""Share of the bound that a clearing leaves, so that not every new thumbnail clears."""


class Thumbnails:
    """Gives thumbnails from any thread; the disk cache is a convenience, never a condition.

    Parameters
    ----------
    folder : Path or None
        Where thumbnails are kept, made where missing; None keeps none.
    side : int
        Longer side, px.
    max_bytes : int
        Bound of the folder; the longest unused go first.
    """

    def __init__(self, folder: Path | None, side: int = SIDE, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._side = side
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._used_bytes: int | None = None  # not counted yet

    def get(self, path: Path, token: CancelToken | None = None) -> Pixels:
        """Give the thumbnail of a photo as it is now.

        Parameters
        ----------
        path : Path
        token : CancelToken, optional
            Heard while the photo is decoded.

        Returns
        -------
        (h, w, 3) uint8 RGB
            Read-only, upright; photos smaller than `side` stay as they are.

        Raises
        ------
        ImageUnreadable, Cancelled
        """
        kept = self._place(path)
        pixels = self._recall(kept) if kept else None
        if pixels is None:
            pixels = images.load_full(path, self._side, token=token)
            if kept:
                self._keep(kept, pixels)
        return pixels

    def _place(self, path: Path) -> Path | None:
        """Where this state of the photo is kept: another size or time is another thumbnail."""
        if self._folder is None:
            return None
        try:
            info = windows.whole(path).stat()
        except OSError as error:
            raise ImageUnreadable(path, os_cause(error)) from error
        except ValueError as error:
            raise ImageUnreadable(path, "not a valid file name") from error
        state = f"\0{info.st_size}\0{info.st_mtime_ns}\0{self._side}"
        key = hashlib.sha256(os.fsencode(path.absolute()) + state.encode()).hexdigest()
        return self._folder / f"{key}{_SUFFIX}"

    def _recall(self, kept: Path) -> Pixels | None:
        """Read a kept thumbnail, and mark it as used."""
        if not places.is_there(kept):
            return None
        try:
            pixels = images.load_full(kept)
            os.utime(kept)
        except (AppError, OSError) as error:
            log.warning("thumbnail made again: %s", error)
            return None
        return pixels

    def _keep(self, kept: Path, pixels: Pixels) -> None:
        stream = BytesIO()
        Image.fromarray(pixels).save(stream, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            outputs.write_bytes(kept, stream.getvalue(), durable=False)
            self._account(stream.tell())
        except (AppError, OSError) as error:
            log.warning("thumbnail not kept: %s", error)

    def _account(self, new_bytes: int) -> None:
        with self._lock:
            if self._used_bytes is None:
                self._used_bytes = sum(size for _, size, _ in self._contents())
            else:
                self._used_bytes += new_bytes
            if self._used_bytes > self._max_bytes:
                self._used_bytes = self._clear()

    def _clear(self) -> int:
        """Delete the longest unused thumbnails; gives the bytes that stay."""
        contents = sorted(self._contents())
        used = sum(size for _, size, _ in contents)
        for _, size, file in contents:
            if used <= self._max_bytes * _KEPT:
                break
            Path(file).unlink(missing_ok=True)
            used -= size
        return used

    def _contents(self) -> list[tuple[float, int, str]]:
        """Time of last use, bytes and path of everything kept."""
        contents = []
        with os.scandir(self._folder) as listing:
            for entry in listing:
                if entry.name.endswith(_SUFFIX) and not entry.name.startswith(drafts.PREFIX):
                    with suppress(FileNotFoundError):  # cleared by another program meanwhile
                        info = entry.stat()
                        contents.append((info.st_mtime, info.st_size, entry.path))
        return contents
