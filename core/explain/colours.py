"""The colour maps of an overlay, each told apart with every common kind of colour blindness.

Lightness and opacity rise with strength on both sides, so that hue is never the only sign. The
first is our own; the others are the diverging maps RdBu and PRGn of ColorBrewer 2.0, which its
authors mark as safe (Harrower and Brewer 2003, DOI 10.1179/000870403235002042).
"""

from functools import cache
from typing import Final

import numpy as np

from core.entities import Pixels
from core.vocabulary import Colours

LEVELS: Final = 255
"""Steps of a colour map; an odd number, so that the middle one is exactly zero."""
ZERO: Final = LEVELS // 2

Colour = tuple[int, int, int]
Stops = tuple[Colour, ...]


_STOPS: Final[dict[Colours, tuple[Stops, Stops]]] = {
    Colours.BLUE_ORANGE: (
        ((8, 48, 120), (33, 102, 172), (120, 170, 216)),
        ((253, 190, 110), (230, 110, 10), (160, 62, 0)),
    ),
    Colours.BLUE_RED: (
        ((5, 113, 176), (146, 197, 222)),
        ((244, 165, 130), (202, 0, 32)),
    ),
    Colours.PURPLE_GREEN: (
        ((123, 50, 148), (194, 165, 207)),
        ((166, 219, 160), (0, 136, 55)),
    ),
}
"""From the strongest evidence against to the weakest, and from the weakest for to the strongest."""


@cache
def colour_map(colours: Colours) -> Pixels:
    """Give (255, 3) uint8: from the strongest evidence against, over zero, to that for."""
    half = np.linspace(0, 1, ZERO)
    sides = []
    for side in _STOPS[colours]:
        stops = np.linspace(0, 1, len(side))
        sides.append(np.stack([np.interp(half, stops, np.array(side)[:, c]) for c in range(3)], 1))
    middle = np.full((1, 3), 255.0)
    table: Pixels = np.concatenate([sides[0], middle, sides[1]]).round().astype(np.uint8)
    table.flags.writeable = False
    return table


def line_colours(colours: Colours) -> tuple[Colour, Colour]:
    """Give the outlines' colours, against and for."""
    against, favour = _STOPS[colours]
    return against[(len(against) - 1) // 2], favour[len(favour) // 2]
