"""Networks of a few operators, written as `.tflite` files without TensorFlow."""

from dataclasses import dataclass
from typing import Any

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

from core.inference.litert_schema import FILE_IDENTIFIER

KIND = schema.TensorType
OPERATOR = schema.BuiltinOperator
ZERO_POINTS = {KIND.UINT8: 0, KIND.INT8: -128}
"""With which a byte stands for the same number in both."""


@dataclass(frozen=True)
class Step:
    """An operator; takes what the one before it gave, then its constants."""

    code: int
    told: Any = None
    constants: tuple[NDArray[Any], ...] = ()
    gives: int = KIND.FLOAT32

    @property
    def options(self) -> int:
        name = type(self.told).__name__.removesuffix("T")
        return int(getattr(schema.BuiltinOptions, name)) if self.told is not None else 0


def network(
    given: tuple[int, ...],
    *steps: Step,
    kind: int = KIND.FLOAT32,
    outputs: tuple[int, ...] = (-1,),
) -> bytes:
    """Write the steps one behind the other; `outputs` are the steps whose results it gives."""
    graph, model = schema.SubGraphT(), schema.ModelT()
    model.version, model.subgraphs, model.buffers = 3, [graph], [schema.BufferT()]
    model.operatorCodes = [_code(step.code) for step in steps]
    graph.tensors, graph.operators = [_tensor(kind, given)], []
    made = [0]
    for number, step in enumerate(steps):
        operator = schema.OperatorT()
        operator.opcodeIndex = number
        operator.builtinOptionsType, operator.builtinOptions = step.options, step.told
        operator.inputs = np.array(
            [made[-1], *(_held(model, one) for one in step.constants)], np.int32
        )
        graph.tensors.append(_tensor(step.gives, None))
        made.append(len(graph.tensors) - 1)
        operator.outputs = np.array(made[-1:], np.int32)
        graph.operators.append(operator)
    graph.inputs = np.array(made[:1], np.int32)
    graph.outputs = np.array([made[1:][one] for one in outputs], np.int32)
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), FILE_IDENTIFIER)
    return bytes(builder.Output())


def _code(code: int) -> schema.OperatorCodeT:
    made = schema.OperatorCodeT()
    made.builtinCode, made.deprecatedBuiltinCode, made.version = code, min(code, 127), 1
    return made


def _tensor(kind: int, shape: tuple[int, ...] | None) -> schema.TensorT:
    made = schema.TensorT()
    made.type, made.shape = kind, None if shape is None else np.array(shape, np.int32)
    if kind in ZERO_POINTS:
        made.quantization = schema.QuantizationParametersT()
        made.quantization.scale = np.ones(1, np.float32)
        made.quantization.zeroPoint = np.array([ZERO_POINTS[kind]], np.int64)
    return made


def _held(model: schema.ModelT, values: NDArray[Any]) -> int:
    """Put a constant into the network; gives its tensor."""
    kind = {np.dtype(np.int32): KIND.INT32, np.dtype(np.float32): KIND.FLOAT32}[values.dtype]
    tensor, buffer = _tensor(kind, values.shape), schema.BufferT()
    buffer.data = np.frombuffer(values.tobytes(), np.uint8)
    tensor.buffer = len(model.buffers)
    model.buffers.append(buffer)
    model.subgraphs[0].tensors.append(tensor)
    return len(model.subgraphs[0].tensors) - 1
