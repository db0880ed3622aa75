"""A photo with a box around its item, for the eye: outlined, or with all else faded."""

from typing import Final

import numpy as np
from PIL import Image

from core.entities import Box, Pixels
from core.imaging import boxes

THIN: Final = 640
"""px of the picture's longer side to each px of the line, and one more on either side of it."""

LINE, CASING = (255, 255, 255), (24, 24, 24)
"""Light between dark: seen on any photo."""

FADED: Final = 0.72
"""How far what lies outside is led to a pale grey."""
PALE: Final = 232


def outlined(pixels: Pixels, box: Box | None, full_size: tuple[int, int]) -> Pixels:
    """Draw a photo's box on a picture of it; without one the picture as it is.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB
        The whole photo at any size; not changed.
    box : Box or None
    full_size : (int, int)
        Height and width of the upright file.
    """
    if box is None:
        return pixels
    drawn = np.array(pixels)
    _draw(drawn, boxes.area(box, full_size, drawn.shape[:2]))
    return drawn


def surrounded(pixels: Pixels, box: Box, full_size: tuple[int, int], item: Pixels) -> Pixels:
    """Lay a painted item where it lies in its photo, of which all else is faded.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB
        The whole photo; not changed.
    box : Box
    full_size : (int, int)
        Height and width of the upright file.
    item : (h, w, 3) uint8 RGB
        What is inside the box, at any size.
    """
    rows, columns = area = boxes.area(box, full_size, pixels.shape[:2])
    size = columns.stop - columns.start, rows.stop - rows.start
    inside = Image.fromarray(item)
    if inside.size != size:
        inside = inside.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    whole = Image.fromarray(pixels)
    pale = Image.blend(whole.convert("L"), Image.new("L", whole.size, PALE), FADED)
    drawn = np.array(pale.convert("RGB"))
    drawn[area] = np.asarray(inside)
    return drawn


def _draw(pixels: Pixels, area: tuple[slice, slice]) -> None:
    """Draw the edge just outside an area, as far as the picture goes; changes the picture."""
    thin = max(1, round(max(pixels.shape[:2]) / THIN))
    for reach, colour in ((3 * thin, CASING), (2 * thin, LINE), (thin, CASING)):
        kept = pixels[area].copy()
        rows, columns = (slice(max(0, s.start - reach), s.stop + reach) for s in area)
        ring = pixels[rows, columns]
        for edge in (ring[:thin], ring[-thin:], ring[:, :thin], ring[:, -thin:]):
            edge[:] = colour
        pixels[area] = kept
