"""The 8-bit network of LiteRT as ONNX: the same integers, for systems that have no LiteRT.

Every operation keeps its weights, steps and zero points; what differs is how two libraries round.
Bytes are unsigned throughout, weights too: processors without VNNI sum signed weights times
unsigned values in 16 bits, which overflow, so that answers would depend on the processor.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, ValueInfoProto, checker, helper, numpy_helper

from core.errors import PackError
from core.inference import litert_schema
from core.inference.onnx_engine import FEATURES, LOGITS

OPSET: Final = 17
MICROSOFT: Final = "com.microsoft"
IR_VERSION: Final = 8
"""Of 2021: what every onnxruntime that runs on Python 3.11 reads."""
PICTURES: Final = "pictures"
SHIFT: Final = 128
"""From LiteRT's signed bytes to unsigned ones."""

NAMES: Final = {
    value: name for name, value in vars(schema.BuiltinOperator).items() if isinstance(value, int)
}
RELU: Final = schema.ActivationFunctionType.RELU
RELU6: Final = schema.ActivationFunctionType.RELU6
PLAIN: Final = schema.ActivationFunctionType.NONE


def to_onnx(network: Path) -> bytes:
    """Write an 8-bit `.tflite` network of plain convolutions as ONNX.

    Parameters
    ----------
    network : Path
        Takes (1, size, size, 3) bytes; answers logits and, where it has one, a feature map.

    Returns
    -------
    bytes
        A file for `core.inference.onnx_engine`; the same network gives the same bytes.

    Raises
    ------
    PackError
        The network has an operation that is not known here.
    """
    return _Translation(network).result()


