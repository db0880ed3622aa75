"""A LiteRT network in parts: its first layers, those that come next, and the rest."""

import logging
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import numpy as np
from numpy.typing import NDArray

from core.errors import PackError
from core.inference.engine import Writer
from core.inference.litert_lanes import Lanes
from core.inference.litert_layers import LastLayers, Layers
from core.inference.receptive_field import ReceptiveField
from core.inference.stem import MapWriter
from core.vocabulary import Scaling

if TYPE_CHECKING:
    from core.inference.litert_parts import Parts

log = logging.getLogger(__name__)

BLOCK: Final = 2
"""Places along a side that share a square: 80 pictures' worth for 128 samples of the network that
ships, 123 singly."""
WINDOWS: Final = 256
"""Squares that a thread runs at once, a few pictures' worth."""


@dataclass(frozen=True, slots=True)
class PartedLane:
    """What one thread runs of a network in parts.

    Attributes
    ----------
    stem : Layers
    middle, windows : Layers or None
        The layers that come next, for whole maps of the stem and for squares cut out of them.
    rest : LastLayers
    """

    stem: Layers
    middle: Layers | None
    windows: Layers | None
    rest: LastLayers

    @property
    def all(self) -> list[Layers]:
        """Each of them."""
        every = (self.stem, self.middle, self.windows, self.rest)
        return [layers for layers in every if layers is not None]

    @property
    def behind_stem(self) -> tuple[LastLayers] | tuple[Layers, LastLayers]:
        """All layers behind the stem."""
        return (self.rest,) if self.middle is None else (self.middle, self.rest)


@dataclass(frozen=True, slots=True)
class LiteRtMiddle:
    """A `Middle` whose layers LiteRT runs."""

    field: ReceptiveField
    _lanes: Sequence[PartedLane]
    _threads: Lanes

    @property
    def channels(self) -> int:
        """See `Layers`."""
        return self._lanes[0].rest.channels

    @property
    def block(self) -> int:
        """See `Middle`."""
        return block_of(self.field)

    def run_windows(self, count: int, write: MapWriter) -> NDArray[np.int8]:
        """See `Middle`."""
        windows = [(lane.windows,) for lane in self._lanes if lane.windows is not None]
        return self._threads.joined(windows, count, write, Layers.output)

    def finish(self, count: int, write: MapWriter) -> NDArray[np.float32]:
        """See `Layers`."""
        rest = [(lane.rest,) for lane in self._lanes]
        return self._threads.joined(rest, count, write, LastLayers.logits)


@dataclass(frozen=True, slots=True)
class LiteRtStem:
    """A `Stem` whose layers LiteRT runs.

    Attributes
    ----------
    lanes : sequence of PartedLane
        One for each thread.
    """

    field: ReceptiveField
    middle: LiteRtMiddle | None
    lanes: Sequence[PartedLane]
    _threads: Lanes

    @classmethod
    def of(
        cls, path: Path, content: bytes, scaling: Scaling, share: int, threads: Lanes
    ) -> Self | None:
        """Part a network, and start its parts for `share` pictures a thread.

        Returns
        -------
        LiteRtStem or None
            None where it cannot be parted so that its answers stay the same.
        """
        parts = _parts(path, content)
        if parts is None:
            return None
        try:
            lanes = [_lane(path, parts, scaling, share) for _ in range(threads.count)]
        except PackError as error:  # whole it runs: a part lacks what another one holds
            log.warning("%s is run whole: %s", path, error)
            return None
        if not all(_fit(lane.stem, lane.behind_stem[0]) for lane in lanes):
            return None
        field = parts.neighbours
        middle = None if field is None else LiteRtMiddle(field, lanes, threads)
        return cls(parts.field, middle, lanes, threads)

    @property
    def channels(self) -> int:
        """See `Layers`."""
        return self.lanes[0].behind_stem[0].channels

    @property
    def kernels(self) -> set[str]:
        """Whose arithmetic the interpreters do."""
        return {layers.kernels for lane in self.lanes for layers in lane.all}

    def run(self, count: int, write: Writer) -> NDArray[np.int8]:
        """See `Stem`."""
        first = [(lane.stem,) for lane in self.lanes]
        return self._threads.joined(first, count, write, Layers.output)

    def finish(self, count: int, write: MapWriter) -> NDArray[np.float32]:
        """See `Layers`."""
        behind = [lane.behind_stem for lane in self.lanes]
        return self._threads.joined(behind, count, write, LastLayers.logits)


def _parts(path: Path, content: bytes) -> "Parts | None":
    """Part a network; None also where its file lacks what LiteRT can do without.

    The runtime runs files without shapes, options or names of their operators. What then misses
    here is of any kind, and no answer hangs on it.
    """
    from core.inference.litert_parts import part  # with LiteRT's own reading of its files

    try:
        return part(content)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error):
        log.warning("%s is run whole: it cannot be read in parts", path, exc_info=True)
        return None


def block_of(field: ReceptiveField) -> int:
    """Give the places along a side of a block of which a map has a whole number, with a margin."""
    fits = field.places % BLOCK == 0 and field.width + BLOCK - 1 <= field.places
    return BLOCK if fits else 1


def _fit(one: Layers, behind: Layers) -> bool:
    """Whether LiteRT makes maps of the shape that the file tells, by which it was parted."""
    return np.array_equal(one.outputs[0]["shape"], behind.inputs[0]["shape"])


def _lane(path: Path, parts: "Parts", scaling: Scaling, share: int) -> PartedLane:
    middle = windows = None
    if parts.middle is not None and parts.neighbours is not None:
        middle = Layers(path, parts.middle, 1, share)
        width = parts.neighbours.width + block_of(parts.neighbours) - 1
        windows = Layers(path, parts.middle, 1, WINDOWS, side=width)
    stem = Layers(path, parts.stem, 1, share, scaling)
    return PartedLane(stem, middle, windows, LastLayers(path, parts.rest, 1, share))
