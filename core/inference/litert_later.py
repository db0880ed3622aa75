"""LiteRT's layers behind others: for whole maps, and for squares cut out of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from core.inference.engine import copying
from core.inference.litert_lanes import Lane, Lanes
from core.inference.litert_layers import LastLayers, Layers
from core.inference.receptive_field import ReceptiveField
from core.inference.stem import Answering, MapWriter

if TYPE_CHECKING:
    from core.inference.litert_parts import Part, Reduction

BLOCK: Final = 2
"""Places along a side that share a square: 80 pictures' worth for 128 samples of the network that
ships, 123 singly."""
WINDOWS: Final = 256
"""Squares that a thread runs at once, a few pictures' worth."""
PLACES: Final = 256
"""The same where one place is made of each."""


@dataclass(frozen=True, slots=True)
class MiddleLane:
    """What one thread runs of a middle.

    Attributes
    ----------
    whole, windows : Layers
        For whole maps, and for squares cut out of them.
    """

    whole: Layers
    windows: Layers

    @property
    def all(self) -> list[Layers]:
        """Each of them."""
        return [self.whole, self.windows]


@dataclass(frozen=True, slots=True)
class ReductionLane:
    """What one thread runs of a reduction.

    Attributes
    ----------
    whole : Layers
        For whole maps.
    lift : Layers or None
        For blocks, the first layers.
    windows : Layers
        For squares, those behind.
    """

    whole: Layers
    lift: Layers | None
    windows: Layers

    @property
    def all(self) -> list[Layers]:
        """Each of them."""
        return [one for one in (self.whole, self.lift, self.windows) if one is not None]


@dataclass(frozen=True, slots=True)
class LiteRtReduction:
    """A `Reduction` that LiteRT runs."""

    field: ReceptiveField
    margin: int
    _lanes: Sequence[ReductionLane]
    _behind: Sequence[Lane[LastLayers]]
    _threads: Lanes
    _beside: Lanes

    @property
    def channels(self) -> int:
        """See `MapLayers`."""
        return self._behind[0][0].channels

    def lift(self, blocks: NDArray[np.int8]) -> NDArray[np.int8]:
        """See `Reduction`."""
        lifts = [(one.lift,) for one in self._lanes if one.lift is not None]
        if not lifts:
            return blocks
        given: NDArray[Any] = blocks
        made = self._beside.begin_joined(lifts, len(blocks), copying(given), Layers.output)()
        return made.view(np.int8)  # old quantisers' bytes have no sign

    def run_windows(self, count: int, write: MapWriter) -> NDArray[np.int8]:
        """See `Reduction`."""
        windows = [(one.windows,) for one in self._lanes]
        return self._beside.begin_joined(windows, count, write, Layers.output)()

    def finish(self, count: int, write: MapWriter) -> Answering:
        """See `MapLayers`."""
        return self._threads.begin_joined(self._behind, count, write, LastLayers.logits)


@dataclass(frozen=True, slots=True)
class LiteRtMiddle:
    """A `Middle` that LiteRT runs."""

    field: ReceptiveField
    reduction: LiteRtReduction | None
    _lanes: Sequence[MiddleLane]
    _behind: Sequence[Lane[LastLayers]]
    _threads: Lanes
    _beside: Lanes

    @property
    def channels(self) -> int:
        """See `MapLayers`."""
        return self._behind[0][0].channels

    @property
    def block(self) -> int:
        """See `Middle`."""
        return block_of(self.field)

    def run_windows(self, own: NDArray[np.intp], write: MapWriter) -> NDArray[np.int8]:
        """See `Middle`."""

        def take(windows: Layers, part: slice) -> NDArray[np.int8]:
            held = windows.held(part)
            squares = held.reshape(len(held), -1, held.shape[3])
            return squares[np.arange(len(held))[:, None], own[part]]

        windows = [(one.windows,) for one in self._lanes]
        return self._beside.begin_joined(windows, len(own), write, take)()

    def finish(self, count: int, write: MapWriter) -> Answering:
        """See `MapLayers`."""
        return self._threads.begin_joined(self._behind, count, write, LastLayers.logits)


def middle_lane(path: Path, part: "Part", share: int) -> MiddleLane:
    """Start a middle for `share` maps, and for squares that blocks look at.

    Raises
    ------
    PackError
        See `Layers`.
    """
    width = part.field.width + block_of(part.field) - 1
    whole = Layers(path, part.content, 1, share)
    return MiddleLane(whole, Layers(path, part.content, 1, WINDOWS, side=width))


def reduction_lane(path: Path, part: "Reduction", share: int, block: int) -> ReductionLane:
    """Start a reduction for `share` maps, for blocks, and for squares that places look at.

    Raises
    ------
    PackError
        See `Layers`.
    """
    return ReductionLane(
        Layers(path, part.content, 1, share),
        None if part.lift is None else Layers(path, part.lift, 1, PLACES, side=block),
        Layers(path, part.unpadded, 1, PLACES, side=part.field.width),
    )


def block_of(field: ReceptiveField) -> int:
    """Give the places along a side of a block of which a map has a whole number, with a margin."""
    fits = field.places % BLOCK == 0 and field.width + BLOCK - 1 <= field.places
    return BLOCK if fits else 1
