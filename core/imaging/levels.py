"""From every kind of pixel that a file may hold to 8 bits a channel."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image, TiffImagePlugin

from core.entities import Pixels
from core.imaging.bands import Banded, Rectangle, spans

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

Numbers = NDArray[np.generic]


def in_bytes(image: Image.Image) -> Image.Image:
    """Give every kind of pixel as L, LA, RGB, RGBA or CMYK of 8 bits, all at once.

    Parameters
    ----------
    image : Image
        Loaded; of any mode.
    """
    return banded(image).whole


def banded(image: Image.Image) -> Banded:
    """Give every kind of pixel as L, LA, RGB, RGBA or CMYK of 8 bits, any part of it.

    Parameters
    ----------
    image : Image
        Loaded; of any mode.
    """
    mode, in_8_bits = _way_to_bytes(image)
    everything = (0, 0, *image.size)

    def part(inside: Rectangle) -> Image.Image:
        return in_8_bits(image if inside == everything else image.crop(inside))

    whole = Banded(image.size, mode, part, image if image.mode == mode else None)
    return _within_frame(image, whole)


Strip = Callable[[Image.Image], Image.Image]
"""Gives rows of a picture in 8 bits."""


def _way_to_bytes(image: Image.Image) -> tuple[str, Strip]:
    """Give the mode in 8 bits, and how rows come to it."""
    if image.mode.startswith("I;16"):
        return _of_sixteen_bits(image)
    if image.mode in ("I", "F"):
        return "L", _of_numbers(image)
    if image.mode in _PLAIN and not _one_value_is_clear(image):
        wanted = _PLAIN[image.mode]
    elif image.has_transparency_data:
        wanted = _WITH_ALPHA.get(image.mode, "RGBA")
    else:
        wanted = "RGB"
    return wanted, lambda strip: strip if strip.mode == wanted else strip.convert(wanted)


def _within_frame(image: Image.Image, whole: Banded) -> Banded:
    """Leave clear what a GIF's first picture does not cover, as browsers do.

    It may be smaller than its canvas; Pillow fills the rest with whatever colour comes first.
    """
    covered = image.dispose_extent if isinstance(image, GifImagePlugin.GifImageFile) else None
    if covered is None or covered == (0, 0, *image.size):
        return whole
    mode = "LA" if whole.mode in ("L", "LA") else "RGBA"

    def part(inside: Rectangle) -> Image.Image:
        left, top, right, bottom = inside
        strip = whole.part(inside).convert(mode)
        canvas = Image.new(mode, strip.size)
        seen = (
            max(0, covered[0] - left),
            max(0, covered[1] - top),
            min(right, covered[2]) - left,
            min(bottom, covered[3]) - top,
        )
        if seen[0] < seen[2] and seen[1] < seen[3]:
            canvas.paste(strip.crop(seen), seen)
        return canvas

    return Banded(whole.size, mode, part)


def _one_value_is_clear(image: Image.Image) -> bool:
    """Whether a value of a picture without alpha stands for transparent, as a PNG's tRNS says."""
    return "transparency" in image.info and "A" not in image.mode.upper()


def _of_sixteen_bits(image: Image.Image) -> tuple[str, Strip]:
    """White is the largest number of the file's own bits: cameras and scanners write 12 in 16."""
    table = _seen(image, _levels(bits_of(image)))
    clear = image.info.get("transparency")

    def in_8_bits(strip: Image.Image) -> Image.Image:
        values = np.asarray(strip)
        grey = Image.fromarray(table[values])
        if isinstance(clear, int):
            grey.putalpha(Image.fromarray(np.where(values == clear, 0, 255).astype(np.uint8)))
        return grey

    return ("LA" if isinstance(clear, int) else "L"), in_8_bits


def _of_numbers(image: Image.Image) -> Strip:
    """Give numbers of 32 bits as bytes, by the range of the whole picture."""
    width, height = image.size
    meant, seen = _meaning_of(image), _sight_of(image)
    bands = (
        meant(np.asarray(image.crop((0, first, width, last))))
        for first, last in spans(0, height, width)
    )
    scale = stretching(bands)
    return lambda strip: Image.fromarray(seen(scale(meant(np.asarray(strip)))))


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


Meaning = Callable[[Numbers], Numbers]
"""From the numbers that Pillow gives to those that a file means."""


