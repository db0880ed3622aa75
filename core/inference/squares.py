"""Squares cut out of a map that is given to layers, for blocks of the map that they make."""

import numpy as np
from numpy.typing import NDArray

from core.inference.receptive_field import ReceptiveField

Numbers = NDArray[np.intp]


def squares_inside(field: ReceptiveField, block: int) -> tuple[Numbers, Numbers]:
    """Cut a square of all that it looks at out of a map for each block, all of it inside.

    Parameters
    ----------
    field : ReceptiveField
        Of a map with as many places as the one given.
    block : int
        Places along a side of a block.

    Returns
    -------
    around : (blocks, width * width) intp
        Places of the map in each square.
    own : (blocks, block * block) intp
        Which places of its square a block's are: at its edge where the map ends there.
    """
    side, width = field.places, field.width + block - 1
    begins = np.arange(0, side, block)
    first = np.clip(begins - field.before, 0, side - width)
    around = _grid(first[:, None] + np.arange(width), side)
    own = _grid((begins - first)[:, None] + np.arange(block), width)
    return around, own


def _grid(lines: Numbers, width: int) -> Numbers:
    """Number the places where (k, n) lines down and along cross, (k * k, n * n), in rows."""
    crossings = lines[:, None, :, None] * width + lines[None, :, None, :]
    return crossings.reshape(len(lines) ** 2, -1)
