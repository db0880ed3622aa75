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
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from PIL import (  # the plugins by name: Pillow's search for them all costs 0.1 s
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from core.entities import Box, Drawn, Photo, Pixels
from core.errors import ImageUnreadable, os_cause
from core.imaging import boxes, heif
from core.imaging.colour import colours_of, in_srgb, on_white
from core.imaging.cut_jpeg import completed
from core.imaging.heif import is_heif, open_heif
from core.imaging.kinds import HEAD_BYTES, is_tiff, unread_kind
from core.imaging.levels import in_bytes
from core.imaging.rare_tiff import RareTiff, UnreadKind, is_misread

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

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_FIRST_SIDEWAYS: Final = 5
"""EXIF orientations from here on swap width and height."""
_READ_WITHOUT_WAITING: Final = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
BROKEN: Final = "broken or cut short"
UNKNOWN: Final = "not an image, or of a kind that is not read"
CUT_AT_THE_END: Final = "lacks its last bytes; all of its pixels are there"
"""Note of a photo that was read all the same."""

_REDUCING_GAP: Final = 2.0
"""Pillow first averages whole blocks down to this multiple of the wanted size."""
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


def load_photo(path: Path, drawn: Drawn | None = None) -> Photo:
    """Decode a photo for tagging and explaining.

    Parameters
    ----------
    path : Path
    drawn : Drawn, optional
        The box around the item, which is cut out; passed over where the file holds something
        else than what it was drawn on.

    Returns
    -------
    Photo
        Its longer side is `ANALYSIS_SIDE` px where the file, or the box, is larger, else as in the
        file. The pixels are read-only. Equal bytes and boxes give equal pixels.

    Raises
    ------
    ImageUnreadable
        Not a file, no permission, not an image, broken, cut short, or too large.
    BoxUnusable
        The box is too small, or does not lie in the photo.
    """
    data = _read(path)
    digest = hashlib.sha256(data).hexdigest()
    box = drawn.box if drawn is not None and drawn.sha256 in ("", digest) else None
    resampling = Image.Resampling.BOX  # 2 ms, bicubic: 5 ms
    decoded = _decoded(path, data, ANALYSIS_SIDE, resampling, box)
    return Photo(path, decoded.pixels, decoded.full_size, digest, decoded.note, box)


def load_full(path: Path, max_side: int | None = None, box: Box | None = None) -> Pixels:
    """Decode a photo, or what is inside a box in it, for showing.

    Parameters
    ----------
    path : Path
    max_side : int, optional
        Longer side to reduce to, px; smaller photos stay as they are.
    box : Box, optional
        In the pixels of the upright file.

    Returns
    -------
    (H, W, 3) uint8 RGB
        Read-only.

    Raises
    ------
    ImageUnreadable
    """
    return _decoded(path, _read(path), max_side, Image.Resampling.BICUBIC, box).pixels


def read_size(path: Path) -> tuple[int, int]:
    """Height and width of the upright photo, px, mostly from the header alone.

    Raises
    ------
    ImageUnreadable
    """
    with _opened(path, _read(path)) as image:
        return _upright(image.size, _orientation(image))


def _read(path: Path) -> bytes:
    """Read a regular file; a pipe or a device is refused before it can keep us waiting."""
    try:
        _refuse_irregular(path, path.stat())
        with os.fdopen(os.open(path, _READ_WITHOUT_WAITING), "rb") as file:
            info = os.fstat(file.fileno())
            _refuse_irregular(path, info)
            data = file.read(info.st_size)
    except OSError as error:
        raise ImageUnreadable(path, os_cause(error)) from error
    except ValueError as error:
        raise ImageUnreadable(path, "not a valid file name") from error
    except MemoryError as error:
        raise ImageUnreadable(path, "not enough memory") from error
    if not data:
        raise ImageUnreadable(path, "empty file")
    return data


def _refuse_irregular(path: Path, info: os.stat_result) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise ImageUnreadable(path, "is a folder")
    if not stat.S_ISREG(info.st_mode):
        raise ImageUnreadable(path, "not a regular file")
    if info.st_size > MAX_FILE_BYTES:
        raise ImageUnreadable(path, f"file larger than {MAX_FILE_BYTES >> 20} MiB")


@contextmanager
def _opened(path: Path, data: bytes) -> Iterator[Image.Image]:
    """Open without decoding; whatever a decoder makes of the bytes ends as ImageUnreadable."""
    try:
        with _open(path, data) as image:
            _refuse_bomb(path, image.size)
            yield image
    except UnidentifiedImageError as error:
        raise ImageUnreadable(path, UNKNOWN) from error
    except MemoryError as error:
        raise ImageUnreadable(path, "not enough memory") from error
    except UnreadKind as error:
        raise ImageUnreadable(path, str(error)) from error
    except _DECODER_ERRORS as error:
        raise ImageUnreadable(path, BROKEN) from error


def _open(path: Path, data: bytes) -> Image.Image:
    if kind := unread_kind(path.name, data[:HEAD_BYTES]):
        # Before Pillow: of a camera's raw file it would show the tiny picture for file managers.
        raise UnreadKind(f"is a picture of the kind {kind}, which is not read")
    if is_heif(data):
        return open_heif(data)
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
        if not is_misread(image):
            return image
    except UnidentifiedImageError:
        if not is_tiff(data):
            raise
    rare = RareTiff(data)
    _refuse_bomb(path, rare.size)
    return rare.picture()


def _refuse_bomb(path: Path, size: tuple[int, int]) -> None:
    width, height = size
    if min(size) < 1:
        raise ImageUnreadable(path, "has no pixels")
    if width * height > MAX_PIXELS or max(size) > MAX_SIDE:
        limit = f"{MAX_PIXELS // 10**6} million px or {MAX_SIDE:,} px a side"
        raise ImageUnreadable(path, f"{width} x {height} px, more than {limit}")


@dataclass(frozen=True, slots=True)
class _Decoded:
    """Upright RGB pixels, height and width of the photo in the file, and what is odd about it."""

    pixels: Pixels
    full_size: tuple[int, int]
    note: str = ""


def _decoded(
    path: Path, data: bytes, side: int | None, resampling: Image.Resampling, box: Box | None
) -> _Decoded:
    """Decode what is inside a box, also of a JPEG that lacks its last bytes but no pixels."""
    try:
        with _opened(path, data) as image:
            return _decode(path, image, side, resampling, box)
    except ImageUnreadable as error:
        # What was refused for its size must not be decoded to look for its end.
        if error.cause != BROKEN or (whole := completed(data)) is None:
            raise
    with _opened(path, whole) as image:
        return replace(_decode(path, image, side, resampling, box), note=CUT_AT_THE_END)


def _decode(
    path: Path,
    image: Image.Image,
    side: int | None,
    resampling: Image.Resampling,
    box: Box | None,
) -> _Decoded:
    """Give upright RGB pixels, what is inside a box or all of them, reduced to `side`."""
    colours, announced = colours_of(image), image.size
    full_size = _upright(announced, _orientation(image))
    if box is not None:
        boxes.check(box, full_size, path)
        side = _side_for(full_size, box, side)
    image.draft(image.mode, _fit(announced, side))  # JPEG only: decoded at 1/2, 1/4 or 1/8 at once
    image.load()
    turn = _orientation(image)
    target = _fit(_stored(full_size, turn), side)
    picture = in_bytes(image)
    if picture.size != target:
        picture = picture.resize(target, resampling, reducing_gap=_REDUCING_GAP)
    picture = on_white(in_srgb(picture, colours))
    if turn in _TURNS:
        picture = picture.transpose(_TURNS[turn])
    item = np.ascontiguousarray(boxes.cut(np.asarray(picture), box, full_size))
    item.flags.writeable = False
    return _Decoded(item, full_size)


def _fit(size: tuple[int, int], side: int | None) -> tuple[int, int]:
    longer = max(size)
    if side is None or longer <= side:
        return size
    width, height = (max(1, round(length * side / longer)) for length in size)
    return width, height


def _side_for(size: tuple[int, int], box: Box | None, side: int | None) -> int | None:
    """Longer side to which a whole photo is reduced so that a box in it comes to `side`."""
    if box is None or side is None:
        return side
    return max(1, round(max(size) * min(1.0, side / max(box.width, box.height))))


def _upright(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Height and width after turning a picture of this (width, height)."""
    width, height = size
    return (width, height) if turn >= _FIRST_SIDEWAYS else (height, width)


def _stored(full_size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Width and height before turning a picture that has this (height, width) then."""
    height, width = full_size
    return (height, width) if turn >= _FIRST_SIDEWAYS else (width, height)


def _orientation(image: Image.Image) -> int:
    """EXIF orientation, 1 to 8, still to be applied; broken EXIF never costs us the photo."""
    tags = image.tag_v2 if isinstance(image, TiffImagePlugin.TiffImageFile) else ()
    if ExifTags.Base.Orientation in tags:
        return 1  # Pillow turns a TIFF while loading; for this tag it announces the upright size
    try:
        turn: object = image.getexif().get(ExifTags.Base.Orientation)
    except _DECODER_ERRORS:
        return 1
    return turn if isinstance(turn, int) and turn in _TURNS else 1
