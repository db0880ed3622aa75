"""From a photo to the network's input: the one function that training and inference share.

A product photo has any shape, the network sees a square: a frame of the photo, stretched. The
frame of an ordinary photo, between 3:4 and square, is the photo itself. Where the background is
plain and the product small in it, or the photo long, the frame is an upright 3:4 around the
product, as in the catalogue photos that the network learnt from. Photos without a plain
background are taken whole; long ones are padded to 3:4 or 4:3 with the colour of their own border,
so that a dress never shrinks to a line. `Placement` records where the photo lies in the frame, so
that a superpixel cut on the photo finds its place on the network's grid.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST_STRETCH: Final = 4 / 3

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
"""Pixels looked at along the longer side."""


class Scaling(StrEnum):
    """What a network expects its pixel values to be; the pack's card records it."""

    BYTE = "0-255"
    UNIT = "0-1"
    SIGNED = "-1-1"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a photo lies in the frame that the network sees, in photo pixels.

    The frame may reach beyond the photo, where it is padded, and the photo beyond the frame, where
    it is cut off: `top` and `left` are negative then.
    """

    frame_height: int
    frame_width: int
    top: int
    left: int
    height: int
    width: int

    @classmethod
    def of(cls, image: NDArray[np.uint8]) -> "Placement":
        """Frame a photo, (H, W, 3) uint8: whole, or around a product that is small in it."""
        height, width = image.shape[:2]
        box = _product_box(image)
        if box is None:
            return cls.whole(height, width)
        fills = max(box.height / height, box.width / width)
        if UPRIGHT[0] <= width / height <= UPRIGHT[1] and fills >= SMALL or fills < DUST:
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
    def around(cls, box: "Box", height: int, width: int) -> "Placement":
        """Lay an upright 3:4 frame around a product, no farther beyond the photo than it must."""
        across = min(width, box.width / FILLED)
        down = max(min(height, box.height / FILLED), across * LONGEST_STRETCH)
        frame_height, frame_width = round(down), round(down / LONGEST_STRETCH)
        top = _offset(box.top + box.height / 2, frame_height, height)
        left = _offset(box.left + box.width / 2, frame_width, width)
        return cls(frame_height, frame_width, top, left, height, width)

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


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in a photo, in its pixels."""

    top: int
    left: int
    height: int
    width: int


def _offset(middle: float, frame: int, side: int) -> int:
    """Where a photo begins in a frame around `middle`, along one side; the longer holds the other."""
    if frame >= side:
        return (frame - side) // 2
    return -round(min(max(middle - frame / 2, 0), side - frame))


def _product_box(image: NDArray[np.uint8]) -> Box | None:
    """Find what stands out from a plain background; None where none is plain, or all of it is."""
    height, width = image.shape[:2]
    step = max(1, max(height, width) // SAMPLED)
    colour = border_colour(image).astype(np.int16)
    low, high = (np.clip(colour + by, 0, 255).astype(np.uint8) for by in (-PLAIN, PLAIN))
    sampled = np.ascontiguousarray(image[::step, ::step])
    apart = (sampled < low) | (sampled > high)
    busy = apart[..., 0] | apart[..., 1] | apart[..., 2]
    border = np.concatenate([busy[0], busy[-1], busy[:, 0], busy[:, -1]])
    rows, columns = (np.flatnonzero(busy.mean(axis=axis) > BUSY) for axis in (1, 0))
    if border.mean() > 1 - PLAIN_BORDER or not len(rows) or not len(columns):
        return None
    top, left = int(rows[0]) * step, int(columns[0]) * step
    bottom, right = (
        min(height, (int(rows[-1]) + 1) * step),
        min(width, (int(columns[-1]) + 1) * step),
    )
    return Box(top, left, bottom - top, right - left)


def border_colour(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Median colour of the outermost pixels: the background of most product photos.

    Parameters
    ----------
    image : (H, W, 3) uint8

    Returns
    -------
    (3,) uint8
    """
    edge = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    return np.asarray(np.median(edge, axis=0), dtype=np.uint8)


def frame(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Cut and pad a photo to what the network sees, before it is stretched to a square.

    Parameters
    ----------
    image : (H, W, 3) uint8 RGB

    Returns
    -------
    (h, w, 3) uint8 RGB
        Padding has the colour of the border; the photo itself, or a view of it, where there is
        none.
    """
    place = Placement.of(image)
    seen = image[
        max(0, -place.top) : place.frame_height - place.top,
        max(0, -place.left) : place.frame_width - place.left,
    ]
    if seen.shape[:2] == (place.frame_height, place.frame_width):
        return seen
    framed = np.empty((place.frame_height, place.frame_width, 3), dtype=np.uint8)
    framed[:] = border_colour(image)
    top, left = max(0, place.top), max(0, place.left)
    framed[top : top + seen.shape[0], left : left + seen.shape[1]] = seen
    return framed


def prepare(image: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """Make the square picture that the network sees, still in bytes.

    Parameters
    ----------
    image : (H, W, 3) uint8 RGB
        Not changed.
    size : int
        Side of the square, px.

    Returns
    -------
    (size, size, 3) uint8 RGB
    """
    framed = Image.fromarray(np.ascontiguousarray(frame(image)))
    return np.asarray(framed.resize((size, size), Image.Resampling.BILINEAR))


def scale(batch: NDArray[np.uint8], scaling: Scaling) -> NDArray[np.float32]:
    """Turn bytes into the values a network expects; always a new float32 array.

    Parameters
    ----------
    batch : (..., 3) uint8
    scaling : Scaling

    Returns
    -------
    (..., 3) float32, in [0, 255], [0, 1] or [-1, 1]
    """
    values = batch.astype(np.float32)
    if scaling is Scaling.UNIT:
        values /= 255
    elif scaling is Scaling.SIGNED:
        values = values / 127.5 - 1
    return values
