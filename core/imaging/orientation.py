"""How a stored picture is turned upright, by its EXIF orientation."""

from typing import Final

from core.entities import Pixels
from core.imaging.bands import Rectangle

UPRIGHT: Final = 1

_FIRST_SIDEWAYS: Final = 5
"""From here on width and height change places."""

_MIRRORED: Final = {
    1: (1, 1), 2: (1, -1), 3: (-1, -1), 4: (-1, 1), 5: (1, 1), 6: (-1, 1), 7: (-1, -1), 8: (1, -1),
}  # fmt: skip
"""Steps over stored rows and columns, before they change places."""


def checked(turn: object) -> int:
    """Give an orientation; senseless ones count as upright."""
    return turn if isinstance(turn, int) and turn in _MIRRORED else UPRIGHT


def upright(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Height and width after turning a picture of this (width, height)."""
    width, height = size
    return (width, height) if turn >= _FIRST_SIDEWAYS else (height, width)


def stored(full_size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Width and height before turning a picture that has this (height, width) then."""
    height, width = full_size
    return (height, width) if turn >= _FIRST_SIDEWAYS else (width, height)


def as_stored(pixels: Pixels, turn: int) -> Pixels:
    """Give a view of upright pixels (H, W, 3) in the order in which the file stores them."""
    view = pixels.transpose(1, 0, 2) if turn >= _FIRST_SIDEWAYS else pixels
    down, across = _MIRRORED[turn]
    return view[::down, ::across]


def stored_area(area: tuple[slice, slice], size: tuple[int, int], turn: int) -> Rectangle:
    """Give where rows and columns of an upright picture lie in the stored one.

    Parameters
    ----------
    area : (slice, slice)
    size : (int, int)
        Width and height as stored.
    turn : int
    """
    rows, columns = reversed(area) if turn >= _FIRST_SIDEWAYS else area
    down, across = _MIRRORED[turn]
    left, right = _mirrored(columns, size[0], across)
    top, bottom = _mirrored(rows, size[1], down)
    return left, top, right, bottom


def _mirrored(part: slice, side: int, step: int) -> tuple[int, int]:
    first, last = int(part.start), int(part.stop)
    return (first, last) if step > 0 else (side - last, side - first)
