"""What layers answer for patterns, each once, to put maps together from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.explain.patterns import Numbers, Patterns

if TYPE_CHECKING:
    from core.explain.designs import Rows
    from core.inference.stem import MapWriter
    from core.jobs import CancelToken


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
    token : CancelToken, optional
        Looked at before each few maps, as a slow network takes seconds for a batch.

    Attributes
    ----------
    patterns : Patterns
    token : CancelToken or None
    """

    def __init__(
        self,
        patterns: Patterns,
        channels: int,
        block: int = 1,
        token: CancelToken | None = None,
    ) -> None:
        self.patterns = patterns
        self.token = token
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

    def of(self, rows: Rows) -> MapWriter:
        """Give what puts the maps of (m, n_superpixels) rows together, part by part."""

        def write(part: slice, maps: NDArray[np.int8]) -> None:
            self.look_up(self.patterns.seen(rows[part]), maps)

        return write

    def look_up(self, numbers: Numbers, maps: NDArray[np.int8]) -> None:
        """Put maps together.

        Parameters
        ----------
        numbers : (m, blocks) intp
            The pattern of each block.
        maps : (>= m, side, side, channels) int8
            The first m are changed in place.

        Raises
        ------
        Cancelled
        """
        if self.token is not None:
            self.token.check()
        side, count = maps.shape[1] // self._block, len(numbers)
        lines = maps[:count].reshape(count, side, self._block, -1).view(self._answers.dtype)
        blocks = numbers.reshape(count, side, side)
        for row, answers in enumerate(self._answers):
            np.take(answers, blocks, out=lines[:, :, row], mode="clip")


def as_places(maps: NDArray[np.int8]) -> NDArray[np.void]:
    """View (N, side, side, channels) as (N, side * side) whole places."""
    viewed: NDArray[np.void] = maps.view(np.dtype((np.void, maps.shape[-1])))
    return viewed.reshape(len(maps), -1)
