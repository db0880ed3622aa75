"""What each place that a layer of a `.tflite` network makes looks at, in the map given to it."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.inference.litert_schema import SAME, Operator
from core.inference.receptive_field import ReceptiveField

PLACE_BY_PLACE: Final = frozenset(
    {
        Operator.QUANTIZE,
        Operator.ADD,
        Operator.SUB,
        Operator.MUL,
        Operator.RELU,
        Operator.RELU6,
        Operator.LEAKY_RELU,
        Operator.PRELU,
        Operator.HARD_SWISH,
        Operator.LOGISTIC,
    }
)
"""Operators that answer at a place from what is given there."""


@dataclass(frozen=True, slots=True)
class Layer:
    """An operator with what it is given.

    Attributes
    ----------
    code : int
        An `Operator`'s, or another's.
    told : object
        The operator's own options.
    given, made : list of int
        Shapes of the map that it takes and of the one that it makes, of one picture.
    constant : list of int
        Shape of what it is given beside, weights mostly; empty where there is nothing.
    values : array or None
        The constant's, where they are int8 or int32.
    blocks : int
        Places along a side of what was one block each in the map given; 1 where it was none.
    """

    code: int
    told: Any
    given: list[int]
    made: list[int]
    constant: list[int]
    values: NDArray[np.int8] | NDArray[np.int32] | None
    blocks: int = 1

    @property
    def square(self) -> bool:
        """Whether it takes a square map with channels, and makes another."""
        return all(len(one) == 4 and one[1] == one[2] for one in (self.given, self.made))

    def alike(self, places: int) -> bool:
        """Whether it does the same to each of `places` * `places` places, wherever they lie."""
        if self.code not in PLACE_BY_PLACE or not self.constant:
            return True
        if math.prod(self.constant[:-1]) == 1 and self.square:
            return True
        if self.values is None or math.prod(self.given) % places**2:
            return False
        spread = np.broadcast_to(self.values, self.given).reshape(places**2, -1)
        return bool((spread == spread[0]).all())

    @property
    def anywhere(self) -> bool:
        """Whether it does the same wherever a place lies, in maps of every size."""
        if self.code in PLACE_BY_PLACE:
            return math.prod(self.constant[:-1]) == 1
        return bool(self.code != Operator.RESHAPE)


Rule = Callable[[Layer, ReceptiveField], ReceptiveField | None]


def field_behind(layer: Layer, field: ReceptiveField) -> ReceptiveField | None:
    """Tell what a layer's places look at.

    Parameters
    ----------
    layer : Layer
    field : ReceptiveField
        Of what is given to it.

    Returns
    -------
    ReceptiveField or None
        None where that is not known, or not alike along both sides.
    """
    rule = RULES.get(layer.code)
    return rule(layer, field) if rule else None


def _place_by_place(layer: Layer, field: ReceptiveField) -> ReceptiveField | None:
    return field if layer.given == layer.made else None


def _row_by_row(layer: Layer, field: ReceptiveField) -> ReceptiveField | None:
    """A row's places and channels may be counted as one meanwhile: none of them moves."""
    return field if layer.given[:2] == layer.made[:2] else None


def _convolved(layer: Layer, field: ReceptiveField) -> ReceptiveField | None:
    if len(layer.constant) != 4:  # its weights are a map themselves
        return None
    _, high, wide, _ = layer.constant
    apart = layer.told.dilationHFactor
    if high != wide or apart != layer.told.dilationWFactor:
        return None
    found = _in_windows(layer, field, (high - 1) * apart + 1)
    return found and _without_zeros(layer, field, found)


def _without_zeros(layer: Layer, given: ReceptiveField, found: ReceptiveField) -> ReceptiveField:
    """Leave out what is looked at with weights of zero, as where a kernel does not fill blocks."""
    if layer.blocks == 1 or layer.code != Operator.CONV_2D or layer.values is None:
        return found
    made, high, wide, channels = layer.values.shape
    if channels != layer.given[3]:  # in groups, each of which sees a part of the block
        return found
    inside = (layer.blocks, layer.blocks, channels // layer.blocks**2)
    weights = layer.values.reshape(made, high, wide, *inside)
    used = weights.any(axis=(0, 2, 4, 5)).ravel() | weights.any(axis=(0, 1, 3, 5)).ravel()
    pixel = given.step // layer.blocks
    return replace(
        found,
        before=max(found.before - pixel * int(used.argmax()), 0),
        after=max(found.after - pixel * int(used[::-1].argmax()), 0),
    )


def _pooled(layer: Layer, field: ReceptiveField) -> ReceptiveField | None:
    high = layer.told.filterHeight
    return _in_windows(layer, field, high) if high == layer.told.filterWidth else None


def _in_windows(layer: Layer, field: ReceptiveField, kernel: int) -> ReceptiveField | None:
    stride = layer.told.strideH
    if not layer.square or stride != layer.told.strideW:
        return None
    places = layer.made[1]
    lacking = max((places - 1) * stride + kernel - layer.given[1], 0)
    same = layer.told.padding == SAME
    return field.behind(places, kernel, stride, lacking // 2 if same else 0)


def _in_blocks(layer: Layer, field: ReceptiveField) -> ReceptiveField | None:
    size = layer.told.blockSize
    return field.behind(layer.made[1], size, size, 0) if layer.square else None


def _with_margin(layer: Layer, field: ReceptiveField) -> ReceptiveField | None:
    if not layer.square or layer.values is None:
        return None
    over, beside = layer.values[1].tolist(), layer.values[2].tolist()
    return field.behind(layer.made[1], 1, 1, over[0]) if over == beside else None


RULES: Final[Mapping[int, Rule]] = {
    **dict.fromkeys(PLACE_BY_PLACE, _place_by_place),
    Operator.RESHAPE: _row_by_row,
    Operator.CONV_2D: _convolved,
    Operator.DEPTHWISE_CONV_2D: _convolved,
    Operator.MAX_POOL_2D: _pooled,
    Operator.AVERAGE_POOL_2D: _pooled,
    Operator.SPACE_TO_DEPTH: _in_blocks,
    Operator.PAD: _with_margin,
}
"""Layers whose places look at what lies near them, in the same way everywhere."""
