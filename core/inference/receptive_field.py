"""Which pixels of a picture each place of a feature map looks at."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ReceptiveField:
    """The square of pixels behind each place of a map, alike along both sides.

    Place k looks at the pixels `step` * k - `before` to `step` * k + `after`, both included, as far
    as the picture reaches (Araujo, Norris, Sim: Computing receptive fields of convolutional neural
    networks, https://doi.org/10.23915/distill.00021).

    Attributes
    ----------
    places : int
        Along a side of the map.
    step, before, after : int
        Pixels.
    """

    places: int
    step: int = 1
    before: int = 0
    after: int = 0

    @property
    def width(self) -> int:
        """Pixels along a side of the square."""
        return self.before + 1 + self.after

    def behind(self, places: int, kernel: int, stride: int, padding: int) -> Self:
        """Give the field of the map that a layer makes of this one.

        Parameters
        ----------
        places : int
            Along a side of the map made.
        kernel, stride, padding : int
            Places of this map: how many each of the other looks at, how far apart the first ones
            of two neighbours are, and how far outside of this map the very first begins.
        """
        return type(self)(
            places,
            self.step * stride,
            self.before + padding * self.step,
            self.after + (kernel - 1 - padding) * self.step,
        )

    def joined(self, other: Self) -> Self:
        """Give the field of a map whose places add up those of two, with the same step."""
        before, after = max(self.before, other.before), max(self.after, other.after)
        return type(self)(self.places, self.step, before, after)

    def pixels(self, offset: int, side: int) -> NDArray[np.intp]:
        """Give one pixel of each place's square, along a side of the picture.

        Parameters
        ----------
        offset : int
            Counted from the square's first pixel, below `width`.
        side : int
            Of the picture, px.

        Returns
        -------
        (places,) intp
            The picture's first or last pixel where the square reaches beyond.
        """
        there = self.step * np.arange(self.places) - self.before + offset
        return np.clip(there, 0, side - 1)
