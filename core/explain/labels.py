"""Label images: numbering them without gaps, and enlarging them with smooth edges."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.entities import UNSEEN

Labels = NDArray[np.int32]


def numbered(labels: NDArray[np.integer[Any]]) -> Labels:
    """Renumber to exactly 0..n-1, in order; lost ids close up."""
    used = np.bincount(labels.ravel()) > 0
    numbers = np.cumsum(used, dtype=np.int32) - 1
    closed: Labels = numbers[labels]
    return closed


def upscale(labels: NDArray[np.integer[Any]], height: int, width: int) -> Labels:
    """Enlarge a label image with smooth edges.

    Each new pixel takes the label with the greatest share among its four nearest old ones, so
    that diagonal edges become slopes and not stairs.

    Parameters
    ----------
    labels : (h, w) int array
    height, width : int
        New size, px.

    Returns
    -------
    (height, width) int32
        No new ids arise.
    """
    source = labels.astype(np.int32)
    if source.shape == (height, width):
        return source
    above, below, down = _neighbours(height, source.shape[0])
    left, right, across = _neighbours(width, source.shape[1])
    corners = [source[r][:, c] for r in (above, below) for c in (left, right)]
    shares = [v[:, None] * h for v in (1 - down, down) for h in (1 - across, across)]
    best, most = corners[0].copy(), np.full((height, width), -1.0, dtype=np.float32)
    for corner in corners:
        share = sum(
            (s * (other == corner) for other, s in zip(corners, shares, strict=True)),
            np.zeros((height, width), dtype=np.float32),
        )
        np.copyto(best, corner, where=share > most)
        np.maximum(most, share, out=most)
    return best


def seen_part(labels: NDArray[np.integer[Any]]) -> tuple[slice, slice]:
    """Rows and columns that are not UNSEEN."""
    seen = labels != UNSEEN
    rows, columns = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def rim_of_frame(labels: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Find the UNSEEN pixels that touch what is seen: a line around the network's frame."""
    unseen = labels == UNSEEN
    rim = np.zeros(labels.shape, dtype=bool)
    if unseen.any():
        rim[1:] |= ~unseen[:-1]
        rim[:-1] |= ~unseen[1:]
        rim[:, 1:] |= ~unseen[:, :-1]
        rim[:, :-1] |= ~unseen[:, 1:]
        rim &= unseen
    return rim


def _neighbours(
    new: int, old: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32]]:
    """For each new pixel: the old ones on its both sides, and how near it is to the second."""
    place = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    first = np.floor(place).astype(np.intp)
    return first, np.minimum(first + 1, old - 1), (place - first).astype(np.float32)
