"""The first layers of a network apart from the rest, for whoever asks them about one photo often.

Each place of what they answer looks at a few pixels only. Of pictures that are parts of one photo,
most places have been seen before, in another picture.
"""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.inference.engine import Writer
from core.inference.receptive_field import ReceptiveField

MapWriter = Callable[[slice, NDArray[np.int8]], None]
"""As `Writer`, but that it puts maps into an array (k, places, places, channels)."""


class Layers(Protocol):
    """Layers whose numbers are whole, so that a place's are the same in every picture.

    Like the engine that they are part of, not to be entered by two threads.
    """

    @property
    def field(self) -> ReceptiveField:
        """What each place of the map that they make looks at, in what is given to them."""
        ...

    @property
    def channels(self) -> int:
        """Numbers of each place of that map, a byte each."""
        ...

    def finish(self, count: int, write: MapWriter) -> NDArray[np.float32]:
        """Run the layers behind these on `count` maps that `write` makes.

        Returns
        -------
        (count, n_classes) float32
            The logits that the whole network answers for these pictures, to the last bit.

        Raises
        ------
        EngineError
            A logit is not finite.
        """
        ...


class Stem(Layers, Protocol):
    """The first layers of all; what is given to them are pictures."""

    @property
    def middle(self) -> "Middle | None":
        """The layers that come next, where each of their places looks at neighbours alone."""
        ...

    def run(self, count: int, write: Writer) -> NDArray[np.int8]:
        """Run them on `count` pictures that `write` makes.

        Returns
        -------
        (count, places, places, channels) int8
            Owned by the caller.
        """
        ...


class Middle(Layers, Protocol):
    """Layers behind the stem that make a map with as many places as the stem's."""

    @property
    def block(self) -> int:
        """Places along a side of this map that share a square of the stem's."""
        ...

    def run_windows(self, count: int, write: MapWriter) -> NDArray[np.int8]:
        """Run them on `count` squares cut out of the stem's maps.

        Parameters
        ----------
        count : int
        write : callable
            Puts squares into an array (k, width, width, channels of the stem), as wide as what a
            block looks at.

        Returns
        -------
        (count, width, width, channels) int8
            What they make of a square as if it were all there is: right for a place of it as far as
            all that the place looks at lies inside, or beyond the whole map's edge as well as
            the square's. Owned by the caller.
        """
        ...
