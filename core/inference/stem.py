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


class Stem(Protocol):
    """First layers whose numbers are whole, so that a place's are the same in every picture.

    Like the engine that it is part of, not to be entered by two threads.
    """

    field: ReceptiveField
    """Of each place of the map that the first layers answer."""

    channels: int
    """Numbers of each place, a byte each."""

    def run(self, count: int, write: Writer) -> NDArray[np.int8]:
        """Run the first layers on `count` pictures that `write` makes.

        Returns
        -------
        (count, places, places, channels) int8
            Owned by the caller.
        """
        ...

    def finish(self, count: int, write: MapWriter) -> NDArray[np.float32]:
        """Run the other layers on `count` maps that `write` makes.

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
