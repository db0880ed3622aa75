"""Pictures that show small squares of masked pictures side by side, as many as fit.

Where a place of the first layers' map sees many superpixels, showing it all its patterns takes
many whole pictures, in which the other places learn nothing new. A square just large enough for
what the place looks at does as well: what lies beside it, a square of another place, is not seen.
"""

import numpy as np
from numpy.typing import NDArray

from core.explain.patterns import Numbers, Patterns
from core.explain.perturbation import MaskedPictures
from core.inference.receptive_field import ReceptiveField


class Mosaic:
    """How squares lie in a picture of the network's size.

    Parameters
    ----------
    field : ReceptiveField
        Of the map that is made of the pictures.
    size : int
        Side of the pictures, px.

    Attributes
    ----------
    squares : int
        In a picture.
    """

    def __init__(self, field: ReceptiveField, size: int) -> None:
        self._field = field
        self._size = size
        # Squares begin at the first pixel of a place, so that layers with a stride meet them as
        # they meet the photo.
        self._lead = -(-field.before // field.step)
        self._side = field.step * (self._lead + 1 + -(-field.after // field.step))
        self._along = size // self._side
        self.squares = max(self._along**2, 1)

    def fitting(self) -> NDArray[np.bool_]:
        """Tell which places look at nothing beyond the picture's edge, (places * places,) bool.

        None do where a picture is too small for a square.
        """
        field = self._field
        first = field.step * np.arange(field.places) - field.before
        inside = (first >= 0) & (first + field.width <= self._size) & (self._along > 0)
        return (inside[:, None] & inside).ravel()

    def write(
        self, masked: MaskedPictures, patterns: Patterns, numbers: Numbers, place: NDArray[np.uint8]
    ) -> None:
        """Write pictures that show patterns, `squares` in each, the last one perhaps fewer.

        Parameters
        ----------
        masked : MaskedPictures
        patterns : Patterns
        numbers : (m,) intp
            Of patterns of fitting places.
        place : (>= pictures, size, size, 3) uint8
            Changed in place.
        """
        rows, places = patterns.shown(numbers)
        y, x = np.divmod(places, self._field.places)
        step, side, along = self._field.step, self._side, self._along
        pixels = masked.squares(rows, step * (y - self._lead), step * (x - self._lead), side)
        pictures = -(-len(numbers) // self.squares)
        tiles = np.zeros((pictures * self.squares, side, side, 3), np.uint8)
        tiles[: len(pixels)] = pixels
        laid = tiles.reshape(pictures, along, along, side, side, 3).swapaxes(2, 3)
        place[:pictures, : along * side, : along * side] = laid.reshape(
            pictures, along * side, along * side, 3
        )

    def places(self, count: int) -> tuple[Numbers, Numbers]:
        """Tell where in the maps of these pictures the answers are.

        Returns
        -------
        pictures, places : (count,) intp
        """
        pictures, tile = np.divmod(np.arange(count), self.squares)
        down, along = np.divmod(tile, self._along)
        apart = self._side // self._field.step
        y, x = (apart * k + self._lead for k in (down, along))
        return pictures, y * self._field.places + x
