"""Label images: numbering them without gaps, and enlarging them with smooth edges."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

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


def _neighbours(
    new: int, old: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32]]:
    """For each new pixel: the old ones on its both sides, and how near it is to the second."""
    place = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    first = np.floor(place).astype(np.intp)
    return first, np.minimum(first + 1, old - 1), (place - first).astype(np.float32)
