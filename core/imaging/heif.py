"""HEIC and HEIF, as phones write them: opened by libheif through pi-heif.

The primary picture is opened, numbers of ten bits as bytes. libheif turns a picture as its own
property (`irot`) says; the EXIF orientation that phones write beside it is for information only
(ISO/IEC 23008-12, annex A), and pi-heif hands it out as settled.
"""

from importlib.util import find_spec
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

FORMAT: Final = "HEIF"
SUFFIXES: Final = (".heic", ".heif", ".hif")
MIME_TYPES: Final = ("image/heic", "image/heif")

_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2"}
)
_AVIF: Final = frozenset({b"avif", b"avis"})
_LONGEST_BRANDS: Final = 512
"""Bytes; more of them than any writer names."""


def is_read() -> bool:
    """Whether pi-heif is installed, which there is not for Windows on ARM."""
    return find_spec("pi_heif") is not None


def is_heif(data: bytes) -> bool:
    """Look at the brands with which a file begins; an AVIF names some of them as well."""
    brands = _brands(data)
    return not brands & _AVIF and bool(brands & _BRANDS)


def is_avif(data: bytes) -> bool:
    """Look at the brands with which a file begins."""
    return bool(_brands(data) & _AVIF)


def _brands(data: bytes) -> set[bytes]:
    """Give the major brand and those that the file is compatible with."""
    if data[4:8] != b"ftyp":
        return set()
    size = min(int.from_bytes(data[:4], "big"), _LONGEST_BRANDS)
    return {data[8:12], *(data[place : place + 4] for place in range(16, size, 4))}


def open_heif(data: bytes) -> Image.Image:
    """Open without decoding.

    Raises
    ------
    UnidentifiedImageError
        libheif makes nothing of it.
    """
    from pi_heif import HeifImageFile  # a tenth of a second that other photos need not wait for

    try:
        opened: Image.Image = HeifImageFile(BytesIO(data))
        return opened
    except (SyntaxError, EOFError) as error:
        raise UnidentifiedImageError(str(error)) from error


def described(image: Image.Image) -> tuple[int, int] | None:
    """Give primaries and curve by their numbers in ITU-T H.273, where a file says them."""
    told = image.info.get("nclx_profile")
    return (told["color_primaries"], told["transfer_characteristics"]) if told else None
