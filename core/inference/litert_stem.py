"""A LiteRT network in parts: its first layers, those that come next, and the rest."""

import logging
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from core.errors import PackError
from core.inference.engine import Writer
from core.inference.litert_lanes import Lane, Lanes
from core.inference.litert_later import (
    LiteRtMiddle,
    LiteRtReduction,
    MiddleLane,
    ReductionLane,
    block_of,
    middle_lane,
    reduction_lane,
)
from core.inference.litert_layers import LastLayers, Layers
from core.inference.receptive_field import ReceptiveField
from core.inference.stem import Answering, MapWriter
from core.vocabulary import Scaling

if TYPE_CHECKING:
    from core.inference.litert_parts import Parts

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PartedLane:
    """What one thread runs of a network in parts.

    Attributes
    ----------
    stem : Layers
    middle : MiddleLane or None
    reduction : ReductionLane or None
        The layers that come next.
    rest : LastLayers
    """

    stem: Layers
    middle: MiddleLane | None
    reduction: ReductionLane | None
    rest: LastLayers

    @property
    def all(self) -> list[Layers]:
        """Each of them."""
        later = (one.all for one in (self.middle, self.reduction) if one is not None)
        return [self.stem, *chain.from_iterable(later), self.rest]

    @property
    def behind_stem(self) -> Lane[LastLayers]:
        """All layers behind the stem."""
        before = () if self.middle is None else (self.middle.whole,)
        return (*before, *self.behind_middle)

    @property
    def behind_middle(self) -> Lane[LastLayers]:
        """All layers behind the middle."""
        before = () if self.reduction is None else (self.reduction.whole,)
        return (*before, self.rest)


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
        if not all(_fit(lane) for lane in lanes):
            return None
        return cls(parts.stem.field, _middle(parts, lanes, threads), lanes, threads)

    @property
    def channels(self) -> int:
        """See `MapLayers`."""
        return self.lanes[0].behind_stem[0].channels

    @property
    def kernels(self) -> set[str]:
        """Whose arithmetic the interpreters do."""
        return {layers.kernels for lane in self.lanes for layers in lane.all}

    def run(self, count: int, write: Writer) -> NDArray[np.int8]:
        """See `Stem`."""
        first = [(lane.stem,) for lane in self.lanes]
        return self._threads.begin_joined(first, count, write, Layers.output)()

    def finish(self, count: int, write: MapWriter) -> Answering:
        """See `MapLayers`."""
        behind = [lane.behind_stem for lane in self.lanes]
        return self._threads.begin_joined(behind, count, write, LastLayers.logits)


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


def _middle(parts: "Parts", lanes: Sequence[PartedLane], threads: Lanes) -> LiteRtMiddle | None:
    if parts.middle is None:
        return None
    held = [lane.middle for lane in lanes if lane.middle is not None]
    behind = [lane.behind_middle for lane in lanes]
    beside = Lanes(threads.count)  # squares are run while whole maps are
    reduction = _reduction(parts, lanes, threads, beside)
    return LiteRtMiddle(parts.middle.field, reduction, held, behind, threads, beside)


def _reduction(
    parts: "Parts", lanes: Sequence[PartedLane], threads: Lanes, beside: Lanes
) -> LiteRtReduction | None:
    if parts.reduction is None:
        return None
    held = [lane.reduction for lane in lanes if lane.reduction is not None]
    behind: list[Lane[LastLayers]] = [(lane.rest,) for lane in lanes]
    field, margin = parts.reduction.field, parts.reduction.margin
    return LiteRtReduction(field, margin, held, behind, threads, beside)


def _lane(path: Path, parts: "Parts", scaling: Scaling, share: int) -> PartedLane:
    middle = reduction = None
    if parts.middle is not None:
        middle = middle_lane(path, parts.middle, share)
        if parts.reduction is not None:
            block = block_of(parts.middle.field)
            reduction = reduction_lane(path, parts.reduction, share, block)
    stem = Layers(path, parts.stem.content, 1, share, scaling)
    return PartedLane(stem, middle, reduction, LastLayers(path, parts.rest, 1, share))


def _fit(lane: PartedLane) -> bool:
    """Whether LiteRT makes maps of the shape that the file tells, by which it was parted."""
    run = (lane.stem, *lane.behind_stem)
    return all(
        np.array_equal(one.outputs[0]["shape"], behind.inputs[0]["shape"])
        for one, behind in pairwise(run)
    )