class _Translation:
    """One network on its way; tensors are called by their numbers in the original."""

    def __init__(self, network: Path) -> None:
        self._path = network
        self._model = litert_schema.read(network.read_bytes())
        (self._graph,) = self._model.subgraphs
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, TensorProto] = {}
        self._same: dict[int, int] = {}

    def result(self) -> bytes:
        """Translate every operation in its order."""
        self._add("Transpose", [PICTURES], self._name(self._graph.inputs[0]), perm=[0, 3, 1, 2])
        for operator in self._graph.operators:
            self._translate(operator)
        size = int(self._tensor(self._graph.inputs[0]).shape[1])
        pictures = helper.make_tensor_value_info(PICTURES, TensorProto.UINT8, ["N", size, size, 3])
        outputs = [self._output(name) for name in (LOGITS, FEATURES) if self._is_made(name)]
        graph = helper.make_graph(
            self._nodes, "tagproof", [pictures], outputs, list(self._constants.values())
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        model = helper.make_model(
            graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="tagproof"
        )
        checker.check_model(model)
        return bytes(model.SerializeToString(deterministic=True))

    def _translate(self, operator: schema.OperatorT) -> None:
        code = self._model.operatorCodes[operator.opcodeIndex]
        name = NAMES[max(code.builtinCode, code.deprecatedBuiltinCode)]
        known: dict[str, Callable[[schema.OperatorT], None]] = {
            "QUANTIZE": self._quantize,
            "RESHAPE": self._reshape,
            "SPACE_TO_DEPTH": self._to_blocks,
            "MUL": lambda one: self._combine("QLinearMul", one),
            "ADD": lambda one: self._combine("QLinearAdd", one),
            "CONV_2D": lambda one: self._convolve(one, depthwise=False),
            "DEPTHWISE_CONV_2D": lambda one: self._convolve(one, depthwise=True),
            "MEAN": self._pool,
            "FULLY_CONNECTED": self._connect,
            "DEQUANTIZE": self._dequantize,
        }
        if name not in known:
            raise PackError(self._path, f"has an operation without a form in ONNX here: {name}")
        known[name](operator)

    def _quantize(self, operator: schema.OperatorT) -> None:
        """Signed bytes for unsigned ones: the same here, where all are unsigned."""
        (given,), (made,) = operator.inputs, operator.outputs
        if self._step(made) != (1.0, 0):
            raise PackError(self._path, "does not take the bytes of a picture as they are")
        self._same[int(made)] = int(given)

    def _reshape(self, operator: schema.OperatorT) -> None:
        """Reshape with the channels last, as LiteRT counts them."""
        given, made = self._name(operator.inputs[0]), self._name(operator.outputs[0])
        shape = [-1, *(int(side) for side in self._tensor(operator.outputs[0]).shape[1:])]
        if len(self._tensor(operator.inputs[0]).shape) == 4:
            self._add("Transpose", [given], f"{made}_given", perm=[0, 2, 3, 1])
            given = f"{made}_given"
        wanted = self._constant(f"{made}_shape", np.array(shape, np.int64))
        if len(shape) < 4:
            self._add("Reshape", [given, wanted], made)
            return
        self._add("Reshape", [given, wanted], f"{made}_channels_last")
        self._add("Transpose", [f"{made}_channels_last"], made, perm=[0, 3, 1, 2])

    def _to_blocks(self, operator: schema.OperatorT) -> None:
        (given,), (made,) = operator.inputs, operator.outputs
        size = operator.builtinOptions.blockSize
        self._add("SpaceToDepth", [self._name(given)], self._name(made), blocksize=size)

    def _combine(self, kind: str, operator: schema.OperatorT) -> None:
        (made,) = operator.outputs
        self._check_activation(operator, made)
        self._broadcast(operator)
        inputs = [part for one in operator.inputs for part in self._with_step(one)]
        self._add(kind, [*inputs, *self._step_names(made)], self._name(made), domain=MICROSOFT)

    def _broadcast(self, operator: schema.OperatorT) -> None:
        """Write constants of a channel, or of all, so that they meet channels where those stand."""
        channels_first = len(self._tensor(operator.outputs[0]).shape) == 4
        for number in filter(self._is_constant, operator.inputs):
            values = _unsigned(self._values(number))
            turned = values.reshape(-1, 1, 1) if channels_first else values
            self._constant(f"{number}_values", turned)

    def _convolve(self, operator: schema.OperatorT, *, depthwise: bool) -> None:
        given, weights, bias = operator.inputs
        (made,) = operator.outputs
        told = operator.builtinOptions
        self._check_activation(operator, made)
        values = self._values(weights)  # (O, h, w, I), depthwise (1, h, w, C)
        turned = values.transpose((3, 0, 1, 2) if depthwise else (0, 3, 1, 2))
        steps, kernel = (told.strideH, told.strideW), turned.shape[2:]
        self._add(
            "QLinearConv",
            [
                *self._with_step(given),
                *self._weights(weights, turned),
                *self._step_names(made),
                self._constant(f"{bias}_bias", self._values(bias).astype(np.int32)),
            ],
            self._name(made),
            kernel_shape=list(kernel),
            strides=list(steps),
            pads=self._pads(given, kernel, steps, told.padding),
            group=len(turned) if depthwise else 1,
        )

    def _pads(
        self, given: int, kernel: tuple[int, ...], steps: tuple[int, int], how: int
    ) -> list[int]:
        """Give ONNX's padding: before both axes, then behind both."""
        sides = self._tensor(given).shape[1:3]
        pads = [
            _padding(int(side), kernel[axis], steps[axis], how) for axis, side in enumerate(sides)
        ]
        return [before for before, _ in pads] + [behind for _, behind in pads]

    def _pool(self, operator: schema.OperatorT) -> None:
        given, axes = operator.inputs
        (made,) = operator.outputs
        if sorted(self._values(axes).tolist()) != [1, 2]:
            raise PackError(self._path, "pools over something else than places")
        inputs = [*self._with_step(given), *self._step_names(made)]
        self._add("QLinearGlobalAveragePool", inputs, self._name(made), domain=MICROSOFT)

    def _connect(self, operator: schema.OperatorT) -> None:
        """Write the last layer as a convolution of one place: it has a bias and a step a class."""
        given, weights, bias = operator.inputs
        (made,) = operator.outputs
        self._check_activation(operator, made)
        inputs = [
            *self._with_step(given),
            *self._weights(weights, self._values(weights)[:, :, None, None]),
            *self._step_names(made),
            self._constant(f"{bias}_bias", self._values(bias).astype(np.int32)),
        ]
        self._add("QLinearConv", inputs, f"{made}_place", kernel_shape=[1, 1])
        self._add("Flatten", [f"{made}_place"], self._name(made))

    def _dequantize(self, operator: schema.OperatorT) -> None:
        (given,) = operator.inputs
        inputs = self._with_step(given)
        if len(self._tensor(given).shape) == 2:
            self._add("DequantizeLinear", inputs, LOGITS)
            return
        self._add("DequantizeLinear", inputs, f"{FEATURES}_channels_first")
        self._add("Transpose", [f"{FEATURES}_channels_first"], FEATURES, perm=[0, 2, 3, 1])

    def _check_activation(self, operator: schema.OperatorT, made: int) -> None:
        """Accept what the range of a byte does by itself: ReLU ends at 0, ReLU6 at 255 as well."""
        kind = operator.builtinOptions.fusedActivationFunction
        step, zero = self._step(made)
        ends = kind == RELU or (kind == RELU6 and np.isclose(255 * step, 6))
        if kind == PLAIN or (ends and zero == 0):
            return
        raise PackError(self._path, f"has an activation without a form in ONNX here: {kind}")

    def _weights(self, number: int, turned: NDArray[np.int8]) -> Iterator[str]:
        steps = self._tensor(number).quantization.scale.astype(np.float32)
        yield self._constant(f"{number}_weights", _unsigned(turned))
        yield self._constant(f"{number}_steps", steps)
        yield self._constant(f"{number}_zeros", np.full(len(steps), SHIFT, np.uint8))

    def _with_step(self, number: int) -> list[str]:
        """Give the names of a tensor, of its step and of its zero point."""
        if self._is_constant(number):
            return [f"{number}_values", *self._step_names(number)]
        return [self._name(number), *self._step_names(number)]

    def _step_names(self, number: int) -> list[str]:
        step, zero = self._step(number)
        return [
            self._constant(f"{number}_step", np.array(step, np.float32)),
            self._constant(f"{number}_zero", np.array(zero, np.uint8)),
        ]

    def _step(self, number: int) -> tuple[float, int]:
        """Give step and zero point of a tensor as unsigned bytes."""
        tensor = self._tensor(number)
        signed = tensor.type == schema.TensorType.INT8
        if not signed and tensor.type != schema.TensorType.UINT8:
            raise PackError(self._path, "is not a network in 8 bits")
        (step,), (zero,) = tensor.quantization.scale, tensor.quantization.zeroPoint
        return float(step), int(zero) + (SHIFT if signed else 0)

    def _tensor(self, number: int) -> schema.TensorT:
        return self._graph.tensors[number]

    def _is_constant(self, number: int) -> bool:
        return self._model.buffers[self._tensor(number).buffer].data is not None

    def _values(self, number: int) -> NDArray[Any]:
        tensor = self._tensor(number)
        kinds = {schema.TensorType.INT8: np.int8, schema.TensorType.INT32: np.int32}
        data = self._model.buffers[tensor.buffer].data
        return np.frombuffer(bytes(data), kinds[tensor.type]).reshape(tensor.shape)

    def _name(self, number: int) -> str:
        return f"t{self._same.get(int(number), int(number))}"

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        self._constants[name] = numpy_helper.from_array(values.copy(order="C"), name)
        return name

    def _add(self, kind: str, inputs: list[str], output: str, **attributes: object) -> None:
        self._nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))

    def _is_made(self, name: str) -> bool:
        return any(name in node.output for node in self._nodes)

    def _output(self, name: str) -> ValueInfoProto:
        shape = ["N", None] if name == LOGITS else ["N", None, None, None]
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _unsigned(values: NDArray[np.int8]) -> NDArray[np.uint8]:
    return (values.astype(np.int16) + SHIFT).astype(np.uint8)


def _padding(side: int, kernel: int, step: int, how: int) -> tuple[int, int]:
    """Give LiteRT's padding before and behind: as little as gives side / step places."""
    if how == schema.Padding.VALID:
        return 0, 0
    total = max((-(-side // step) - 1) * step + kernel - side, 0)
    return total // 2, total - total // 2
