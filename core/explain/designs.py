"""Nested two-level designs: which superpixels are on in samples that say most together.

A block is 512 rows: all vectors of nine bits. A column is one such vector too, and a superpixel is
on where the bits that row and column share are even in number. The first 128 rows, those without
the last two bits, are a design by themselves, and so are the first 256: sampling may end after
any of them.

What an effect of several superpixels looks like depends on the columns alone. Where four of them
add up to nothing, a word of length four, the effect of three cannot be told from the weight of the
fourth: the error of a fit, since a network has no other noise. So the columns are those with the
fewest such words that a search found (`tools/designs.py`), and none of length three or less, so
that no effect of two ever falls on a weight (resolution IV; Box and Hunter 1961,
https://doi.org/10.1080/00401706.1961.10489951; minimum aberration: Fries and Hunter 1980,
https://doi.org/10.1080/00401706.1980.10486210).

One more column belongs to no superpixel: its value splits the rows into two halves that are
orthogonal designs themselves. Rows of both alternate in twos, as `surrogate.halves` takes them.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.explain.design_table import BASE, DIGITS, TABLE

Rows = NDArray[np.bool_]

LEAST: Final = 128
"""Rows of the smallest design."""
BLOCK: Final = 512
"""Rows until all is drawn anew: of nine bits."""
MOST_COLUMNS: Final = max(TABLE)
"""Superpixels up to which designs say more than balanced rows."""


def columns(superpixels: int) -> NDArray[np.int64]:
    """Give the columns of a design, nine bits each, distinct and not zero.

    Parameters
    ----------
    superpixels : int
        1 to `MOST_COLUMNS`.

    Returns
    -------
    (superpixels + 1,) int64
        The last one splits the rows.
    """
    digits = TABLE[superpixels]
    places = range(0, len(digits), DIGITS)
    return np.array([int(digits[at : at + DIGITS], BASE) for at in places])


def blocks(superpixels: int, seed: int) -> Iterator[Rows]:
    """Draw rows without end, each block with other columns for the same superpixels.

    Which column a superpixel gets, which of its two values is on, and the order within each
    smallest design are random: so all rows are equally likely in the end, as with lime.

    Parameters
    ----------
    superpixels : int
        1 to `MOST_COLUMNS`.
    seed : int
        In [0, 2**32).

    Yields
    ------
    (LEAST, superpixels) bool
    """
    random = np.random.default_rng(seed)
    *chosen, split = columns(superpixels)
    while True:
        mine = random.permutation(chosen)
        signs = random.integers(0, 2, superpixels, dtype=np.uint8)
        for start in range(0, BLOCK, LEAST):
            rows = _in_twos(start + random.permutation(LEAST), split)
            parity = np.bitwise_count(rows[:, None] & mine) & 1
            yield (parity ^ signs).astype(bool)


def _in_twos(rows: NDArray[np.int64], split: np.int64) -> NDArray[np.int64]:
    """Order rows so that twos of the one half and twos of the other follow each other."""
    half = np.bitwise_count(rows & split) & 1
    twos = [rows[half == value].reshape(-1, 2) for value in (0, 1)]
    return np.stack(twos, axis=1).reshape(-1)
