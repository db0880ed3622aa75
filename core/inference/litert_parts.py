"""Parts a `.tflite` network behind its first layers.

The cut lies where a single map leads on, as far behind as each of its places looks at no more than
an eighth of the picture's side: larger squares hold more superpixels, and with every one of them
twice as many patterns. Of the maps with the same square, the smallest.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

from core.inference.litert_fields import Layer, field_behind
from core.inference.receptive_field import ReceptiveField

FILE_IDENTIFIER: Final = b"TFL3"
LARGEST_SHARE: Final = 1 / 8
"""Of the picture's side: what a place of the map between the parts looks at."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A network in two.

    Attributes
    ----------
    stem, rest : bytes
        A `.tflite` file each; the second takes what the first gives.
    field : ReceptiveField
        Of the map that goes from one to the other.
    """

    stem: bytes
    rest: bytes
    field: ReceptiveField


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
        layers answer may hang on where in a picture something stands, in the last bit.
    """
    graph = _Graph(schema.ModelT.InitFromPackedBuf(network, 0))
    cuts = list(graph.cuts())
    if not cuts:
        return None
    cut = min(cuts, key=lambda one: (-one.field.width, graph.numbers(one.tensor)))
    stem = graph.packed(slice(0, cut.end), graph.inputs, [cut.tensor])
    rest = graph.packed(slice(cut.end, None), [cut.tensor], graph.outputs)
    return Parts(stem, rest, cut.field)


class _Graph:
    """A network's operators in the order in which they run."""

    def __init__(self, model: schema.ModelT) -> None:
        self._model = model
        self._graph = model.subgraphs[0]
        self.inputs, self.outputs = (
            [int(one) for one in ends] for ends in (self._graph.inputs, self._graph.outputs)
        )

    def cuts(self) -> Iterator[_Cut]:
        """Give where it can be cut, up to the first layer that looks at too much or unknown."""
        side = self._shape(self.inputs[0])[1]
        fields = {self.inputs[0]: ReceptiveField(side)}
        for end, operator in enumerate(self._graph.operators, 1):
            made, field = int(operator.outputs[0]), self._field(operator, fields)
            if field is None or field.width > LARGEST_SHARE * side:
                return
            fields[made] = field
            if fields.keys() & self._needed_behind(end) == {made} and len(self._shape(made)) == 4:
                yield _Cut(end, made, field)

    def numbers(self, tensor: int) -> int:
        """Count what a tensor holds for one picture."""
        return int(np.prod(self._shape(tensor)))

    def packed(self, part: slice, inputs: Sequence[int], outputs: Sequence[int]) -> bytes:
        """Write some of the operators as a network of their own, with no more than its weights."""
        graph, model = copy.copy(self._graph), copy.copy(self._model)
        graph.operators = self._graph.operators[part]
        graph.inputs, graph.outputs = np.array(inputs, np.int32), np.array(outputs, np.int32)
        used = {int(tensor) for one in graph.operators for tensor in one.inputs}
        kept = {self._graph.tensors[tensor].buffer for tensor in used if tensor >= 0}
        nothing = schema.BufferT()
        model.subgraphs, model.signatureDefs = [graph], []
        model.buffers = [
            buffer if number in kept else nothing
            for number, buffer in enumerate(self._model.buffers)
        ]
        builder = flatbuffers.Builder(sum(map(_size, model.buffers)))
        builder.Finish(model.Pack(builder), FILE_IDENTIFIER)
        return bytes(builder.Output())

    def _field(
        self, operator: schema.OperatorT, fields: Mapping[int, ReceptiveField]
    ) -> ReceptiveField | None:
        """Tell what each place that an operator makes looks at; None where that is not known."""
        given = [int(one) for one in operator.inputs if int(one) in fields]
        shapes = [self._shape(one) for one in given]
        if not given or any(shape != shapes[0] for shape in shapes):
            return None  # where one is spread over the other, a place looks at all of it
        if len(operator.outputs) != 1 or not self._in_bytes(int(operator.outputs[0])):
            return None
        field = fields[given[0]]
        for other in given[1:]:
            field = field.joined(fields[other])
        return field_behind(self._layer(operator, shapes[0]), field)

    def _layer(self, operator: schema.OperatorT, given: list[int]) -> Layer:
        code = self._model.operatorCodes[operator.opcodeIndex]
        second = int(operator.inputs[1]) if len(operator.inputs) > 1 else None
        return Layer(
            max(code.builtinCode, code.deprecatedBuiltinCode),
            operator.builtinOptions,
            given,
            self._shape(int(operator.outputs[0])),
            [] if second is None else self._shape(second),
            None if second is None else self._whole_numbers(second),
        )

    def _needed_behind(self, end: int) -> set[int]:
        behind = (int(one) for operator in self._graph.operators[end:] for one in operator.inputs)
        return {*behind, *self.outputs}

    def _in_bytes(self, tensor: int) -> bool:
        kinds = (schema.TensorType.INT8, schema.TensorType.UINT8)
        return self._graph.tensors[tensor].type in kinds

    def _shape(self, tensor: int) -> list[int]:
        shape = self._graph.tensors[tensor].shape
        return [] if shape is None else [int(one) for one in shape]

    def _whole_numbers(self, number: int) -> NDArray[np.int32] | None:
        tensor = self._graph.tensors[number]
        data = self._model.buffers[tensor.buffer].data
        if data is None or tensor.type != schema.TensorType.INT32:
            return None
        return np.frombuffer(bytes(data), np.int32).reshape(self._shape(number))


def _size(buffer: schema.BufferT) -> int:
    return 0 if buffer.data is None else len(buffer.data)
