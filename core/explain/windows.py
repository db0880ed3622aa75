"""Which superpixels the places of a network's maps look at.

Windows are (places * places, n_superpixels) bool: a map's places in rows.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.explain.patterns import Numbers
from core.inference.receptive_field import ReceptiveField

Windows = NDArray[np.bool_]


def windows_of(differing: Numbers, count: int, field: ReceptiveField) -> Windows:
    """Give the windows of a map that is made of pictures.

    Parameters
    ----------
    differing : (size, size) intp
        As `MaskedPictures.differing`.
    count : int
        Superpixels.
    field : ReceptiveField
    """
    side = len(differing)
    reach = field.step * (field.places - 1) + field.after + 1 - side
    padded = np.pad(differing, ((field.before, max(reach, 0)),) * 2, constant_values=count)
    every = sliding_window_view(padded, (field.width, field.width))
    squares = every[:: field.step, :: field.step][: field.places, : field.places]
    seen = np.zeros((field.places**2, count + 1), dtype=bool)
    seen[np.arange(field.places**2)[:, None], squares.reshape(field.places**2, -1)] = True
    return seen[:, :count]


def windows_behind(windows: Windows, field: ReceptiveField) -> Windows:
    """Give the windows of a map that is made of another, which has these."""
    side = round(len(windows) ** 0.5)
    given = windows.reshape(side, side, -1)
    seen = np.zeros((field.places, field.places, given.shape[2]), dtype=bool)
    for y in (field.pixels(offset, side) for offset in range(field.width)):
        for x in (field.pixels(offset, side) for offset in range(field.width)):
            seen |= given[y[:, None], x]
    return seen.reshape(field.places**2, -1)


def in_blocks(windows: Windows, block: int) -> Windows:
    """Join the windows of each block of `block` * `block` places; gives (blocks, n)."""
    along = round(len(windows) ** 0.5) // block
    blocks = windows.reshape(along, block, along, block, -1)
    seen: Windows = np.logical_or.reduce(blocks, axis=(1, 3))
    return seen.reshape(along**2, -1)
