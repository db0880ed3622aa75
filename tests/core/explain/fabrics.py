"""Fabrics that fill the frame, drawn by arithmetic: what cuts meet at close range."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import Pixels

Plane = NDArray[np.integer]


def _two(pattern: NDArray[np.bool_]) -> Pixels:
    return np.repeat(np.where(pattern, 230, 30).astype(np.uint8)[..., None], 3, axis=2)


def stripes(rows: Plane, columns: Plane) -> Pixels:
    return _two(columns // 8 % 2 == 0)


def cross_stripes(rows: Plane, columns: Plane) -> Pixels:
    return _two(rows // 4 % 2 == 0)


def plaid(rows: Plane, columns: Plane) -> Pixels:
    shade = columns // 10 % 2 * 90 + rows // 10 % 2 * 110 + 30
    return np.stack([shade, np.full_like(shade, 40), 255 - shade], axis=2).astype(np.uint8)


def herringbone(rows: Plane, columns: Plane) -> Pixels:
    slant = np.where(columns // 16 % 2 == 0, rows + columns, rows - columns)
    return _two(slant // 8 % 2 == 0)


def glitter(rows: Plane, columns: Plane) -> Pixels:
    cloth = np.full((*rows.shape, 3), (150, 120, 40), dtype=np.uint8)
    cloth[np.random.default_rng(0).random(rows.shape) < 0.3] = (255, 250, 220)
    return cloth


def noise(rows: Plane, columns: Plane) -> Pixels:
    return np.random.default_rng(1).integers(0, 256, (*rows.shape, 3), dtype=np.uint8)


def one_colour(rows: Plane, columns: Plane) -> Pixels:
    return np.full((*rows.shape, 3), 128, dtype=np.uint8)


def gradient(rows: Plane, columns: Plane) -> Pixels:
    shade = (255 * columns / max(1, columns.max())).astype(np.uint8)
    return np.repeat(shade[..., None], 3, axis=2)


def fine_checks(rows: Plane, columns: Plane) -> Pixels:
    return _two((rows + columns) % 2 == 0)


def checks(rows: Plane, columns: Plane) -> Pixels:
    return _two((rows // 24 + columns // 24) % 2 == 0)


FABRICS: Final[tuple[Callable[[Plane, Plane], Pixels], ...]] = (
    stripes, cross_stripes, plaid, herringbone, glitter, noise, one_colour, gradient, fine_checks,
    checks,
)  # fmt: skip
IN_ONE_PIECE: Final = (stripes, cross_stripes, plaid, herringbone, noise)
"""Those that SLIC alone gives back in fewer than three pieces."""


def drawn(fabric: Callable[[Plane, Plane], Pixels], height: int = 300, width: int = 240) -> Pixels:
    """Draw a fabric at a size, px."""
    rows, columns = np.mgrid[:height, :width]
    return fabric(rows, columns)
