"""From an opened photo to upright 8-bit RGB in sRGB, on white: reduced first, then converted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from PIL import Image

from core.entities import Box, Pixels
from core.imaging import boxes, orientation
from core.imaging.bands import BAND_PX, Banded, Rectangle, scaled, spans
from core.imaging.colour import Colours, in_srgb, is_grey, looks_for_grey, on_white
from core.imaging.opened import Opened
from core.imaging.outline import Picture


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of a photo.

    Attributes
    ----------
    side : int or None
        Longer side to reduce to, px; None for all that the file has.
    resampling : Resampling
    box : Box or None
        In pixels of the upright file: only what is inside.
    """

    side: int | None
    resampling: Image.Resampling
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Decoded:
    """An upright RGB picture, height and width of the photo in the file, and what is odd about it.

    Attributes
    ----------
    made : Picture
        As Pillow's where it came upright and in one piece: few ask for all of its numbers.
    full_size : (int, int)
    note : str
    """

    made: Picture
    full_size: tuple[int, int]
    note: str = ""

    @property
    def pixels(self) -> Pixels:
        """As numbers, read-only."""
        pixels = np.asarray(self.made)
        pixels.flags.writeable = False
        return pixels


def need_of(photo: Opened, wanted: Wanted) -> int:
    """Say how many bytes decoding will take at most, by what the header says."""
    pixels = photo.size[0] * photo.size[1]
    small = _fit(photo.size, wanted.side) if wanted.box is None else photo.size
    beside = min(pixels, _BLOCKS * small[0] * small[1])
    return photo.need(small) + 4 * beside + _BAND_BYTES * min(pixels, BAND_PX)


_BLOCKS: Final = 16
"""Averaged blocks for each pixel wanted, at most."""

_BAND_BYTES: Final = 160
"""For each pixel of a band."""

_WHOLE_BYTES: Final = 6
"""For each pixel of a picture that is handed over as it is."""


def decode(photo: Opened, wanted: Wanted, check: Callable[[], None]) -> Decoded:
    """Decode; gives what is inside the box or all of it, reduced to the side that is wanted.

    Parameters
    ----------
    photo : Opened
        Its box lies in it.
    wanted : Wanted
    check : callable
        Called between steps; ends the work by what it raises.
    """
    colours, announced = photo.colours, photo.size
    full_size = orientation.upright(announced, photo.turn)
    side = _side_for(full_size, wanted.box, wanted.side)
    photo.shrink(_fit(announced, side))
    picture = photo.load()
    check()
    turn = photo.turn
    target = _fit(orientation.stored(full_size, turn), side)
    size = orientation.upright(target, turn)
    if wanted.box is None:
        area = slice(0, size[0]), slice(0, size[1])
    else:
        area = boxes.area(wanted.box, full_size, size)
    cut = orientation.stored_area(area, target, turn)
    if colours is None and _is_ready(picture, target, cut):
        strips = iter((picture.whole,))
    else:
        strips = _strips(picture, target, cut, wanted.resampling, check)
    return Decoded(_upright(strips, cut, turn, _translation(picture, colours)), full_size)


def _is_ready(picture: Banded, target: tuple[int, int], cut: Rectangle) -> bool:
    """Whether a picture is wanted as it was decoded, and so small that bands would save nothing."""
    width, height = picture.size
    return (
        picture.mode == "RGB"
        and (0, 0, *picture.size) == (0, 0, *target) == cut
        and _WHOLE_BYTES * width * height <= _BAND_BYTES * BAND_PX
    )


def _strips(
    picture: Banded,
    target: tuple[int, int],
    cut: Rectangle,
    resampling: Image.Resampling,
    check: Callable[[], None],
) -> Iterator[Image.Image]:
    """Give what is inside a rectangle of the picture at a size, from top to bottom."""
    left, top, right, bottom = cut
    if picture.size != target:
        yield scaled(picture, target, cut, resampling, check)
        return
    for first, last in spans(top, bottom, picture.size[0]):
        check()
        strip = picture.rows(first, last)
        inside = (left, 0, right, last - first)
        yield strip if inside == (0, 0, *strip.size) else strip.crop(inside)


def _translation(picture: Banded, colours: Colours) -> Callable[[Image.Image], Image.Image]:
    """Give the way of strips to sRGB on white; what has to be known of all of them is."""
    grey = None
    if looks_for_grey(colours, picture.mode):
        width, height = picture.size
        grey = all(is_grey(picture.rows(*span)) for span in spans(0, height, width))
    return lambda strip: on_white(in_srgb(strip, colours, grey))


def _upright(
    strips: Iterator[Image.Image],
    cut: Rectangle,
    turn: int,
    translated: Callable[[Image.Image], Image.Image],
) -> Picture:
    """Put strips one below the other, and turn them."""
    width, height = cut[2] - cut[0], cut[3] - cut[1]
    first = translated(next(strips))
    if turn == orientation.UPRIGHT and first.height == height:
        return first
    pixels = np.empty((*orientation.upright((width, height), turn), 3), np.uint8)
    stored, row = orientation.as_stored(pixels, turn), 0
    for seen in chain([first], map(translated, strips)):
        stored[row : row + seen.height] = np.asarray(seen)
        row += seen.height
    return pixels


def _fit(size: tuple[int, int], side: int | None) -> tuple[int, int]:
    longer = max(size)
    if side is None or longer <= side:
        return size
    width, height = (max(1, round(length * side / longer)) for length in size)
    return width, height


def _side_for(size: tuple[int, int], box: Box | None, side: int | None) -> int | None:
    """Longer side to which a whole photo is reduced so that a box in it comes to `side`."""
    if box is None or side is None:
        return side
    return max(1, round(max(size) * min(1.0, side / max(box.width, box.height))))
