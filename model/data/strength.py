"""How far pictures are changed while a network learns."""

from dataclasses import astuple, dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Strength:
    """How far pictures are changed; every value is the largest departure.

    Attributes
    ----------
    zoom_in, zoom_out : float
        Share of the side cropped away, or added around the picture.
    aspect : float
        Log of the change of proportion.
    tilt : float
        Radians.
    shift : float
        Share of the side, beside what zooming leaves free.
    light, contrast, saturation, cast : float
        In units of the value range 0..1.
    grey : float
        Share of pictures without any colour.
    erase : float
        Share of pictures with a rectangle painted in one colour.
    corner : float
        Share of those rectangles that lie in a corner, where shops put their marks.
    soften : float
        Share of batches drawn from a lower resolution.
    """

    zoom_in: float = 0.3
    zoom_out: float = 0.12
    aspect: float = 0.2
    tilt: float = 0.2
    shift: float = 0.03
    light: float = 0.15
    contrast: float = 0.3
    saturation: float = 0.5
    cast: float = 0.06
    grey: float = 0.05
    erase: float = 0.25
    corner: float = 0.0
    soften: float = 0.3

    def scaled(self, factor: float) -> Self:
        """Give every departure times a factor: 1 as it is, 0 nothing but mirroring."""
        return type(self)(*(factor * value for value in astuple(self)))
