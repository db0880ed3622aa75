"""From a photo to the network's input: the one function that training and inference share.

A product photo has any shape, the network sees a square. Photos between 3:4 and 4:3 are
stretched to the square; longer ones are first padded to 3:4 or 4:3 with the colour of their own
border, so that a belt or a dress never shrinks to a line. `Placement` records where the photo
lies in the square, so that a superpixel cut on the photo finds its place on the network's grid.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST_STRETCH: Final = 4 / 3


class Scaling(StrEnum):
    """What a network expects its pixel values to be; the pack's card records it."""

    BYTE = "0-255"
    UNIT = "0-1"
    SIGNED = "-1-1"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a photo lies inside its padded frame, in photo pixels."""

    frame_height: int
    frame_width: int
    top: int
    left: int
    height: int
    width: int

    @classmethod
    def of(cls, height: int, width: int) -> "Placement":
        """Centre a photo of this size in the smallest frame between 3:4 and 4:3."""
        frame_height = max(height, round(width / LONGEST_STRETCH))
        frame_width = max(width, round(height / LONGEST_STRETCH))
        top, left = (frame_height - height) // 2, (frame_width - width) // 2
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
    """Pad a photo to between 3:4 and 4:3 with its border colour; a copy only where needed."""
    height, width = image.shape[:2]
    place = Placement.of(height, width)
    if (place.frame_height, place.frame_width) == (height, width):
        return image
    framed = np.empty((place.frame_height, place.frame_width, 3), dtype=np.uint8)
    framed[:] = border_colour(image)
    framed[place.top : place.top + height, place.left : place.left + width] = image
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
    framed = Image.fromarray(frame(image))
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
