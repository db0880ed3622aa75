"""What a file is by its first bytes: a photo that is read, another picture, or none.

Endings mislead: phones call a JPEG IMG.HEIC, shops drop the ending altogether.
"""

from collections import Counter
from pathlib import Path
from typing import Final

from core.imaging import heif

HEAD_BYTES: Final = 512

_READ: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_TIFF: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

_UNREAD: Final = {
    b"8BPS": "PSD",
    b"\xff\x0a": "JPEG XL",
    b"\0\0\0\x0cJXL \r\n\x87\n": "JPEG XL",
    b"\0\0\0\x0cjP  \r\n\x87\n": "JPEG 2000",
    b"\xff\x4f\xff\x51": "JPEG 2000",
    b"FUJIFILMCCD-RAW": "RAF",
    b"IIRO": "ORF",
    b"IIRS": "ORF",
    b"MMOR": "ORF",
    b"IIU\0": "RW2",
    b"FOVb": "X3F",
    b"%!PS-Adobe": "EPS",
    b"\xc5\xd0\xd3\xc6": "EPS",
    b"gimp xcf": "XCF",
    b"v/1\x01": "OpenEXR",
    b"#?RADIANCE": "HDR",
    b"DDS ": "DDS",
    b"icns": "ICNS",
    b"\0\0\1\0": "ICO",
}
"""How pictures begin that are not read, and what people call them."""

_RAW: Final = (
    ".3fr", ".arw", ".cr2", ".dcr", ".dng", ".erf", ".iiq", ".kdc", ".mef", ".mos", ".nef", ".nrw",
    ".pef", ".rwl", ".sr2", ".srf", ".srw",
)  # fmt: skip
"""Cameras' own formats that begin as TIFFs do, but hold no picture ready to be shown."""

_CANON_RAW: Final = b"ftypcrx"


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
    if suffix in _RAW and is_tiff(head):
        return suffix[1:].upper()
    if head[4:11] == _CANON_RAW:
        return "CR3"
    if b"<svg" in head:
        return "SVG"
    return next((kind for begin, kind in _UNREAD.items() if head.startswith(begin)), None)


def head_of(path: str) -> bytes:
    """Read the first bytes of a regular file; raises OSError."""
    with open(path, "rb") as file:  # noqa: PTH123 - a folder of 100,000 is looked at
        return file.read(HEAD_BYTES)


def said(left_out: Counter[str]) -> str:
    """Say what was left out, as "3 PSD, 1 NEF left out: kinds that are not read"."""
    parts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(left_out.items()))
    return f"{parts} left out: of kinds that are not read" if parts else ""


def nothing_read(photos: int, left_out: Counter[str]) -> int:
    """Count what was left out as failed where there were no photos: it was meant to be read."""
    return 0 if photos else left_out.total()
