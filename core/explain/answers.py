"""What layers answer for patterns, each once, to put maps together from."""

import numpy as np
from numpy.typing import NDArray

from core.explain.patterns import Numbers, Patterns


class Answers:
    """All channels of a block of places for each pattern.

    Parameters
    ----------
    patterns : Patterns
        Of the blocks.
    channels : int
        Of the map, a byte each.
    block : int
        Places along a side of a block.

    Attributes
    ----------
    patterns : Patterns
    """

    def __init__(self, patterns: Patterns, channels: int, block: int = 1) -> None:
        self.patterns = patterns
        self._block = block
        # A block's rows lie apart in a map: each is moved at once.
        self._answers = np.empty((block, patterns.count), np.dtype((np.void, block * channels)))

    def keep(self, numbers: Numbers, blocks: NDArray[np.void]) -> None:
        """Keep what was answered for patterns.

        Parameters
        ----------
        numbers : (...) intp
        blocks : (..., block * block) void
            The places of each block, all channels each.
        """
        rows = np.ascontiguousarray(blocks).view(self._answers.dtype)
        for row, answers in enumerate(self._answers):
            answers[numbers] = rows[..., row]

    def look_up(self, numbers: Numbers, maps: NDArray[np.int8]) -> None:
        """Put maps together.

        Parameters
        ----------
        numbers : (m, blocks) intp
            The pattern of each block.
        maps : (>= m, side, side, channels) int8
            The first m are changed in place.
        """
        side, count = maps.shape[1] // self._block, len(numbers)
        lines = maps[:count].reshape(count, side, self._block, -1).view(self._answers.dtype)
        blocks = numbers.reshape(count, side, side)
        for row, answers in enumerate(self._answers):
            np.take(answers, blocks, out=lines[:, :, row], mode="clip")


def as_places(maps: NDArray[np.int8]) -> NDArray[np.void]:
    """View (N, side, side, channels) as (N, side * side) whole places."""
    viewed: NDArray[np.void] = maps.view(np.dtype((np.void, maps.shape[-1])))
    return viewed.reshape(len(maps), -1)
