"""TIFFs of kinds that Pillow does not know: grey with alpha, floats and signed numbers in colour.

They come from scanners, ImageMagick and laboratories, as do those that it knows but misreads.
tifffile reads them, where they are not packed by a codec that it would need another library for
(LZW and JPEG among them).
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin

from core.entities import Pixels
from core.imaging import orientation
from core.imaging.bands import Banded, Rectangle, spans
from core.imaging.colour import Colours
from core.imaging.levels import Numbers, Scale, bits_of, sharing, stretching

if TYPE_CHECKING:
    from tifffile import TiffPage

_ORIENTATION: Final = 274
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _INKS = 0, 1, 2, 5
_PREMULTIPLIED, _ALPHA = 1, 2
_COLOURS: Final = {_WHITE_IS_ZERO: 1, _BLACK_IS_ZERO: 1, _RGB: 3, _INKS: 4}
"""Channels of colour by photometric interpretation; others are not read."""

_IN_PLANES: Final = 2
_UNPACKED: Final = 1
_PACKINGS: Final = (_UNPACKED, 8, 32773, 32946, 34925)
"""None, Deflate by both of its numbers, PackBits, LZMA: what Python itself unpacks."""

_PREDICTORS: Final = (1, 2)
"""None, and differences of whole numbers; that of floats is not undone."""


def is_misread(image: Image.Image) -> bool:
    """Say whether Pillow knows a TIFF, but would make other pixels of it than it holds.

    Of channels that are stored one behind the other it takes numbers of 16 bits for bytes where
    they are not packed, and loses the alpha of grey.
    """
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return False
    tags = image.tag_v2
    if tags.get(TiffImagePlugin.PLANAR_CONFIGURATION) != _IN_PLANES:
        return False
    unpacked = tags.get(TiffImagePlugin.COMPRESSION, _UNPACKED) == _UNPACKED
    return tags.get(TiffImagePlugin.SAMPLESPERPIXEL) == 2 or (unpacked and bits_of(image) > 8)


class UnreadKind(ValueError):
    """A TIFF that is whole, but of a kind that is not read; says which in plain words."""


class RareTiff:
    """The first picture of a TIFF.

    Parameters
    ----------
    data : bytes

    Raises
    ------
    UnreadKind
    ValueError, KeyError, IndexError, RuntimeError, OSError
        tifffile cannot read it.
    """

    in_one_call = True

    def __init__(self, data: bytes) -> None:
        from tifffile import TiffFile  # only the rare file needs it

        self._file = TiffFile(BytesIO(data))
        self._page: TiffPage = self._file.pages.first
        page = self._page
        _refuse_unread(page)
        self._colours = _COLOURS[page.photometric]
        if page.samplesperpixel < self._colours:
            raise ValueError("colours are missing")
        self.size: tuple[int, int] = (page.imagewidth, page.imagelength)

    @property
    def turn(self) -> int:
        """EXIF orientation, as the file has it."""
        tags = self._page.tags
        return orientation.checked(tags[_ORIENTATION].value if _ORIENTATION in tags else None)

    @property
    def colours(self) -> Colours:
        """The ICC profile, if there is one."""
        profile: bytes | None = self._page.iccprofile
        return profile

    def shrink(self, size: tuple[int, int]) -> None:
        """Not offered."""

    def need(self, shrunk: tuple[int, int]) -> int:
        """Bytes of all numbers, and of those that were just unpacked."""
        each = np.dtype(self._page.dtype).itemsize * self._page.samplesperpixel
        return 2 * each * self.size[0] * self.size[1]

    def watch(self, check: Callable[[], None]) -> None:
        """Not offered: it is decoded in one call."""

    def load(self) -> Banded:
        """Decode; gives parts of L, LA, RGB, RGBA or CMYK of 8 bits."""
        values = self._channels(self._page.asarray())
        alpha = self._has_alpha
        premultiplied = alpha and self._page.extrasamples[0] == _PREMULTIPLIED
        shared = premultiplied or self._page.photometric == _INKS
        colours = self._scale(sharing if shared else stretching, values[..., : self._colours])
        clear = self._scale(sharing, values[..., self._alpha]) if alpha else None

        def part(inside: Rectangle) -> Image.Image:
            left, top, right, bottom = inside
            band = values[top:bottom, left:right]
            seen = colours(band[..., : self._colours])
            if self._page.photometric == _WHITE_IS_ZERO:
                seen = np.bitwise_not(seen)
            if clear is not None:
                opaque = clear(band[..., self._alpha])
                seen = np.concatenate([_divided(seen, opaque, premultiplied), opaque], axis=-1)
            return Image.frombytes(self._mode, (right - left, bottom - top), seen.tobytes())

        return Banded(self.size, self._mode, part)

    def _scale(self, how: Callable[[Iterable[Numbers]], Scale], values: Numbers) -> Scale:
        width, height = self.size
        return how(values[first:last] for first, last in spans(0, height, width))

    @property
    def _mode(self) -> str:
        if self._page.photometric == _INKS:
            return "CMYK"
        return ("L" if self._colours == 1 else "RGB") + ("A" if self._has_alpha else "")

    @property
    def _has_alpha(self) -> bool:
        extra = self._page.extrasamples
        kept = bool(extra) and extra[0] in (_PREMULTIPLIED, _ALPHA)
        return kept and self._page.photometric != _INKS

    @property
    def _alpha(self) -> slice:
        return slice(self._colours, self._colours + 1)

    def _channels(self, values: NDArray[Any]) -> NDArray[Any]:
        """Put the channels last, also where each is stored as a plane of its own."""
        if values.ndim == 2:
            return values[..., None]
        return np.moveaxis(values, 0, -1) if self._page.planarconfig == _IN_PLANES else values


def _divided(colours: Pixels, alpha: Pixels, premultiplied: bool) -> Pixels:
    """Give colours as they are, where they were multiplied by their alpha."""
    if not premultiplied:
        return colours
    return np.minimum(255, 255.0 * colours / np.maximum(alpha, 1)).astype(np.uint8)


def _refuse_unread(page: "TiffPage") -> None:
    kind = f"is a TIFF of a kind that is not read: {page.dtype}"
    if page.photometric not in _COLOURS or page.imagedepth != 1:
        raise UnreadKind(f"{kind}, {getattr(page.photometric, 'name', page.photometric)}")
    if page.compression not in _PACKINGS:
        raise UnreadKind(f"{kind}, compressed with {getattr(page.compression, 'name', 'others')}")
    if page.predictor not in _PREDICTORS:
        raise UnreadKind(f"{kind}, compressed as differences of floats")
