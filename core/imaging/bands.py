"""A large picture a few rows at a time: what becomes of it needs no second copy of it.

Reduced so, its pixels are those of Pillow's `resize` of the whole: blocks begin at the same rows,
and what Pillow does first, to every row or to every column by itself, is done here band by band.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image

BAND_PX: Final = 2**16
"""Pixels at a time; floats of four channels take 2 MB of them, several times."""

_REDUCING_GAP: Final = 2.0
"""Whole blocks are averaged first, down to this multiple of the wanted size."""

_PREMULTIPLIED: Final = {"LA": "La", "RGBA": "RGBa"}
"""Colours count by their alpha where pixels are averaged."""

_UNMULTIPLIED: Final = {averaged: mode for mode, averaged in _PREMULTIPLIED.items()}

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
    extent: tuple[float, float] = picture.size
    if max(factors) > 1:
        extent = picture.size[0] / factors[0], picture.size[1] / factors[1]
        picture = _held(_in_blocks(picture, factors, check))
    check()
    if picture.image is not None and picture.mode not in _PREMULTIPLIED and cut == (0, 0, *target):
        reduced = picture.image.resize(target, resampling, box=(0, 0, *extent))
    else:
        reduced = _in_bands(picture, extent, target, cut, resampling, check)
    mode = _UNMULTIPLIED.get(reduced.mode, reduced.mode)
    return reduced if reduced.mode == mode else reduced.convert(mode)


def _held(image: Image.Image) -> Banded:
    return Banded(image.size, image.mode, image.crop, image)


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
    extent: tuple[float, float],
    target: tuple[int, int],
    cut: Rectangle,
    resampling: Image.Resampling,
    check: Callable[[], None],
) -> Image.Image:
    """Resize in one direction band by band, then in the other; the last block may be half empty.

    Of what is between, only what is inside the cut is kept.
    """
    (width, height), (left, top, right, bottom) = picture.size, cut
    # Pillow 13 begins with columns where they lose more than twice as many pixels as rows do.
    if height - target[1] <= max(0, 2 * (width - target[0])):
        small = Image.new(_averaged(picture.mode), (right - left, height))
        for first, last in spans(0, height, width):
            check()
            strip, rows = _averagable(picture.rows(first, last)), last - first
            strip = strip.resize((target[0], rows), resampling, box=(0, 0, extent[0], rows))
            small.paste(strip.crop((left, 0, right, rows)), (0, first))
        box = 0, 0, right - left, extent[1]
        whole = small.resize((right - left, target[1]), resampling, box=box)
        return whole.crop((0, top, right - left, bottom))
    small = Image.new(_averaged(picture.mode), (width, bottom - top))
    for first, last in spans(0, width, height):
        check()
        strip, columns = _averagable(picture.part((first, 0, last, height))), last - first
        strip = strip.resize((columns, target[1]), resampling, box=(0, 0, columns, extent[1]))
        small.paste(strip.crop((0, top, columns, bottom)), (first, 0))
    wide = 0, 0, extent[0], bottom - top
    return small.resize((target[0], bottom - top), resampling, box=wide).crop(
        (left, 0, right, bottom - top)
    )


def _averaged(mode: str) -> str:
    return _PREMULTIPLIED.get(mode, mode)


def _averagable(strip: Image.Image) -> Image.Image:
    mode = _averaged(strip.mode)
    return strip if strip.mode == mode else strip.convert(mode)
