"""From a file to pixels, safely: the one decoder of the program.

read once -> look at the header -> refuse bombs -> decode -> 8 bits -> reduce -> on white -> sRGB
-> upright. The file's bytes are read a single time; what is decoded is what is hashed.
"""

import hashlib
import logging
import lzma
import os
import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from PIL import (  # the plugins by name: Pillow's search for them all costs 0.1 s
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from core import windows
from core.entities import Box, Drawn, Photo, Pixels
from core.errors import ImageUnreadable, os_cause
from core.given_files import open_file
from core.imaging import boxes, budget, heif, orientation
from core.imaging.cut_jpeg import completed
from core.imaging.decoding import Decoded, Wanted, decode, need_of
from core.imaging.heif import is_heif, open_heif
from core.imaging.helper import decode_apart
from core.imaging.kinds import HEAD_BYTES, is_tiff, unread_kind
from core.imaging.loaded import Loaded
from core.imaging.opened import ByPillow, Opened
from core.imaging.rare_tiff import RareTiff, UnreadKind, is_misread
from core.imaging.watch import Watch, watched
from core.jobs import CancelToken

ANALYSIS_SIDE: Final = 600
"""px; longer side of the picture that is tagged and explained."""
MAX_PIXELS: Final = 200_000_000
"""More is refused before decoding: a file of a few kB can ask for terabytes."""
MAX_SIDE: Final = 1_000_000
"""px; Pillow keeps a pointer per row, so even one-pixel rows cost memory."""
MAX_FILE_BYTES: Final = 2**30
_SUFFIXES_BY_FORMAT: Final = {
    # A camera's MPO is a JPEG with more pictures behind the first, and is opened as one.
    JpegImagePlugin.JpegImageFile.format: (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    PngImagePlugin.PngImageFile.format: (".png",),
    WebPImagePlugin.WebPImageFile.format: (".webp",),
    TiffImagePlugin.TiffImageFile.format: (".tif", ".tiff"),
    BmpImagePlugin.BmpImageFile.format: (".bmp",),
    GifImagePlugin.GifImageFile.format: (".gif",),
    AvifImagePlugin.AvifImageFile.format: (".avif",),
}
"""The formats that Pillow reads; HEIF stands in a room of its own."""

_FORMATS: Final = tuple(_SUFFIXES_BY_FORMAT)
SUFFIXES: Final = (*(s for found in _SUFFIXES_BY_FORMAT.values() for s in found), *heif.SUFFIXES)
"""Lower case; all that knows of one, from folders to menu entries, asks here.

The content alone decides how a file is read.
"""

JPEG_SUFFIXES: Final = _SUFFIXES_BY_FORMAT[JpegImagePlugin.JpegImageFile.format]

MIME_TYPES: Final = (*(Image.MIME[name] for name in _FORMATS), *heif.MIME_TYPES)
"""What desktops call the formats."""

BROKEN: Final = "broken or cut short"
UNKNOWN: Final = "not an image, or of a kind that is not read"
CUT_AT_THE_END: Final = "lacks its last bytes; all of its pixels are there"
"""Note of a photo that was read all the same."""

MOST_BYTES: Final = 4 * 2**30
"""Memory that one photo may need; more is refused by what its header says."""

APART_PX: Final = 64_000_000
"""From here on formats that are decoded in one call are decoded in a process of their own."""

_DECODER_ERRORS: Final = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError,
    AssertionError, EOFError, RuntimeError, struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What Pillow's parsers have been seen to raise on broken bytes."""

# Pillow would warn at half and raise at twice its own limit; ours stands in `_refuse_bomb`.
Image.MAX_IMAGE_PIXELS = None

# Pillow refuses a whole PNG for 1 MB of compressed text. Photoshop's history in XMP is often more;
# what all texts of a file may come to stays limited.
PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY

# They tell of oddities of a file in the middle of our own lines; what matters we say ourselves.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
logging.getLogger("tifffile").addHandler(logging.NullHandler())


def load_photo(
    path: Path, drawn: Drawn | None = None, *, token: CancelToken | None = None
) -> Photo:
    """Decode a photo for tagging and explaining.

    Parameters
    ----------
    path : Path
    drawn : Drawn, optional
        The box around the item, which is cut out; passed over where the file holds something
        else than what it was drawn on.
    token : CancelToken, optional
        Heard while waiting for room, and while decoding.

    Returns
    -------
    Photo
        Its longer side is `ANALYSIS_SIDE` px where the file, or the box, is larger, else as in the
        file. The pixels are read-only. Equal bytes and boxes give equal pixels.

    Raises
    ------
    ImageUnreadable
        Not a file, no permission, not an image, broken, cut short, too large, or takes too long.
    BoxUnusable
        The box is too small, or does not lie in the photo.
    Cancelled
        Once `token` was cancelled.
    """
    return load_picture(path, drawn, token=token).photo


def load_picture(
    path: Path, drawn: Drawn | None = None, *, token: CancelToken | None = None
) -> Loaded:
    """Decode a photo for tagging alone: as `load_photo`, without handing its pixels to NumPy.

    Parameters
    ----------
    path, drawn, token
        As for `load_photo`.

    Raises
    ------
    ImageUnreadable, BoxUnusable, Cancelled
        As `load_photo`.
    """
    with _bytes_of(path, token) as data:
        digest = hashlib.sha256(data).hexdigest()
        box = drawn.box if drawn is not None and drawn.sha256 in ("", digest) else None
        resampling = Image.Resampling.BOX  # 2 ms, bicubic: 5 ms
        decoded = _decoded(path, data, Wanted(ANALYSIS_SIDE, resampling, box), token)
    return Loaded(path, decoded, digest, box)


def load_full(
    path: Path,
    max_side: int | None = None,
    box: Box | None = None,
    *,
    token: CancelToken | None = None,
) -> Pixels:
    """Decode a photo, or what is inside a box in it, for showing.

    Parameters
    ----------
    path : Path
    max_side : int, optional
        Longer side to reduce to, px; smaller photos stay as they are.
    box : Box, optional
        In the pixels of the upright file.
    token : CancelToken, optional
        Heard while waiting for room, and while decoding.

    Returns
    -------
    (H, W, 3) uint8 RGB
        Read-only.

    Raises
    ------
    ImageUnreadable, Cancelled
    """
    wanted = Wanted(max_side, Image.Resampling.BICUBIC, box)
    with _bytes_of(path, token) as data:
        return _decoded(path, data, wanted, token).pixels


def read_size(path: Path) -> tuple[int, int]:
    """Height and width of the upright photo, px, mostly from the header alone.

    Raises
    ------
    ImageUnreadable
    """
    with (
        _bytes_of(path) as data,
        _opened(path, data) as photo,
        # A PNG may have its EXIF behind its pixels, which are decoded then.
        budget.PIXELS.reserve(photo.need(photo.size)),
    ):
        photo.watch(Watch(path).check)
        return orientation.upright(photo.size, photo.turn)


@contextmanager
def _bytes_of(path: Path, token: CancelToken | None = None) -> Iterator[bytes]:
    """Read a file as soon as there is room for it."""
    with _told(path):
        info = windows.whole(path).stat()
        _refuse_irregular(path, info)
    with budget.FILES.reserve(info.st_size, token):
        yield _read(path)


def _read(path: Path) -> bytes:
    """Read a regular file; a pipe or a device is refused before it can keep us waiting."""
    with _told(path), open_file(path) as file:
        info = os.fstat(file.fileno())
        _refuse_irregular(path, info)
        data = file.read(info.st_size)
    if not data:
        raise ImageUnreadable(path, "empty file")
    return data


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in plain words why a file cannot be read."""
    try:
        yield
    except OSError as error:
        raise ImageUnreadable(path, os_cause(error)) from error
    except ValueError as error:
        raise ImageUnreadable(path, "not a valid file name") from error
    except MemoryError as error:
        raise ImageUnreadable(path, "not enough memory") from error


def _refuse_irregular(path: Path, info: os.stat_result) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise ImageUnreadable(path, "is a folder")
    if not stat.S_ISREG(info.st_mode):
        raise OSError(None, "not a regular file", str(path))
    if info.st_size > MAX_FILE_BYTES:
        raise ImageUnreadable(path, f"file larger than {MAX_FILE_BYTES >> 20} MiB")


@contextmanager
def _opened(path: Path, data: bytes) -> Iterator[Opened]:
    """Open without decoding; whatever a decoder makes of the bytes ends as ImageUnreadable."""
    try:
        photo = _open(path, data)
        _refuse_bomb(path, photo.size)
        yield photo
    except UnidentifiedImageError as error:
        raise ImageUnreadable(path, UNKNOWN) from error
    except MemoryError as error:
        raise ImageUnreadable(path, "not enough memory") from error
    except UnreadKind as error:
        raise ImageUnreadable(path, str(error)) from error
    except _DECODER_ERRORS as error:
        raise ImageUnreadable(path, BROKEN) from error


def _open(path: Path, data: bytes) -> Opened:
    if kind := unread_kind(path.name, data[:HEAD_BYTES]):
        # Before Pillow: of a camera's raw file it would show the tiny picture for file managers.
        raise UnreadKind(f"is a picture of the kind {kind}, which is not read")
    if is_heif(data):
        if not heif.is_read():
            raise UnreadKind("is an HEIC photo, and pi-heif, which reads them, is not installed")
        return ByPillow(open_heif(data))
    try:
        image = Image.open(watched(data), formats=_FORMATS)
        if not is_misread(image):
            return ByPillow(image)
    except UnidentifiedImageError:
        if not is_tiff(data):
            raise
    return RareTiff(data)


def _refuse_bomb(path: Path, size: tuple[int, int]) -> None:
    width, height = size
    if min(size) < 1:
        raise ImageUnreadable(path, "has no pixels")
    if width * height > MAX_PIXELS or max(size) > MAX_SIDE:
        limit = f"{MAX_PIXELS // 10**6} million px or {MAX_SIDE:,} px a side"
        raise ImageUnreadable(path, f"{width} x {height} px, more than {limit}")


def _decoded(path: Path, data: bytes, wanted: Wanted, token: CancelToken | None) -> Decoded:
    """Decode what is inside a box, also of a JPEG that lacks its last bytes but no pixels."""
    try:
        return _in_turn(path, data, wanted, token)
    except ImageUnreadable as error:
        # What was refused for its size must not be decoded to look for its end.
        if error.cause != BROKEN or (whole := _mended(path, data, token)) is None:
            raise
    return replace(_in_turn(path, whole, wanted, token), note=CUT_AT_THE_END)


def _in_turn(path: Path, data: bytes, wanted: Wanted, token: CancelToken | None) -> Decoded:
    """Decode as soon as there is room for it."""
    with _opened(path, data) as photo:
        apart = photo.in_one_call and photo.size[0] * photo.size[1] > APART_PX
        need = need_of(photo, wanted) + (len(data) if apart else 0)
        _refuse_need(path, need)
        with budget.PIXELS.reserve(need, token):
            watch = Watch(path, token)
            if not apart:
                return _checked(path, photo, wanted, watch)
            return decode_apart(path, data, wanted, watch)


def decoded_here(path: Path, data: bytes, wanted: Wanted, watch: Watch) -> Decoded:
    """Decode without waiting for room; for who has it already."""
    with _opened(path, data) as photo:
        return _checked(path, photo, wanted, watch)


def _checked(path: Path, photo: Opened, wanted: Wanted, watch: Watch) -> Decoded:
    photo.watch(watch.check)
    if wanted.box is not None:
        boxes.check(wanted.box, orientation.upright(photo.size, photo.turn), path)
    return decode(photo, wanted, watch.check)


def _mended(path: Path, data: bytes, token: CancelToken | None) -> bytes | None:
    """Give a JPEG its end back, which takes decoding all of it, once for each thing to try."""
    with _opened(path, data) as photo:
        need = need_of(photo, Wanted(None, Image.Resampling.BOX))
    with budget.PIXELS.reserve(need, token):
        return completed(data, Watch(path, token).check)


def _refuse_need(path: Path, need: int) -> None:
    if need > MOST_BYTES:
        told, most = (f"{size / 2**30:.1f} GiB" for size in (need, MOST_BYTES))
        raise ImageUnreadable(path, f"needs {told} of memory to be decoded, more than {most}")
