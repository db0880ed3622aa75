"""Whether a network's parts answer for squares what they answer there for whole maps.

A file may tell shapes that its layers do not make, or a byte for nothing that they do not take for
it. The parts, one behind the other, then still are the whole network; but what a place looks at,
or what lies beyond the edge, is another thing than was read out of the file. So they are asked
about noise: the first layers about some places, those behind about all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.inference.engine import copying
from core.inference.litert_lanes import run
from core.inference.litert_layers import Layers
from core.inference.squares import squares_inside

if TYPE_CHECKING:
    from core.inference.litert_later import LiteRtMiddle, LiteRtReduction
    from core.inference.litert_stem import LiteRtStem

GRAIN: Final = 4
"""Side of the noise's dots, px: layers that look at much average out what is finer."""

Maps = NDArray[np.int8]


def squares_alike(stem: LiteRtStem, size: int) -> bool:
    """Ask the parts of a network about squares, and about what these were cut out of.

    Parameters
    ----------
    stem : LiteRtStem
    size : int
        Side of the pictures, px.
    """
    across = -(-size // GRAIN)
    dots = np.random.default_rng(1).integers(0, 256, (2, across, across, 3), np.uint8)
    one, other = dots.repeat(GRAIN, axis=1).repeat(GRAIN, axis=2)[:, :size, :size]
    made = stem.run(1, copying(one[None]))
    if not _places_alike(stem, one, other, made[0]):
        return False
    middle, lane = stem.middle, stem.lanes[0]
    if middle is None or lane.middle is None:
        return True
    given, made = made, _whole(lane.middle.whole, made)
    blocks = _in_blocks(made[0], middle.block)
    if not np.array_equal(_blocks_answered(middle, given[0]), blocks):
        return False
    if middle.reduction is None or lane.reduction is None:
        return True
    given, made = made, _whole(lane.reduction.whole, made)
    return np.array_equal(_places_answered(middle.reduction, blocks, len(given[0])), made[0])


def _places_alike(
    stem: LiteRtStem, one: NDArray[np.uint8], other: NDArray[np.uint8], made: Maps
) -> bool:
    """Whether places, at the edges and in the midst, hang on what they look at alone."""
    last = stem.field.places - 1
    lines = sorted({0, min(1, last), last // 2, -(-last // 2), last})
    places = [(y, x) for y in lines for x in lines]
    pictures = np.repeat(other[None], len(places), axis=0)
    for picture, place in zip(pictures, places, strict=True):
        first = [stem.field.step * k - stem.field.before for k in place]
        square = tuple(slice(max(k, 0), max(k + stem.field.width, 0)) for k in first)
        picture[square] = one[square]
    answered = stem.run(len(pictures), copying(pictures))
    return all(np.array_equal(answered[k, y, x], made[y, x]) for k, (y, x) in enumerate(places))


def _whole(layers: Layers, maps: NDArray[Any]) -> Maps:
    return run((layers,), slice(0, len(maps)), copying(maps), Layers.output)


def _in_blocks(made: Maps, block: int) -> Maps:
    """Cut a map (side, side, channels) into (blocks, block, block, channels)."""
    along = len(made) // block
    cut = made.reshape(along, block, along, block, -1).swapaxes(1, 2)
    return cut.reshape(along**2, block, block, -1)


def _blocks_answered(middle: LiteRtMiddle, given: Maps) -> Maps:
    """Ask for each block of a middle's map in a square of the stem's, all of it inside."""
    around, own = squares_inside(middle.field, middle.block)
    width = round(around.shape[1] ** 0.5)
    squares = given.reshape(-1, given.shape[2])[around].reshape(-1, width, width, given.shape[2])
    answered = middle.run_windows(own, copying(squares))
    return answered.reshape(len(squares), middle.block, middle.block, -1)


def _places_answered(reduction: LiteRtReduction, blocks: Maps, side: int) -> Maps:
    """Ask for each place of a reduction's map in a square of the lifted one with its margin."""
    field, lifted = reduction.field, reduction.lift(blocks)
    along = side // lifted.shape[1]
    whole = lifted.reshape(along, along, *lifted.shape[1:]).swapaxes(1, 2).reshape(side, side, -1)
    beyond = max(field.step * (field.places - 1) + field.after + 1 - side, 0)
    around = ((field.before, beyond), (field.before, beyond), (0, 0))
    padded = np.pad(whole, around, constant_values=reduction.margin)
    firsts = field.step * np.arange(field.places)
    squares = _windows(padded, field.width, firsts)
    answered = reduction.run_windows(len(squares), copying(squares))
    return answered.reshape(field.places, field.places, -1)


def _windows(given: Maps, width: int, firsts: NDArray[np.intp]) -> NDArray[Any]:
    """Give the squares that begin in some lines down and along, (k * k, width, width, channels)."""
    every = sliding_window_view(given, (width, width), axis=(0, 1))
    squares = np.moveaxis(every[firsts[:, None], firsts], 2, -1)
    return squares.reshape(-1, width, width, given.shape[2])
