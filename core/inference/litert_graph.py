"""The operators of a `.tflite` file in the order in which they run, and parts of them as files."""

from __future__ import annotations

import copy
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from core.inference import litert_schema
from core.inference.litert_fields import Layer
from core.inference.litert_schema import NO_PADDING, Kind, Operator

if TYPE_CHECKING:
    from ai_edge_litert import schema_py_generated as schema

NUMBERS: Final = {Kind.INT8: np.int8, Kind.INT32: np.int32}


class Graph:
    """A network that calls no other.

    Parameters
    ----------
    model : ModelT
        With a single subgraph.

    Attributes
    ----------
    inputs : list of int
        Tensors.
    operators : list of OperatorT
    last_needed : dict of int
        By tensor: the last operator that takes it, or their number where the network answers it.
    """

    def __init__(self, model: schema.ModelT) -> None:
        self._model = model
        (self._graph,) = model.subgraphs
        self.inputs = [int(one) for one in self._graph.inputs]
        self.operators: list[schema.OperatorT] = self._graph.operators
        self.last_needed = {
            **{int(one): k for k, operator in enumerate(self.operators) for one in operator.inputs},
            **{int(one): len(self.operators) for one in self._graph.outputs},
        }
        self._blocks = {
            int(one.outputs[0]): int(one.builtinOptions.blockSize)
            for one in self.operators
            if self.code(one) == Operator.SPACE_TO_DEPTH
        }

    def code(self, operator: schema.OperatorT) -> int:
        """Give an `Operator`'s number, or another's."""
        code = self._model.operatorCodes[operator.opcodeIndex]
        return int(max(code.builtinCode, code.deprecatedBuiltinCode))

    def shape(self, tensor: int) -> list[int]:
        """Give a tensor's shape for one picture; empty where the file tells none."""
        shape = self._graph.tensors[tensor].shape
        return [] if shape is None else [int(one) for one in shape]

    def side(self, tensor: int) -> int:
        """Give the places along a side of a map."""
        return self.shape(tensor)[1]

    def in_bytes(self, tensor: int) -> bool:
        """Whether a tensor's numbers are of 8 bits."""
        kinds = (Kind.INT8, Kind.UINT8)
        return self._graph.tensors[tensor].type in kinds

    def zero(self, tensor: int) -> int | None:
        """Give the byte that stands for nothing in a map, -128 to 127; None where none is told."""
        quantised = self._graph.tensors[tensor].quantization
        points = None if quantised is None else quantised.zeroPoint
        if points is None or len(points) != 1:
            return None
        return (int(points[0]) + 128) % 256 - 128

    def layer(self, operator: schema.OperatorT, maps: Container[int]) -> Layer:
        """Give an operator with what it is given, where some tensors are maps."""
        inputs = [int(one) for one in operator.inputs if one >= 0]
        given = next((one for one in inputs if one in maps), None)
        constant = next((one for one in inputs if one not in maps), None)
        return Layer(
            self.code(operator),
            operator.builtinOptions,
            [] if given is None else self.shape(given),
            self.shape(int(operator.outputs[0])),
            [] if constant is None else self.shape(constant),
            None if constant is None else self._values(constant),
            1 if given is None else self._blocks.get(given, 1),
        )

    def packed(self, begin: int, end: int, given: int, made: int) -> bytes:
        """Write some of the operators, which take one tensor and make another, as a network."""
        return self._packed(self.operators[begin:end], given, [made])

    def unpadded(self, begin: int, end: int, given: int, made: int) -> bytes:
        """Write the same, but the first takes nothing to lie beyond the edges of its map."""
        first = copy.copy(self.operators[begin])
        first.builtinOptions = copy.copy(first.builtinOptions)
        first.builtinOptions.padding = NO_PADDING
        return self._packed([first, *self.operators[begin + 1 : end]], given, [made])

    def rest(self, begin: int, given: int) -> bytes:
        """Write the last operators as a network.

        Maps that it answers stay in 8 bits: as floats they are four times as large, and written
        for each picture, also where nobody reads them.
        """
        operators, outputs = self.operators[begin:], []
        in_bytes = {int(one.outputs[0]): one for one in operators if self._makes_a_map_float(one)}
        for output in map(int, self._graph.outputs):
            outputs.append(int(in_bytes[output].inputs[0]) if output in in_bytes else output)
        left = [one for one in operators if int(one.outputs[0]) not in in_bytes]
        return self._packed(left, given, outputs)

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

    def _makes_a_map_float(self, operator: schema.OperatorT) -> bool:
        """Whether it does nothing but turn a map that the network answers into floats."""
        if self.code(operator) != Operator.DEQUANTIZE:
            return False
        output = int(operator.outputs[0])
        needed = {int(one) for other in self.operators for one in other.inputs}
        return (
            output in map(int, self._graph.outputs)
            and output not in needed
            and len(self.shape(output)) == 4
        )

    def _values(self, number: int) -> NDArray[Any] | None:
        tensor = self._graph.tensors[number]
        data, kind = self._model.buffers[tensor.buffer].data, NUMBERS.get(tensor.type)
        if data is None or kind is None:
            return None
        return np.frombuffer(bytes(data), kind).reshape(self.shape(number))
