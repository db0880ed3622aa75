"""A large picture a few rows at a time: what becomes of it needs no second copy of it.

Reduced so, its pixels are those of Pillow's `resize` of the whole: blocks begin at the same rows,
and what Pillow does first, to every row or to every column by itself, is done here band by band.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image

BAND_PX: Final = 2**18
"""Pixels at a time; floats of four channels take 8 MB of them."""

_REDUCING_GAP: Final = 2.0
"""Whole blocks are averaged first, down to this multiple of the wanted size."""

_PREMULTIPLIED: Final = {"LA": "La", "RGBA": "RGBa"}
"""Colours count by their alpha where pixels are averaged."""

Rectangle = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Banded:
    """A decoded picture, any part of which can be had in 8 bits a channel.

    Attributes
    ----------
    size : (int, int)
        Width and height.
    mode : str
        L, LA, RGB, RGBA or CMYK.
    part : callable
        Gives what is inside a rectangle.
    image : Image or None
        The picture itself, where it is of this mode already.
    """

    size: tuple[int, int]
    mode: str
    part: Callable[[Rectangle], Image.Image]
    image: Image.Image | None = None

    @property
    def whole(self) -> Image.Image:
        """All of it at once; for small pictures."""
        return self.image or self.part((0, 0, *self.size))

    def rows(self, first: int, last: int) -> Image.Image:
        """Give those from the first to before the last."""
        return self.part((0, first, self.size[0], last))


def spans(top: int, bottom: int, width: int, step: int = 1) -> Iterator[tuple[int, int]]:
    """Part rows, or columns, into bands of whole steps and of about `BAND_PX` pixels."""
    rows = max(1, BAND_PX // width // step) * step
    for first in range(top, bottom, rows):
        yield first, min(first + rows, bottom)


def scaled(
    picture: Banded,
    target: tuple[int, int],
    cut: Rectangle,
    resampling: Image.Resampling,
    check: Callable[[], None],
) -> Image.Image:
    """Reduce a picture to a size, and give what is inside a rectangle of that.

    Parameters
    ----------
    picture : Banded
    target : (int, int)
        Width and height.
    cut : Rectangle
        In pixels of the target.
    resampling : Resampling
    check : callable
        Called between bands; ends the work by what it raises.
    """
    factors = _factors(picture.size, target)
    if max(factors) > 1:
        small = _in_blocks(picture, factors, check)
    elif picture.image is not None and picture.mode not in _PREMULTIPLIED:
        small = picture.image
    else:
        return _in_bands(picture, target, cut, resampling, check)
    check()
    reduced = _boxed(small, _per_pixel(picture.size, target, factors), cut, resampling)
    return reduced if reduced.mode == picture.mode else reduced.convert(picture.mode)


def _per_pixel(
    size: tuple[int, int], target: tuple[int, int], factors: tuple[int, int] = (1, 1)
) -> tuple[float, float]:
    """Give how many columns and rows, of averaged blocks, become one of the target's."""
    across, down = (s / f / t for s, t, f in zip(size, target, factors, strict=True))
    return across, down


def _boxed(
    picture: Image.Image,
    each: tuple[float, float],
    cut: Rectangle,
    resampling: Image.Resampling,
) -> Image.Image:
    left, top, right, bottom = cut
    box = (left * each[0], top * each[1], right * each[0], bottom * each[1])
    return picture.resize((right - left, bottom - top), resampling, box=box)


def _factors(size: tuple[int, int], target: tuple[int, int]) -> tuple[int, int]:
    """Give how many columns and rows make a block."""
    across, down = (int(s / t / _REDUCING_GAP) or 1 for s, t in zip(size, target, strict=True))
    return across, down


def _in_blocks(picture: Banded, factors: tuple[int, int], check: Callable[[], None]) -> Image.Image:
    """Average whole blocks."""
    if picture.image is not None and picture.mode not in _PREMULTIPLIED:
        return picture.image.reduce(factors)
    (width, height), (across, down) = picture.size, factors
    small = Image.new(_averaged(picture.mode), (-(-width // across), -(-height // down)))
    for first, last in spans(0, height, width, down):
        check()
        small.paste(_averagable(picture.rows(first, last)).reduce(factors), (0, first // down))
    return small


def _in_bands(
    picture: Banded,
    target: tuple[int, int],
    cut: Rectangle,
    resampling: Image.Resampling,
    check: Callable[[], None],
) -> Image.Image:
    """Resize in one direction band by band, then in the other.

    Of what is between, only what is inside the cut is kept.
    """
    (width, height), (left, top, right, bottom) = picture.size, cut
    # Pillow 13 begins with columns where they lose more than twice as many pixels as rows do.
    rows_first = height - target[1] <= max(0, 2 * (width - target[0]))
    each = _per_pixel(picture.size, target)
    if rows_first:
        small = Image.new(_averaged(picture.mode), (right - left, height))
        for first, last in spans(0, height, width):
            check()
            strip = _averagable(picture.rows(first, last))
            strip = strip.resize((target[0], last - first), resampling)
            small.paste(strip.crop((left, 0, right, last - first)), (0, first))
        reduced = _boxed(small, (1, each[1]), (0, top, right - left, bottom), resampling)
    else:
        small = Image.new(_averaged(picture.mode), (width, bottom - top))
        for first, last in spans(0, width, height):
            check()
            strip = _averagable(picture.part((first, 0, last, height)))
            strip = strip.resize((last - first, target[1]), resampling)
            small.paste(strip.crop((0, top, last - first, bottom)), (first, 0))
        reduced = _boxed(small, (each[0], 1), (left, 0, right, bottom - top), resampling)
    return reduced if reduced.mode == picture.mode else reduced.convert(picture.mode)


def _averaged(mode: str) -> str:
    return _PREMULTIPLIED.get(mode, mode)


def _averagable(strip: Image.Image) -> Image.Image:
    mode = _averaged(strip.mode)
    return strip if strip.mode == mode else strip.convert(mode)
