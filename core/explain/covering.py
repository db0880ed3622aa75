"""Few rows of switches in which every window shows all its patterns.

A window is a set of superpixels that are seen together; of k superpixels it has 2**k patterns.
Rows are all words of c bits, a superpixel has a word of its own, and is on where the bits that both
share are odd in number. A window then shows each of its patterns equally often if and only if no
sum (modulo two) of some of its superpixels' words is nothing: the rows are an orthogonal array to
whoever looks through one window (Bose and Bush 1952, https://doi.org/10.1214/aoms/1177729331).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.explain.designs import Rows

Window = frozenset[int]


def covering_rows(windows: NDArray[np.bool_], most: int) -> Rows | None:
    """Find rows in which every window shows all its patterns.

    Parameters
    ----------
    windows : (w, n_superpixels) bool
        Which superpixels each window shows; most are there many times.
    most : int
        Rows that may be had.

    Returns
    -------
    (2**c, n_superpixels) bool or None
        c is the number of superpixels in the largest window, or more where words run out: on
        photos' superpixels it was never more than one. None where those are too many rows.
    """
    largest = int(windows.sum(axis=1).max(initial=0))
    if 2**largest > most:
        return None
    largest_ones = _largest(windows)
    for bits in range(largest, most.bit_length()):
        words = _words(largest_ones, windows.shape[1], bits)
        if words is not None:
            shared = np.bitwise_count(np.arange(2**bits)[:, None] & words)
            rows: Rows = (shared & 1).astype(bool)
            return rows
    return None


def _largest(windows: NDArray[np.bool_]) -> list[Window]:
    """Give the windows that are in no other, each once."""
    packed = np.packbits(windows, axis=1)
    different = {one.tobytes(): window for one, window in zip(packed, windows, strict=True)}
    sets = [frozenset(np.flatnonzero(window).tolist()) for window in different.values()]
    kept: list[Window] = []
    for window in sorted(sets, key=len, reverse=True):
        if not any(window <= other for other in kept):
            kept.append(window)
    return kept


def _words(windows: Sequence[Window], count: int, bits: int) -> NDArray[np.int64] | None:
    """Give each superpixel a word, those in the largest windows first; None where one has none."""
    words = np.zeros(count, dtype=np.int64)
    sums = {window: {0} for window in windows}
    of = [[window for window in windows if one in window] for one in range(count)]
    for one in sorted(range(count), key=lambda one: -sum(2 ** len(window) for window in of[one])):
        taken = set[int]().union(*(sums[window] for window in of[one]))
        free = next((word for word in range(1, 2**bits) if word not in taken), None)
        if free is None and of[one]:
            return None
        words[one] = free or 0
        for window in of[one]:
            sums[window] |= {word ^ words[one] for word in sums[window]}
    return words
