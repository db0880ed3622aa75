"""From every kind of pixel that a file may hold to 8 bits a channel."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image, TiffImagePlugin

from core.entities import Pixels

_WHITE_POINTS: Final = (1.0, 255.0, 65535.0)
"""What floats and 32-bit integers usually mean by white; the file does not say."""

_LARGEST_SIGNED: Final = float(2**15 - 1)
"""White of signed numbers of 16 bits."""

_PLAIN: Final = {
    "1": "L",
    "L": "L",
    "LA": "LA",
    "La": "LA",
    "RGB": "RGB",
    "RGBA": "RGBA",
    "RGBa": "RGBA",
    "PA": "RGBA",
    "CMYK": "CMYK",
}
"""Modes that Pillow opens, and the 8-bit one with the same channels; all else becomes RGB."""

_WITH_ALPHA: Final = {"1": "LA", "L": "LA"}
"""Modes that keep their grey where one of their values is transparent; all else becomes RGBA."""

_WHITE_IS_ZERO: Final = 0
_UNSIGNED, _SIGNED = 1, 2
_UNPACKED: Final = 1
_ROWS_AT_ONCE: Final = 256
"""Rows stretched together: what floats cost beside the picture is theirs alone."""


def in_bytes(image: Image.Image) -> Image.Image:
    """Give every kind of pixel as L, LA, RGB, RGBA or CMYK of 8 bits.

    Parameters
    ----------
    image : Image
        Loaded; of any mode.
    """
    if image.mode.startswith("I;16"):
        return _of_sixteenbits_of(image)
    if image.mode in ("I", "F"):
        return Image.fromarray(_seen(image, stretched(_numbers(image))))
    if image.mode in _PLAIN and not _one_value_is_clear(image):
        wanted = _PLAIN[image.mode]
    elif image.has_transparency_data:
        wanted = _WITH_ALPHA.get(image.mode, "RGBA")
    else:
        wanted = "RGB"
    return _within_frame(image, image if image.mode == wanted else image.convert(wanted))


def _within_frame(image: Image.Image, picture: Image.Image) -> Image.Image:
    """Leave clear what a GIF's first picture does not cover, as browsers do.

    It may be smaller than its canvas; Pillow fills the rest with whatever colour comes first.
    """
    if not isinstance(image, GifImagePlugin.GifImageFile):
        return picture
    covered = image.dispose_extent
    if covered is None or covered == (0, 0, *image.size):
        return picture
    mode = "LA" if picture.mode in ("L", "LA") else "RGBA"
    canvas = Image.new(mode, picture.size)
    canvas.paste(picture.convert(mode).crop(covered), covered)
    return canvas


def _one_value_is_clear(image: Image.Image) -> bool:
    """Whether a value of a picture without alpha stands for transparent, as a PNG's tRNS says."""
    return "transparency" in image.info and "A" not in image.mode.upper()


def _of_sixteenbits_of(image: Image.Image) -> Image.Image:
    """White is the largest number of the file's own bits: cameras and scanners write 12 in 16."""
    values = np.asarray(image)
    grey = Image.fromarray(_seen(image, _levels(bits_of(image))[values]))
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        grey.putalpha(Image.fromarray(np.where(values == clear, 0, 255).astype(np.uint8)))
    return grey


def _levels(bits: int) -> Pixels:
    """Give the byte of each 16-bit number where white is the largest of so many bits."""
    white = 2**bits - 1
    numbers = np.minimum(np.arange(2**16), white)
    return _scaled(numbers, white)


def bits_of(image: Image.Image) -> int:
    """Bits of the first channel, as a TIFF says; 16 of any other picture."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return 16
    bits = image.tag_v2.get(TiffImagePlugin.BITSPERSAMPLE, (16,))
    return int(bits[0] if isinstance(bits, tuple) else bits)


def _numbers(image: Image.Image) -> NDArray[np.generic]:
    """Give the numbers as the file means them: Pillow takes unsigned ones of 32 bits for signed."""
    values = np.asarray(image)
    if _is_turned_twice(image):
        bytes_each = 2 if bits_of(image) == 16 else 4
        return values.astype(f"{values.dtype.kind}{bytes_each}").byteswap()
    if image.mode == "I" and isinstance(image, TiffImagePlugin.TiffImageFile):
        sign = image.tag_v2.get(TiffImagePlugin.SAMPLEFORMAT, (_UNSIGNED,))[0]
        if sign == _UNSIGNED and bits_of(image) == 32:
            return values.view(np.uint32)
        if sign == _SIGNED and bits_of(image) == 16:
            return values.astype(np.int16)
    return values


def _is_turned_twice(image: Image.Image) -> bool:
    """Whether Pillow turned the bytes of a packed TIFF's numbers, as its unpacker did before."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile) or image.tag_v2.prefix != b"MM":
        return False
    return bool(image.tag_v2.get(TiffImagePlugin.COMPRESSION, _UNPACKED) != _UNPACKED)


def _seen(image: Image.Image, grey: Pixels) -> Pixels:
    """Turn dark and light where a TIFF says that zero is white: Pillow does so in 8 bits alone."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return grey
    meaning = image.tag_v2.get(TiffImagePlugin.PHOTOMETRIC_INTERPRETATION)
    return np.bitwise_not(grey) if meaning == _WHITE_IS_ZERO else grey


def shares(values: NDArray[np.generic]) -> Pixels:
    """Give shares of a whole, as alpha and inks are, as bytes: the whole is the largest number.

    A picture that is opaque everywhere says nothing by its range.
    """
    if values.dtype.kind == "f":
        return stretched(values)
    bits = 8 * values.dtype.itemsize - (values.dtype.kind == "i")
    return _scaled(np.maximum(values.astype(np.float64), 0), 2.0**bits - 1)


def stretched(values: NDArray[np.generic]) -> Pixels:
    """Give numbers of any kind as bytes, a few rows at a time.

    Bytes and unsigned numbers of 16 bits are scaled by their largest; others by the usual white
    point that holds all of them, else by their range. NaN counts as the lowest, infinities as the
    ends of the range.
    """
    if values.dtype in (np.uint8, np.uint16):
        return _scaled(values, 2.0 ** (8 * values.dtype.itemsize) - 1)
    parts = [values[row : row + _ROWS_AT_ONCE] for row in range(0, len(values), _ROWS_AT_ONCE)]
    ends = [(float(f.min()), float(f.max())) for part in parts if (f := _finite(part)).size]
    if not ends:
        return np.zeros(values.shape, np.uint8)
    lowest, highest = min(low for low, _ in ends), max(high for _, high in ends)
    points = _WHITE_POINTS if values.dtype != np.int16 else (*_WHITE_POINTS[:2], _LARGEST_SIGNED)
    whites = [white for white in points if highest <= white]
    black, white = (0.0, whites[0]) if lowest >= 0 and whites else (lowest, highest)
    return np.concatenate([_between(part, lowest, highest, black, white) for part in parts])


def _finite(values: NDArray[np.generic]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = values[np.isfinite(values)].astype(np.float64)
    return found


def _between(
    values: NDArray[np.generic], lowest: float, highest: float, black: float, white: float
) -> Pixels:
    numbers = np.nan_to_num(values.astype(np.float64), nan=lowest, posinf=highest, neginf=lowest)
    return _scaled(numbers - black, (white - black) or 1.0)


def _scaled(values: NDArray[np.generic], white: float) -> Pixels:
    return np.rint(values.astype(np.float64) * (255 / white)).astype(np.uint8)
