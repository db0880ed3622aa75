"""Telling the product from a plain background."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import Pixels
from core.imaging.framing import border_colour

TOLERANCES: Final = (6, 32)
"""Least and largest difference from the border's colour that still is background, of 255."""

PLAIN_BORDER: Final = 0.75
"""Share of border pixels that must lie within the larger tolerance for a plain background."""

CLEAR: Final = 20
"""Difference from the border's colour that no ripple around a JPEG's edges reaches, of 255."""

FRINGE: Final = 0.02
"""Half the width of the fringe in which fainter differences may be such ripples, of the side."""

RIM: Final = 4
"""Difference from the border's colour from which a rim is seen, of 255."""

SMALLEST_PRODUCT: Final = 0.005
"""Share of the picture below which a foreground is dust."""

SMALLEST_SPECK: Final = 0.0005
"""Share of the picture below which one part of a foreground is dust."""


def foreground(pixels: Pixels) -> NDArray[np.bool_]:
    """Find the product on a plain background.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB

    Returns
    -------
    (H, W) bool
        True on the product, without holes; all True where the background is not plain or
        nothing stands out from it.
    """
    from scipy import ndimage

    apart = np.abs(pixels.astype(np.int16) - border_colour(pixels).astype(np.int16)).max(axis=2)
    everything: NDArray[np.bool_] = np.ones(apart.shape, dtype=bool)
    border = np.concatenate([apart[0], apart[-1], apart[:, 0], apart[:, -1]])
    # As strict as the border is clean: a white shirt on white paper differs by less than a
    # studio wall does from itself.
    spread = float(np.quantile(border, PLAIN_BORDER))
    if spread > TOLERANCES[1]:
        return everything
    stands_out = _without_ringing(apart, float(np.clip(1.5 * spread, *TOLERANCES)))
    background = _touching_border(~stands_out)
    product: NDArray[np.bool_] = ndimage.binary_dilation(_without_specks(~background))
    return product if product.mean() >= SMALLEST_PRODUCT else everything


def with_rim(pixels: Pixels) -> NDArray[np.bool_]:
    """Find the product with all that still differs from the background around it.

    A white shoe on white paper has a rim so faint that it may as well be a JPEG's ripples. Taken
    for background it is all that a network needs to know the shoe.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB

    Returns
    -------
    (H, W) bool
        As `foreground`, and up to a fringe more.
    """
    from scipy import ndimage

    product = foreground(pixels)
    if product.all():
        return product
    apart = np.abs(pixels.astype(np.int16) - border_colour(pixels).astype(np.int16)).max(axis=2)
    reach = max(1, round(FRINGE * max(product.shape)))
    rim = (apart > RIM) & ndimage.binary_dilation(product, iterations=reach)
    whole: NDArray[np.bool_] = ndimage.binary_dilation(product | rim)
    filled: NDArray[np.bool_] = ndimage.binary_fill_holes(whole)
    return filled


def _without_ringing(apart: NDArray[np.int16], tolerance: float) -> NDArray[np.bool_]:
    """Find what differs from the background: clearly, or faintly over more than a fringe.

    JPEG leaves a fringe of faint ripples, up to a block of 8 px wide, around whatever is dark. A
    white shirt is as faint, but wide.
    """
    from scipy import ndimage

    clear = apart > max(CLEAR, tolerance)
    faint = (apart > tolerance) & ~clear
    radius = round(FRINGE * max(apart.shape))
    if radius > 0:
        faint = ndimage.binary_opening(faint, iterations=radius)
    stands_out: NDArray[np.bool_] = clear | faint
    return stands_out


def _without_specks(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    # By area, not by opening: opening would take the chain off a necklace.
    from scipy import ndimage

    parts, _ = ndimage.label(mask, structure=np.ones((3, 3)))
    large = np.bincount(parts.ravel()) >= SMALLEST_SPECK * mask.size
    large[0] = False
    kept: NDArray[np.bool_] = large[parts]
    return kept


def _touching_border(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    from scipy import ndimage

    parts, count = ndimage.label(mask)
    outer = np.zeros(count + 1, dtype=bool)
    for edge in (parts[0], parts[-1], parts[:, 0], parts[:, -1]):
        outer[edge] = True
    outer[0] = False
    touching: NDArray[np.bool_] = outer[parts]
    return touching
