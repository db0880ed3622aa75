"""Which part of a photo the network sees: the frame, and where the photo lies in it.

The frame of an ordinary photo, between 3:4 and square, is the photo itself. Where the background is
plain and the product small in it, or the photo long, the frame is an upright 3:4 around the
product, as in the catalogue photos that the network learnt from. Photos without a plain background
are taken whole; long ones are padded to 3:4 or 4:3, so that a dress never shrinks to a line.

A network learns from what this rule gives. Whoever changes it trains anew, and adds a step to
`core.review.migrations` that forgets the answers kept under the old rule.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import Box
from core.imaging.outline import Picture, every, outermost, size_of

LONGEST_STRETCH: Final = 4 / 3
"""Longer side : shorter side of the longest frame."""

UPRIGHT: Final = (0.74, 1.05)
"""Width : height of the photos that are taken whole if the product fills them."""

SMALL: Final = 0.5
"""Share of the photo's height and of its width below which a product is small in it."""

FILLED: Final = 0.75
"""Share of the frame that a product fills that the frame was laid around."""

DUST: Final = 0.1
"""Share of the photo's height and of its width below which nothing is taken for a product."""

PLAIN: Final = 24
"""Largest difference from the border's colour that still is plain background, of 255."""

PLAIN_BORDER: Final = 0.75
"""Share of the border's pixels that must be plain for the background to be so."""

BUSY: Final = 0.01
"""Share of a row's or column's pixels above which something lies there."""

SAMPLED: Final = 150
"""Pixels looked at along the longer side, at least."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a photo lies in the frame that the network sees, in photo pixels.

    The frame may reach beyond the photo, where it is padded, and the photo beyond the frame, where
    it is cut off: `top` and `left` are then negative, or 0 at its edge.
    """

    frame_height: int
    frame_width: int
    top: int
    left: int
    height: int
    width: int

    @classmethod
    def of(cls, image: Picture) -> "Placement":
        """Frame a photo, RGB: whole, or around a product that is small in it."""
        height, width = size_of(image)
        box = product_box(image)
        if box is None:
            return cls.whole(height, width)
        fills = max(box.height / height, box.width / width)
        ordinary = UPRIGHT[0] <= width / height <= UPRIGHT[1] and fills >= SMALL
        if ordinary or fills < DUST:
            return cls.whole(height, width)
        return cls.around(box, height, width)

    @classmethod
    def whole(cls, height: int, width: int) -> "Placement":
        """Centre a photo of this size in the smallest frame between 3:4 and 4:3."""
        frame_height = max(height, round(width / LONGEST_STRETCH))
        frame_width = max(width, round(height / LONGEST_STRETCH))
        top, left = (frame_height - height) // 2, (frame_width - width) // 2
        return cls(frame_height, frame_width, top, left, height, width)

    @classmethod
    def around(cls, box: Box, height: int, width: int) -> "Placement":
        """Lay an upright 3:4 frame around a product, no farther beyond the photo than it must."""
        across = min(width, box.width / FILLED)
        down = max(min(height, box.height / FILLED), across * LONGEST_STRETCH)
        frame_height, frame_width = round(down), round(down / LONGEST_STRETCH)
        top = _offset(box.top + box.height / 2, frame_height, height)
        left = _offset(box.left + box.width / 2, frame_width, width)
        return cls(frame_height, frame_width, top, left, height, width)

    @property
    def seen(self) -> tuple[slice, slice]:
        """Rows and columns of the photo that lie in the frame."""
        return (
            slice(max(0, -self.top), min(self.height, self.frame_height - self.top)),
            slice(max(0, -self.left), min(self.width, self.frame_width - self.left)),
        )

    @property
    def cuts(self) -> bool:
        """Whether some of the photo lies outside the frame."""
        return self.frame_height < self.height or self.frame_width < self.width

    def to_grid(self, labels: NDArray[np.intp], size: int, outside: int) -> NDArray[np.intp]:
        """Sample a label image of the photo on the network's grid.

        Parameters
        ----------
        labels : (height, width) int array
            For instance segments; nearest neighbour, no new ids arise.
        size : int
            Side of the network's input, px.
        outside : int
            The id given to the padding.

        Returns
        -------
        (size, size) int array
        """
        rows = self._sources(size, self.frame_height, self.top)
        columns = self._sources(size, self.frame_width, self.left)
        inside_rows = (rows >= 0) & (rows < self.height)
        inside_columns = (columns >= 0) & (columns < self.width)
        grid = np.full((size, size), outside, dtype=labels.dtype)
        picked = labels[np.ix_(rows[inside_rows], columns[inside_columns])]
        grid[np.ix_(inside_rows, inside_columns)] = picked
        return grid

    @staticmethod
    def _sources(size: int, frame: int, offset: int) -> NDArray[np.intp]:
        return ((np.arange(size) + 0.5) * frame / size).astype(np.intp) - offset


def _offset(middle: float, frame: int, side: int) -> int:
    """Where a photo begins in a frame around `middle`; the longer of the two holds the other."""
    if frame >= side:
        return (frame - side) // 2
    return -round(min(max(middle - frame / 2, 0), side - frame))


def product_box(image: Picture) -> Box | None:
    """Find what stands out from a plain background; None where none is plain, or nothing does.

    Parameters
    ----------
    image : Picture
        RGB. Looked at in steps of a few pixels: this runs once for every photo that is tagged.
    """
    height, width = size_of(image)
    step = max(1, max(height, width) // SAMPLED)
    busy = _apart(every(image, step), border_colour(image))
    border = np.concatenate([busy[0], busy[-1], busy[:, 0], busy[:, -1]])
    rows, columns = (np.flatnonzero(busy.mean(axis=axis) > BUSY) for axis in (1, 0))
    if border.mean() > 1 - PLAIN_BORDER or not len(rows) or not len(columns):
        return None
    top, left = int(rows[0]) * step, int(columns[0]) * step
    bottom = min(height, (int(rows[-1]) + 1) * step)
    right = min(width, (int(columns[-1]) + 1) * step)
    return Box(left, top, right - left, bottom - top)


def _apart(image: NDArray[np.uint8], colour: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Find pixels that differ from a colour by more than `PLAIN` in any channel."""
    low, high = (np.clip(colour.astype(np.int16) + by, 0, 255) for by in (-PLAIN, PLAIN))
    apart = np.zeros(image.shape[:2], dtype=bool)
    for channel in range(3):
        least, span = np.uint8(low[channel]), np.uint8(high[channel] - low[channel])
        # Bytes below the least wrap to large ones: one comparison sees both sides.
        apart |= image[..., channel] - least > span
    return apart


def border_colour(image: Picture) -> NDArray[np.uint8]:
    """Median colour of the outermost pixels: the background of most product photos.

    Parameters
    ----------
    image : Picture
        RGB.

    Returns
    -------
    (3,) uint8
    """
    edge = outermost(image)
    middle = len(edge) // 2  # of an even number: each side has its opposite
    # NumPy's own median takes some three times as long, mostly to look at what it was given.
    parted = np.partition(edge, (middle - 1, middle), axis=0)
    low, high = parted[middle - 1], parted[middle]
    return np.asarray(low + (high - low) // 2)
