"""Parts a `.tflite` network behind its first layers.

The cut lies where a single map leads on, as far behind as each of its places looks at no more than
an eighth of the picture's side: larger squares hold more superpixels, and with every one of them
twice as many patterns. Of the maps with the same square, the smallest.

Where the next layers make a map of as many places, each of which looks at its neighbours alone,
there is a second cut behind them.
"""

from __future__ import annotations

import copy
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from core.inference import litert_schema
from core.inference.litert_fields import Layer, field_behind
from core.inference.litert_schema import Kind, Operator
from core.inference.receptive_field import ReceptiveField

if TYPE_CHECKING:
    from ai_edge_litert import schema_py_generated as schema

LARGEST_SHARE: Final = 1 / 8
"""Of the picture's side: what a place of the first map looks at."""
NUMBERS: Final = {Kind.INT8: np.int8, Kind.INT32: np.int32}
NEIGHBOURS: Final = 3
"""Places of the first map, along a side, that a place of the second looks at."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A network in two or three, each a `.tflite` file that takes what the one before gives.

    Attributes
    ----------
    stem : bytes
    field : ReceptiveField
        Of the stem's map, in pixels.
    middle : bytes or None
    neighbours : ReceptiveField or None
        Of the middle's map, in places of the stem's.
    rest : bytes
    """

    stem: bytes
    field: ReceptiveField
    middle: bytes | None
    neighbours: ReceptiveField | None
    rest: bytes


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where to cut: behind so many operators a single tensor leads on."""

    end: int
    tensor: int
    field: ReceptiveField


def part(network: bytes) -> Parts | None:
    """Part a network behind its first layers.

    Parameters
    ----------
    network : bytes
        A `.tflite` file that LiteRT runs, with a square picture as its only input.

    Returns
    -------
    Parts or None
        None where no layer ends in a map of 8-bit numbers whose places look at little: what float
        layers answer may hang on where in a picture something stands, in the last bit. Nor are
        networks parted that call others: these may share what they keep with both sides.
    """
    model = litert_schema.read(network)
    if len(model.subgraphs) != 1:
        return None
    graph = _Graph(model)
    (picture,) = graph.inputs
    first = graph.cut(0, picture, LARGEST_SHARE * graph.side(picture))
    if first is None or first.field.width == 1:  # looking a pixel up is as dear as working it out
        return None
    second = graph.cut(first.end, first.tensor, NEIGHBOURS, anywhere=True)
    if second and not _beside(first.field, second.field):
        second = None
    last = second or first
    return Parts(
        graph.packed(slice(0, first.end), picture, first.tensor),
        first.field,
        None
        if second is None
        else graph.packed(slice(first.end, second.end), first.tensor, second.tensor),
        None if second is None else second.field,
        graph.rest(last),
    )


def _beside(stem: ReceptiveField, middle: ReceptiveField) -> bool:
    """Whether the second map has a place for each of the first's, and squares fit into that."""
    return (middle.step, middle.places) == (1, stem.places) and middle.width <= stem.places


