"""Products cut from plain grounds and laid on others, with a shadow: photos that no shop made.

The grounds are cuts of photos of other things, and drawn textures. Never scikit-image's photos:
`model.robustness` measures with those.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.entities import Pixels
from core.explain.foreground import foreground
from model.data.nonproducts import Chance

DARKEST: Final = 0.6
"""Share of the light that a shadow takes at most."""

LIGHT: Final = (0.75, 1.1)
"""Of the product, times its own."""

CUT: Final = (0.2, 0.6)
"""Least and largest side of what is cut from a photo as a ground, share of the photo's."""

COARSEST: Final = 40
"""Most spots along a side of a drawn texture."""


def composite(pixels: Pixels, ground: Pixels, chance: Chance) -> Pixels | None:
    """Lay the product of a photo on another ground, (H, W, 3) like the photo.

    None where the photo has no plain ground to cut the product from.
    """
    product = foreground(pixels)
    if product.all():
        return None
    side = max(product.shape)
    mask = _blurred(product, 0.7)
    fall = chance.uniform((-0.02, -0.06), (0.08, 0.06)) * side
    shadow = np.roll(_blurred(product, 0.05 * side), fall.astype(int), axis=(0, 1))
    lit = ground * (1 - shadow * chance.uniform(0, DARKEST))
    mixed = mask * pixels * chance.uniform(*LIGHT) + (1 - mask) * lit
    return np.clip(mixed.round(), 0, 255).astype(np.uint8)


def _blurred(mask: NDArray[np.bool_], sigma: float) -> NDArray[np.floating]:
    picture = Image.fromarray(mask.astype(np.uint8) * 255).filter(ImageFilter.GaussianBlur(sigma))
    return np.asarray(picture)[..., None] / np.float32(255)


def ground_of_photo(pixels: Pixels, size: tuple[int, int], chance: Chance) -> Pixels:
    """Cut a piece out of a photo and enlarge it to `size`, (width, height)."""
    height, width = pixels.shape[:2]
    share = chance.uniform(*CUT)
    wide, high = max(1, round(share * width)), max(1, round(share * height))
    left, top = chance.integers(width - wide + 1), chance.integers(height - high + 1)
    piece = Image.fromarray(pixels[top : top + high, left : left + wide])
    return np.asarray(piece.resize(size, Image.Resampling.BICUBIC))


def drawn_ground(size: tuple[int, int], chance: Chance) -> Pixels:
    """Draw one colour, or two that run, spot or stripe into each other."""
    first, second = chance.uniform(0, 255, (2, 3))
    width, height = size
    angle, across = chance.uniform(0, 2 * np.pi), chance.uniform(4, 34)
    along = np.linspace(-1, 1, width)[None] * np.cos(angle)
    slope = (along + np.linspace(-1, 1, height)[:, None] * np.sin(angle)) / 2.8
    match chance.integers(4):
        case 0:
            share = np.zeros((height, width))
        case 1:
            share = slope + 0.5
        case 2:
            share = np.sin(slope * across) / 2 + 0.5
        case _:
            spots = chance.random((chance.integers(3, COARSEST),) * 2, dtype=np.float32)
            share = np.asarray(Image.fromarray(spots).resize(size, Image.Resampling.BILINEAR))
    coloured = first + (second - first) * np.clip(share, 0, 1)[..., None]
    return coloured.round().astype(np.uint8)