def _meaning_of(image: Image.Image) -> Meaning:
    """Read numbers as the file means them: Pillow takes unsigned ones of 32 bits for signed."""
    if _is_turned_twice(image):
        bytes_each = 2 if bits_of(image) == 16 else 4
        return lambda values: values.astype(f"{values.dtype.kind}{bytes_each}").byteswap()
    if image.mode == "I" and isinstance(image, TiffImagePlugin.TiffImageFile):
        sign = image.tag_v2.get(TiffImagePlugin.SAMPLEFORMAT, (_UNSIGNED,))[0]
        if sign == _UNSIGNED and bits_of(image) == 32:
            return lambda values: values.view(np.uint32)
        if sign == _SIGNED and bits_of(image) == 16:
            return lambda values: values.astype(np.int16)
    return lambda values: values


def _is_turned_twice(image: Image.Image) -> bool:
    """Whether Pillow turned the bytes of a packed TIFF's numbers, as its unpacker did before."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile) or image.tag_v2.prefix != b"MM":
        return False
    return bool(image.tag_v2.get(TiffImagePlugin.COMPRESSION, _UNPACKED) != _UNPACKED)


def _seen(image: Image.Image, grey: Pixels) -> Pixels:
    return _sight_of(image)(grey)


def _sight_of(image: Image.Image) -> Callable[[Pixels], Pixels]:
    """Turn dark and light where a TIFF says that zero is white: Pillow does so in 8 bits alone."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        meaning = image.tag_v2.get(TiffImagePlugin.PHOTOMETRIC_INTERPRETATION)
        if meaning == _WHITE_IS_ZERO:
            return np.bitwise_not
    return lambda grey: grey


Scale = Callable[[Numbers], Pixels]
"""From numbers of any kind to bytes."""


def sharing(bands: Iterable[Numbers]) -> Scale:
    """Say how shares of a whole, as alpha and inks are, become bytes: 255 is the largest number.

    A picture that is opaque everywhere says nothing by its range, unless it is of floats.

    Parameters
    ----------
    bands : iterable of arrays
        All of the picture, looked at where its range counts.
    """
    first, bands = _peeked(bands)
    if first.dtype.kind == "f":
        return stretching(bands)
    bits = 8 * first.dtype.itemsize - (first.dtype.kind == "i")
    white = 2.0**bits - 1
    return lambda values: _scaled(np.maximum(values.astype(np.float64), 0), white)


def stretching(bands: Iterable[Numbers]) -> Scale:
    """Say how numbers of any kind become bytes.

    Bytes and unsigned numbers of 16 bits are scaled by their largest; others by the usual white
    point that holds all of them, else by their range. NaN counts as the lowest, infinities as the
    ends of the range.

    Parameters
    ----------
    bands : iterable of arrays
        All of the picture, looked at where its range counts.
    """
    first, bands = _peeked(bands)
    kind = first.dtype
    if kind in (np.uint8, np.uint16):
        return lambda values: _scaled(values, 2.0 ** (8 * kind.itemsize) - 1)
    ends = [(float(f.min()), float(f.max())) for part in bands if (f := _finite(part)).size]
    if not ends:
        return lambda values: np.zeros(values.shape, np.uint8)
    lowest, highest = min(low for low, _ in ends), max(high for _, high in ends)
    points = _WHITE_POINTS if kind != np.int16 else (*_WHITE_POINTS[:2], _LARGEST_SIGNED)
    whites = [white for white in points if highest <= white]
    black, white = (0.0, whites[0]) if lowest >= 0 and whites else (lowest, highest)
    return lambda values: _between(values, lowest, highest, black, white)


def shares(values: Numbers) -> Pixels:
    """Give shares of a whole as bytes."""
    return sharing([values])(values)


def stretched(values: Numbers) -> Pixels:
    """Give numbers of any kind as bytes."""
    return stretching([values])(values)


def _peeked(bands: Iterable[Numbers]) -> tuple[Numbers, Iterable[Numbers]]:
    """Give the first band, and all of them."""
    parts = iter(bands)
    first = next(parts)
    return first, chain([first], parts)


def _finite(values: Numbers) -> NDArray[np.float64]:
    found: NDArray[np.float64] = values[np.isfinite(values)].astype(np.float64)
    return found


def _between(values: Numbers, lowest: float, highest: float, black: float, white: float) -> Pixels:
    numbers = np.nan_to_num(values.astype(np.float64), nan=lowest, posinf=highest, neginf=lowest)
    return _scaled(numbers - black, (white - black) or 1.0)


def _scaled(values: Numbers, white: float) -> Pixels:
    return np.rint(values.astype(np.float64) * (255 / white)).astype(np.uint8)
