"""TIFFs of kinds that Pillow does not know: grey with alpha, floats and signed numbers in colour.

They come from scanners, ImageMagick and laboratories. tifffile reads them, where they are not
packed by a codec that it would need another library for (LZW and JPEG among them).
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from core.imaging.levels import stretched

if TYPE_CHECKING:
    from tifffile import TiffPage

_BEGINS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_ORIENTATION: Final = 274
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB = 0, 1, 2
_PREMULTIPLIED, _ALPHA = 1, 2
_COLOURS: Final = {_WHITE_IS_ZERO: 1, _BLACK_IS_ZERO: 1, _RGB: 3}
"""Channels of colour by photometric interpretation; others are not read."""


def is_tiff(data: bytes) -> bool:
    """Look at the first bytes, BigTIFF included."""
    return data.startswith(_BEGINS)


class RareTiff:
    """The first picture of a TIFF.

    Parameters
    ----------
    data : bytes

    Raises
    ------
    ValueError, KeyError, IndexError, RuntimeError, OSError
        tifffile cannot read it, or it is of a kind that is not read.
    """

    def __init__(self, data: bytes) -> None:
        from tifffile import TiffFile  # only the rare file needs it

        self._file = TiffFile(BytesIO(data))
        self._page: TiffPage = self._file.pages.first
        page = self._page
        if page.photometric not in _COLOURS or page.imagedepth != 1:
            raise ValueError("of a kind that is not read")
        self._colours = _COLOURS[page.photometric]
        if page.samplesperpixel < self._colours:
            raise ValueError("colours are missing")
        self.size: tuple[int, int] = (page.imagewidth, page.imagelength)

    def picture(self) -> Image.Image:
        """Decode to L, LA, RGB or RGBA of 8 bits, upright, its profile kept in `info`."""
        values = self._channels(self._page.asarray())
        colours = stretched(values[..., : self._colours])
        if self._page.photometric == _WHITE_IS_ZERO:
            colours = np.bitwise_not(colours)
        alpha = self._alpha(values)
        if alpha is not None:
            if self._page.extrasamples[0] == _PREMULTIPLIED:
                colours = np.minimum(255, 255.0 * colours / np.maximum(alpha, 1)).astype(np.uint8)
            colours = np.concatenate([colours, alpha], axis=-1)
        return self._finished(
            Image.fromarray(colours.squeeze(-1) if colours.shape[-1] == 1 else colours)
        )

    def _channels(self, values: NDArray[Any]) -> NDArray[Any]:
        """Put the channels last, also where each is stored as a plane of its own."""
        if values.ndim == 2:
            return values[..., None]
        return np.moveaxis(values, 0, -1) if self._page.planarconfig == 2 else values

    def _alpha(self, values: NDArray[Any]) -> NDArray[np.uint8] | None:
        extra = self._page.extrasamples
        if not extra or extra[0] not in (_PREMULTIPLIED, _ALPHA):
            return None
        return stretched(values[..., self._colours : self._colours + 1])

    def _finished(self, picture: Image.Image) -> Image.Image:
        tags = self._page.tags
        turn = tags[_ORIENTATION].value if _ORIENTATION in tags else 1
        picture.getexif()[_ORIENTATION] = int(turn)
        picture = ImageOps.exif_transpose(picture)
        picture.info["icc_profile"] = self._page.iccprofile
        return picture
