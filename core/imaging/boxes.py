"""The geometry of a box around the item: made by hand, held inside its photo, and cut out.

Boxes are in the pixels of the upright file. Sizes of pictures are (height, width), as everywhere.
"""

from pathlib import Path
from typing import Final

from core.entities import Box, Pixels
from core.errors import BoxUnusable

LEAST_SIDE: Final = 16
"""px; what is smaller shows the network nothing."""

FIRST_SHARE: Final = 0.5
"""Of the photo's sides: those of a box that the keyboard begins with, in the middle."""

Point = tuple[float, float]
"""x and y in fractions of the photo, which may lie beside it."""

Size = tuple[int, int]


def between(start: Point, end: Point, size: Size) -> Box:
    """Span a box between two points, as much of it as lies in the photo; it may be empty."""
    height, width = size
    left, right = sorted(_held(x, width) for x in (start[0], end[0]))
    top, bottom = sorted(_held(y, height) for y in (start[1], end[1]))
    return Box(left, top, right - left, bottom - top)


def first(size: Size) -> Box:
    """Give the box that the keyboard begins with."""
    height, width = size
    tall, wide = (max(min(LEAST_SIDE, s), round(s * FIRST_SHARE)) for s in size)
    return Box((width - wide) // 2, (height - tall) // 2, wide, tall)


def moved(box: Box, right: int, down: int, size: Size) -> Box:
    """Move a box by pixels, as far as the photo goes."""
    height, width = size
    left = min(max(box.left + right, 0), width - box.width)
    top = min(max(box.top + down, 0), height - box.height)
    return Box(left, top, box.width, box.height)


def resized(box: Box, wider: int, taller: int, size: Size) -> Box:
    """Move the lower right corner by pixels, as far as the photo and the least size let it."""
    height, width = size
    return Box(
        box.left,
        box.top,
        min(max(box.width + wider, min(LEAST_SIDE, width)), width - box.left),
        min(max(box.height + taller, min(LEAST_SIDE, height)), height - box.top),
    )


def trouble(box: Box, size: Size) -> str:
    """Say why a box cannot be used; empty where it can."""
    height, width = size
    if min(box.left, box.top) < 0 or box.left + box.width > width or box.top + box.height > height:
        return f"the box {box} does not lie in the photo of {width} x {height} px"
    if min(box.width, box.height) < LEAST_SIDE:
        return f"a box of {box.width} x {box.height} px is too small: at least {LEAST_SIDE} px"
    return ""


def check(box: Box, size: Size, path: Path) -> None:
    """Refuse a box that cannot be used; BoxUnusable says why."""
    if why := trouble(box, size):
        raise BoxUnusable(path, why)


def area(box: Box, full_size: Size, size: Size) -> tuple[slice, slice]:
    """Give the rows and columns that a box takes in a picture of its photo; one at least.

    Parameters
    ----------
    box : Box
    full_size : (int, int)
        Height and width of the upright file.
    size : (int, int)
        Of the picture.
    """
    down, across = size[0] / full_size[0], size[1] / full_size[1]
    return (
        _stretch(box.top * down, (box.top + box.height) * down, size[0]),
        _stretch(box.left * across, (box.left + box.width) * across, size[1]),
    )


def cut(pixels: Pixels, box: Box | None, full_size: Size) -> Pixels:
    """Give what is inside a box of a picture of its photo, as a view; all of it without one."""
    return pixels if box is None else pixels[area(box, full_size, pixels.shape[:2])]


def _held(fraction: float, side: int) -> int:
    return round(min(max(fraction, 0.0), 1.0) * side)


def _stretch(start: float, end: float, side: int) -> slice:
    begin = min(round(start), side - 1)
    return slice(begin, min(max(round(end), begin + 1), side))
