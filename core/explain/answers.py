"""What layers answer for patterns, each once, to put maps together from."""

import numpy as np
from numpy.typing import NDArray

from core.explain.patterns import Numbers, Patterns


class Answers:
    """All channels of a place for each pattern.

    Parameters
    ----------
    patterns : Patterns
    channels : int
        Of the map, a byte each.

    Attributes
    ----------
    patterns : Patterns
    """

    def __init__(self, patterns: Patterns, channels: int) -> None:
        self.patterns = patterns
        self._answers = np.empty(patterns.count, np.dtype((np.void, channels)))

    def keep(self, numbers: Numbers, places: NDArray[np.void]) -> None:
        """Keep what places answered for patterns, both of one shape."""
        self._answers[numbers] = places

    def look_up(self, numbers: Numbers, maps: NDArray[np.int8]) -> None:
        """Put maps together.

        Parameters
        ----------
        numbers : (m, side * side) intp
            The pattern of each place.
        maps : (>= m, side, side, channels) int8
            The first m are changed in place.
        """
        np.take(self._answers, numbers, out=as_places(maps)[: len(numbers)], mode="clip")


def as_places(maps: NDArray[np.int8]) -> NDArray[np.void]:
    """View (N, side, side, channels) as (N, side * side) whole places."""
    viewed: NDArray[np.void] = maps.view(np.dtype((np.void, maps.shape[-1])))
    return viewed.reshape(len(maps), -1)
