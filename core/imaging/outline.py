"""The few pixels of a photo that decide how it is framed, from an array or as Pillow decoded it.

Handing all of a photo from Pillow to NumPy and back takes as long as all else that is done to frame
it and to make the network's square. So what is asked for here alone is handed over.
"""

from typing import assert_never

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8] | Image.Image
"""A photo: (H, W, 3) uint8 RGB, or Pillow's picture of mode RGB, loaded."""


def size_of(picture: Picture) -> tuple[int, int]:
    """Height and width, px."""
    match picture:
        case Image.Image():
            return picture.height, picture.width
        case np.ndarray():
            return picture.shape[0], picture.shape[1]
        case _:
            assert_never(picture)


def outermost(picture: Picture) -> NDArray[np.uint8]:
    """Give the first and the last row, the first and the last column: (2 W + 2 H, 3) uint8."""
    height, width = size_of(picture)
    match picture:
        case Image.Image():
            rows = (0, 0, width, 1), (0, height - 1, width, height)
            columns = (0, 0, 1, height), (width - 1, 0, width, height)
            edge = b"".join(picture.crop(part).tobytes() for part in (*rows, *columns))
            return np.frombuffer(edge, np.uint8).reshape(-1, 3)
        case np.ndarray():
            return np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
        case _:
            assert_never(picture)


def every(picture: Picture, step: int) -> NDArray[np.uint8]:
    """Give each `step`-th pixel of each `step`-th row, beginning with the first of all.

    Parameters
    ----------
    picture : Picture
    step : int
        At least 1.

    Returns
    -------
    (ceil(H / step), ceil(W / step), 3) uint8
    """
    match picture:
        case Image.Image():
            down, across = (-(-side // step) for side in size_of(picture))
            first = (1 - step) / 2  # Pillow takes the pixel in which the middle of a step lies
            places = step, 0, first, 0, step, first
            affine = Image.Transform.AFFINE
            return np.asarray(picture.transform((across, down), affine, places))
        case np.ndarray():
            return picture[::step, ::step]
        case _:
            assert_never(picture)
