"""What a file is by its first bytes: a photo that is read, another picture, or none.

Endings mislead: phones call a JPEG IMG.HEIC, shops drop the ending altogether.
"""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from core.imaging import heif
from core.language.catalog import Language

HEAD_BYTES: Final = 512

_READ: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_TIFF: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

HIDDEN: Final = "hidden"
"""Counted beside the kinds: pictures with names that begin with a dot, and what macOS keeps so."""

_UNREAD: Final = {
    (0, b"8BPS"): "PSD",
    (0, b"\xff\x0a"): "JPEG XL",
    (0, b"\0\0\0\x0cJXL \r\n\x87\n"): "JPEG XL",
    (0, b"\0\0\0\x0cjP  \r\n\x87\n"): "JPEG 2000",
    (0, b"\xff\x4f\xff\x51"): "JPEG 2000",
    (0, b"FUJIFILMCCD-RAW"): "RAF",
    (0, b"IIRO"): "ORF",
    (0, b"IIRS"): "ORF",
    (0, b"MMOR"): "ORF",
    (0, b"IIU\0"): "RW2",
    (0, b"FOVb"): "X3F",
    (0, b"%!PS-Adobe-"): "EPS",
    (0, b"\xc5\xd0\xd3\xc6"): "EPS",
    (0, b"gimp xcf"): "XCF",
    (0, b"v/1\x01"): "OpenEXR",
    (0, b"#?RADIANCE"): "HDR",
    (0, b"DDS "): "DDS",
    (0, b"icns"): "ICNS",
    (0, b"\0MRM"): "MRW",
    (0, b"II\x1a\0\0\0HEAPCCDR"): "CRW",
    (0, b"II\xbc\1"): "JPEG XR",
    (0, b"\x8aMNG\r\n\x1a\n"): "MNG",
    (0, b"\x8bJNG\r\n\x1a\n"): "JNG",
    (0, b"qoif"): "QOI",
    (0, b"BPG\xfb"): "BPG",
    (0, b"FLIF"): "FLIF",
    (0, b"farbfeld"): "farbfeld",
    (0, b"\x01\xda\0\1"): "SGI",
    (0, b"\x01\xda\1\1"): "SGI",
    (0, b"\x59\xa6\x6a\x95"): "Sun raster",
    (0, b"\x0a\5\1\x08"): "PCX",
    (0, b"\xd7\xcd\xc6\x9a"): "WMF",
    (0, b"AT&TFORM"): "DjVu",
    (0, b"/* XPM */"): "XPM",
    (0, b"SIMPLE  ="): "FITS",
    (0, b"\0\5\x16\7"): "AppleDouble",
    (0, b"SDPX"): "DPX",
    (0, b"XPDS"): "DPX",
    (0, b"Paint Shop Pro Image File"): "PSP",
    (0, b"id=ImageMagick"): "MIFF",
    (0, b"XISF0100"): "XISF",
    (4, b"ftypcrx"): "CR3",
    (40, b" EMF"): "EMF",
    (128, b"DICM"): "DICOM",
}
"""Where a mark stands in pictures that are not read, and what people call them."""

_RAW: Final = (
    ".3fr", ".arw", ".cr2", ".dcr", ".dng", ".erf", ".iiq", ".kdc", ".mef", ".mos", ".nef", ".nrw",
    ".pef", ".rwl", ".sr2", ".srf", ".srw",
)  # fmt: skip
"""Cameras' own formats that begin as TIFFs do, but hold no picture ready to be shown."""

_CANON_RAW: Final = b"CR\2"
"""Behind the head of a TIFF."""

_NETPBM: Final = re.compile(rb"P[1-7Ff]\s+(#|\d|WIDTH)")
_ICON: Final = re.compile(rb"(?s)\x00\x00([\x01\x02])\x00[\x01-\xff]\x00...\x00")
"""A head, of as many pictures as a byte counts, and of the first its size and a byte that is 0."""

_TARGA: Final = re.compile(rb"(?s).[\x00\x01][\x01-\x03\x09-\x0b].{13}[\x08\x0f\x10\x18\x20]")
"""A TGA has no mark: its head, where its ending says that it may be one."""


def is_read(head: bytes) -> bool:
    """Say whether a file that begins so is of a kind that is read."""
    if head.startswith((*_READ, *_TIFF)) or heif.is_heif(head) or heif.is_avif(head):
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    return head[:2] == b"BM" and head[6:10] == bytes(4) and head[14:18] in _BITMAP_HEADERS


_BITMAP_HEADERS: Final = tuple(
    size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124)
)
"""Sizes of the second header of a BMP: two letters alone begin many a text."""


def is_tiff(head: bytes) -> bool:
    """Look at the first bytes, BigTIFF included."""
    return head.startswith(_TIFF)


def unread_kind(name: str, head: bytes) -> str | None:
    """Name the kind of a picture that is not read; None for a photo, and for what is no picture.

    Parameters
    ----------
    name : str
        Of the file: a camera's raw picture is told from a TIFF by its ending alone.
    head : bytes
        The first `HEAD_BYTES` of it.
    """
    suffix = Path(name).suffix.lower()
    if is_tiff(head):
        raw = "CR2" if head.startswith(_CANON_RAW, 8) else None
        return suffix[1:].upper() if suffix in _RAW else raw
    if is_read(head):
        return None
    marked = (kind for (place, mark), kind in _UNREAD.items() if head.startswith(mark, place))
    return next(marked, None) or _by_pattern(suffix, head)


def _by_pattern(suffix: str, head: bytes) -> str | None:
    if b"<svg" in head:
        return "SVG"
    if _NETPBM.match(head):
        return "Netpbm"
    if icon := _ICON.match(head):
        return "ICO" if icon[1] == b"\1" else "CUR"
    return "TGA" if suffix == ".tga" and _TARGA.match(head) else None


def head_of(path: str) -> bytes:
    """Read the first bytes of a regular file; raises OSError."""
    with open(path, "rb") as file:  # noqa: PTH123 - a folder of 100,000 is looked at
        return file.read(HEAD_BYTES)


def said(left_out: Mapping[str, int]) -> str:
    """Say what was left out, as "3 PSD, 1 NEF left out: kinds that are not read"."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in unread(left_out).items())
    hidden = left_out.get(HIDDEN, 0)
    parts = (
        f"{kinds} left out: of kinds that are not read" if kinds else "",
        f"{hidden:,} hidden left out: their names begin with a dot" if hidden else "",
    )
    return "; ".join(filter(None, parts))


def listed(left_out: Mapping[str, int], language: Language) -> str:
    """List what was left out in a language: "3 PSD, 1 NEF, 2 hidden"."""
    parts = [
        language.say("left_out.kind", count=count, kind=kind)
        for kind, count in unread(left_out).items()
    ]
    if hidden := left_out.get(HIDDEN, 0):
        parts.append(language.say("left_out.hidden", count=hidden))
    return ", ".join(parts)


def unread(left_out: Mapping[str, int]) -> dict[str, int]:
    """Give what is not read, by kind; without what is hidden."""
    return {kind: left_out[kind] for kind in sorted(left_out) if kind != HIDDEN}


def nothing_read(photos: int, left_out: Counter[str]) -> int:
    """Count what was left out as failed where there were no photos: it was meant to be read."""
    return 0 if photos else left_out.total()
