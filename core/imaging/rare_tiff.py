"""TIFFs of kinds that Pillow does not know: grey with alpha, floats and signed numbers in colour.

They come from scanners, ImageMagick and laboratories, as do those that it knows but misreads.
tifffile reads them, where they are not packed by a codec that it would need another library for
(LZW and JPEG among them).
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, TiffImagePlugin

from core.imaging.levels import bits_of, shares, stretched

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

    def picture(self) -> Image.Image:
        """Decode to L, LA, RGB, RGBA or CMYK of 8 bits, upright, its profile kept in `info`."""
        values = self._channels(self._page.asarray())
        if self._page.photometric == _INKS:
            inks = shares(values[..., : self._colours])
            return self._finished(Image.frombytes("CMYK", self.size, inks.tobytes()))
        premultiplied = self._page.extrasamples[:1] == (_PREMULTIPLIED,)
        scaled = shares if premultiplied else stretched
        colours = scaled(values[..., : self._colours])
        if self._page.photometric == _WHITE_IS_ZERO:
            colours = np.bitwise_not(colours)
        alpha = self._alpha(values)
        if alpha is not None:
            if premultiplied:
                colours = np.minimum(255, 255.0 * colours / np.maximum(alpha, 1)).astype(np.uint8)
            colours = np.concatenate([colours, alpha], axis=-1)
        return self._finished(
            Image.fromarray(colours.squeeze(-1) if colours.shape[-1] == 1 else colours)
        )

    def _channels(self, values: NDArray[Any]) -> NDArray[Any]:
        """Put the channels last, also where each is stored as a plane of its own."""
        if values.ndim == 2:
            return values[..., None]
        return np.moveaxis(values, 0, -1) if self._page.planarconfig == _IN_PLANES else values

    def _alpha(self, values: NDArray[Any]) -> NDArray[np.uint8] | None:
        extra = self._page.extrasamples
        if not extra or extra[0] not in (_PREMULTIPLIED, _ALPHA):
            return None
        return shares(values[..., self._colours : self._colours + 1])

    def _finished(self, picture: Image.Image) -> Image.Image:
        tags = self._page.tags
        turn = tags[_ORIENTATION].value if _ORIENTATION in tags else 1
        picture.getexif()[_ORIENTATION] = int(turn)
        picture = ImageOps.exif_transpose(picture)
        picture.info["icc_profile"] = self._page.iccprofile
        return picture


def _refuse_unread(page: "TiffPage") -> None:
    kind = f"is a TIFF of a kind that is not read: {page.dtype}"
    if page.photometric not in _COLOURS or page.imagedepth != 1:
        raise UnreadKind(f"{kind}, {getattr(page.photometric, 'name', page.photometric)}")
    if page.compression not in _PACKINGS:
        raise UnreadKind(f"{kind}, compressed with {getattr(page.compression, 'name', 'others')}")
    if page.predictor not in _PREDICTORS:
        raise UnreadKind(f"{kind}, compressed as differences of floats")
