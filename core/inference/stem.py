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

Answering = Callable[[], NDArray[np.float32]]
"""Waits for logits (count, n_classes); raises EngineError where one is not finite, and what the
writer of the maps raised."""


class MapLayers(Protocol):
    """Layers that make a map of whole numbers, so that a place's are the same in every picture.

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

    def finish(self, count: int, write: MapWriter) -> Answering:
        """Begin to run the layers behind these on `count` maps that `write` makes.

        These layers themselves may be run meanwhile.

        Returns
        -------
        Answering
            Of the logits that the whole network answers for these pictures, to the last bit.
        """
        ...


class Stem(MapLayers, Protocol):
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


class Middle(MapLayers, Protocol):
    """Layers behind the stem that make a map with as many places as the stem's."""

    @property
    def block(self) -> int:
        """Places along a side of this map that share a square of the stem's."""
        ...

    @property
    def reduction(self) -> "Reduction | None":
        """The layers that come next, where they make a smaller map."""
        ...

    def run_windows(self, own: NDArray[np.intp], write: MapWriter) -> NDArray[np.int8]:
        """Run them on squares cut out of the stem's maps, as if a square were all there is.

        Parameters
        ----------
        own : (count, k) intp
            Which places of each square's answer are wanted, those in rows counted through: right
            as far as all that they look at lies inside, or beyond the whole map's edge as well as
            the square's.
        write : callable
            Puts squares into an array (m, width, width, channels of the stem), as wide as what a
            block looks at.

        Returns
        -------
        (count, k, channels) int8
            Owned by the caller.
        """
        ...


class Reduction(MapLayers, Protocol):
    """Layers behind the middle that make a map with fewer places.

    The first of them work place by place, and lift what is given; those behind look at squares of
    that.
    """

    @property
    def margin(self) -> int:
        """What lifted places hold beyond the map's edges, in all channels, -128 to 127."""
        ...

    def lift(self, blocks: NDArray[np.int8]) -> NDArray[np.int8]:
        """Run the first layers on blocks of the middle's maps.

        Parameters
        ----------
        blocks : (count, block, block, channels) int8

        Returns
        -------
        (count, block, block, lifted channels) int8
            Perhaps what was given.
        """
        ...

    def run_windows(self, count: int, write: MapWriter) -> NDArray[np.int8]:
        """Run those behind on squares cut out of lifted maps, each for a single place.

        Parameters
        ----------
        count : int
        write : callable
            Puts squares into an array (m, width, width, lifted channels), as wide as what a place
            looks at.

        Returns
        -------
        (count, 1, 1, channels) int8
            Owned by the caller.
        """
        ...
