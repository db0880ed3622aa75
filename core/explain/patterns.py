"""What the places of a map see: each pattern of the superpixels in a place's window has a number.

A window of k superpixels has 2**k patterns of on and off. Those of all places are counted through,
place by place, so that a number says both.
"""

import numpy as np
from numpy.typing import NDArray

from core.explain.designs import Rows

Numbers = NDArray[np.intp]


def how_many(windows: NDArray[np.bool_]) -> float:
    """Count the patterns of (places, n_superpixels) windows, however many there are."""
    return float(np.exp2(windows.sum(axis=1, dtype=np.float64)).sum())


class Patterns:
    """The patterns of all places, up to some millions.

    Parameters
    ----------
    windows : (places, n_superpixels) bool
        Which superpixels make a difference to each place.

    Attributes
    ----------
    windows : (places, n_superpixels) bool
    count : int
    """

    def __init__(self, windows: NDArray[np.bool_]) -> None:
        self.windows = windows
        sizes = 2 ** windows.sum(axis=1)
        ends = np.cumsum(sizes)
        self.count = int(ends[-1])
        self._first = ends - sizes
        # A superpixel's place among those of its window is a bit of the pattern's number. Floats,
        # since they are multiplied far faster; these are whole and small enough to be exact. By
        # `einsum`, since behind a product of BLAS its threads keep cores busy that networks need.
        self._bit = windows.cumsum(axis=1) - 1
        self._worth = np.where(windows, 2.0**self._bit, 0).astype(np.float32)
        self._worth_of = np.ascontiguousarray(self._worth.T)

    def seen(self, rows: Rows) -> Numbers:
        """Give the pattern that each place sees.

        Parameters
        ----------
        rows : (m, n_superpixels) bool

        Returns
        -------
        (m, places) intp
        """
        worth = np.einsum("mn,np->mp", rows.astype(np.float32), self._worth_of)
        numbers: Numbers = worth.astype(np.intp)
        numbers += self._first
        return numbers

    def seen_at(self, rows: Rows, places: Numbers) -> Numbers:
        """Give the pattern that some places see, others in each row.

        Parameters
        ----------
        rows : (m, n_superpixels) bool
        places : (m, k) intp

        Returns
        -------
        (m, k) intp
        """
        worth = np.einsum("mkn,mn->mk", self._worth[places], rows.astype(np.float32))
        numbers: Numbers = worth.astype(np.intp)
        numbers += self._first[places]
        return numbers

    def of(self, places: NDArray[np.bool_]) -> Numbers:
        """Give the numbers of all patterns of some places, (places,) bool."""
        numbers: Numbers = np.flatnonzero(np.repeat(places, 2 ** self.windows.sum(axis=1)))
        return numbers

    def shown(self, numbers: Numbers) -> tuple[Rows, Numbers]:
        """Give rows that show patterns, and where.

        Parameters
        ----------
        numbers : (m,) intp
            Of patterns.

        Returns
        -------
        rows : (m, n_superpixels) bool
            What is not in the window is off.
        places : (m,) intp
        """
        places = np.searchsorted(self._first, numbers, side="right") - 1
        within = numbers - self._first[places]
        bits = within[:, None] >> np.maximum(self._bit[places], 0)
        rows: Rows = (bits & 1).astype(bool) & self.windows[places]
        return rows, places