class _Graph:
    """A network's operators in the order in which they run."""

    def __init__(self, model: schema.ModelT) -> None:
        self._model = model
        self._graph = model.subgraphs[0]
        self.inputs = [int(one) for one in self._graph.inputs]
        operators = self._graph.operators
        self._last_needed = {
            **{int(one): k for k, operator in enumerate(operators) for one in operator.inputs},
            **{int(one): len(operators) for one in self._graph.outputs},
        }
        self._blocks = {
            int(one.outputs[0]): int(one.builtinOptions.blockSize)
            for one in operators
            if self._code(one) == Operator.SPACE_TO_DEPTH
        }

    def cut(self, begin: int, given: int, widest: float, *, anywhere: bool = False) -> _Cut | None:
        """Find where to cut some operators off, the last of them as far behind as may be.

        Parameters
        ----------
        begin : int
            The first of them.
        given : int
            The tensor that they take.
        widest : float
            Places of it that a place of what they make may look at, along a side.
        anywhere : bool
            Whether they must do the same wherever a place lies, and leave it where it is.
        """
        cuts = list(self._cuts(begin, given, widest, anywhere))
        if not cuts:
            return None
        return min(cuts, key=lambda one: (-one.field.width, np.prod(self._shape(one.tensor))))

    def side(self, tensor: int) -> int:
        """Give the places along a side of a map."""
        return self._shape(tensor)[1]

    def packed(self, part: slice, given: int, made: int) -> bytes:
        """Write some of the operators, which take one tensor and make another, as a network."""
        return self._packed(self._graph.operators[part], given, [made])

    def rest(self, cut: _Cut) -> bytes:
        """Write what comes behind a cut as a network.

        Maps that it answers stay in 8 bits: as floats they are four times as large, and written
        for each picture, also where nobody reads them.
        """
        operators, outputs = self._graph.operators[cut.end :], []
        in_bytes = {int(one.outputs[0]): one for one in operators if self._makes_a_map_float(one)}
        for output in map(int, self._graph.outputs):
            outputs.append(int(in_bytes[output].inputs[0]) if output in in_bytes else output)
        left = [one for one in operators if int(one.outputs[0]) not in in_bytes]
        return self._packed(left, cut.tensor, outputs)

    def _packed(
        self, operators: Sequence[schema.OperatorT], given: int, made: Sequence[int]
    ) -> bytes:
        """Write operators as a network of their own, with no more than its weights."""
        graph, model = copy.copy(self._graph), copy.copy(self._model)
        graph.operators = operators
        graph.inputs, graph.outputs = np.array([given], np.int32), np.array(made, np.int32)
        used = {int(tensor) for one in graph.operators for tensor in one.inputs}
        kept = {self._graph.tensors[tensor].buffer for tensor in used if tensor >= 0}
        nothing = litert_schema.no_buffer()
        model.subgraphs, model.signatureDefs = [graph], []
        model.buffers = [
            buffer if number in kept else nothing
            for number, buffer in enumerate(self._model.buffers)
        ]
        return litert_schema.written(model)

    def _cuts(self, begin: int, given: int, widest: float, anywhere: bool) -> Iterator[_Cut]:
        """Give where it can be cut, up to the first layer that looks at too much or unknown."""
        fields = {given: ReceptiveField(self.side(given))}
        for end, operator in enumerate(self._graph.operators[begin:], begin + 1):
            made, layer = int(operator.outputs[0]), self._layer(operator, fields.keys())
            field = self._field(operator, layer, fields)
            if field is None or field.width > widest or (anywhere and not layer.anywhere):
                return
            fields[made] = field
            alone = [one for one in fields if self._last_needed.get(one, 0) >= end] == [made]
            if alone and self._shape(made)[1:-1] == [field.places] * 2:
                yield _Cut(end, made, field)

    def _field(
        self, operator: schema.OperatorT, layer: Layer, fields: Mapping[int, ReceptiveField]
    ) -> ReceptiveField | None:
        """Tell what each place that an operator makes looks at; None where that is not known."""
        given = [int(one) for one in operator.inputs if int(one) in fields]
        if not given or any(self._shape(one) != layer.given for one in given):
            return None  # where one is spread over the other, a place looks at all of it
        if not layer.alike(fields[given[0]].places):
            return None  # squares would not answer elsewhere in a picture what they answer here
        if len(operator.outputs) != 1 or not self._in_bytes(int(operator.outputs[0])):
            return None
        field, *others = (fields[one] for one in given)
        if any(other.step != field.step for other in others):
            return None
        for other in others:
            field = field.joined(other)
        return field_behind(layer, field)

    def _layer(self, operator: schema.OperatorT, maps: Container[int]) -> Layer:
        inputs = [int(one) for one in operator.inputs if one >= 0]
        given = next((one for one in inputs if one in maps), None)
        constant = next((one for one in inputs if one not in maps), None)
        return Layer(
            self._code(operator),
            operator.builtinOptions,
            [] if given is None else self._shape(given),
            self._shape(int(operator.outputs[0])),
            [] if constant is None else self._shape(constant),
            None if constant is None else self._values(constant),
            1 if given is None else self._blocks.get(given, 1),
        )

    def _code(self, operator: schema.OperatorT) -> int:
        code = self._model.operatorCodes[operator.opcodeIndex]
        return int(max(code.builtinCode, code.deprecatedBuiltinCode))

    def _makes_a_map_float(self, operator: schema.OperatorT) -> bool:
        """Whether it does nothing but turn a map that the network answers into floats."""
        if self._code(operator) != Operator.DEQUANTIZE:
            return False
        output = int(operator.outputs[0])
        needed = {int(one) for other in self._graph.operators for one in other.inputs}
        return (
            output in map(int, self._graph.outputs)
            and output not in needed
            and len(self._shape(output)) == 4
        )

    def _in_bytes(self, tensor: int) -> bool:
        kinds = (Kind.INT8, Kind.UINT8)
        return self._graph.tensors[tensor].type in kinds

    def _shape(self, tensor: int) -> list[int]:
        shape = self._graph.tensors[tensor].shape
        return [] if shape is None else [int(one) for one in shape]

    def _values(self, number: int) -> NDArray[Any] | None:
        tensor = self._graph.tensors[number]
        data, kind = self._model.buffers[tensor.buffer].data, NUMBERS.get(tensor.type)
        if data is None or kind is None:
            return None
        return np.frombuffer(bytes(data), kind).reshape(self._shape(number))
