"""What layers answer for patterns, each once, to put maps together from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.explain.patterns import Numbers

if TYPE_CHECKING:
    from core.inference.stem import MapWriter
    from core.jobs import CancelToken


class Answers:
    """All channels of blocks of places, each with a number.

    Parameters
    ----------
    channels : int
        Of the map, a byte each.
    block : int
        Places along a side of a block.
    room : int
        Numbers from 0 on that are kept by `keep`; others are given by `add`.
    token : CancelToken, optional
        Looked at before each few maps, as a slow network takes seconds for a batch.

    Attributes
    ----------
    channels, block : int
    count : int
        How many there are.
    token : CancelToken or None
    """

    def __init__(
        self, channels: int, block: int = 1, room: int = 0, token: CancelToken | None = None
    ) -> None:
        self.channels = channels
        self.block = block
        self.token = token
        self.count = room
        self._places = np.empty((room, block**2), np.dtype((np.void, channels)))

    def keep(self, numbers: Numbers, blocks: NDArray[np.void]) -> None:
        """Keep what was answered.

        Parameters
        ----------
        numbers : (...) intp
        blocks : (..., block * block) void
            The places of each block, all channels each.
        """
        self._places[numbers] = blocks

    def add(self, blocks: NDArray[np.void]) -> Numbers:
        """Keep blocks (m, block * block) by numbers of their own; gives these, (m,) intp."""
        first, self.count = self.count, self.count + len(blocks)
        if self.count > len(self._places):
            kept = self._places
            more = np.empty((2 * self.count, kept.shape[1]), kept.dtype)
            more[: len(kept)] = kept
            self._places = more  # once all is there: maps are put together meanwhile
        self._places[first : self.count] = blocks
        return np.arange(first, self.count)

    def since(self, first: int) -> NDArray[np.int8]:
        """Give the blocks from a number on, (m, block, block, channels), not to be changed."""
        blocks = self._places[first : self.count].view(np.int8)
        return blocks.reshape(-1, self.block, self.block, self.channels)

    def writer(self, numbers: Numbers) -> MapWriter:
        """Give what puts maps together from blocks of (m, blocks) numbers, part by part."""

        def write(part: slice, maps: NDArray[np.int8]) -> None:
            self.look_up(numbers[part], maps)

        return write

    def look_up(self, numbers: Numbers, maps: NDArray[np.int8]) -> None:
        """Put maps together.

        Parameters
        ----------
        numbers : (m, blocks) intp
            Of each block.
        maps : (>= m, side, side, channels) int8
            The first m are changed in place.

        Raises
        ------
        Cancelled
        """
        if self.token is not None:
            self.token.check()
        side, count = maps.shape[1] // self.block, len(numbers)
        # A block's rows lie apart in a map: each is moved at once.
        held = self._places.view(np.dtype((np.void, self.block * self.channels))).ravel()
        lines = maps[:count].reshape(count, side, self.block, -1).view(held.dtype)
        first = numbers.reshape(count, side, side) * self.block
        for row in range(self.block):
            np.take(held, first + row, out=lines[:, :, row], mode="clip")

    def look_up_places(self, places: Numbers, squares: NDArray[np.int8]) -> None:
        """Put squares together place by place.

        Parameters
        ----------
        places : (m, width * width) intp
            A block's number times the places of a block, and which of them.
        squares : (>= m, width, width, channels) int8
            The first m are changed in place.
        """
        np.take(self._places, places, out=as_places(squares[: len(places)]), mode="clip")


def as_places(maps: NDArray[np.int8]) -> NDArray[np.void]:
    """View (N, side, side, channels), or (N, k, channels), as (N, k) whole places."""
    viewed: NDArray[np.void] = maps.view(np.dtype((np.void, maps.shape[-1])))
    return viewed.reshape(len(maps), math.prod(maps.shape[1:-1]))
