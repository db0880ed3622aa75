"""How a `.onnx` network becomes a pack's, which answers logits and, where it can, a feature map.

Nothing of it is run here. A softmax at the end is left out, since logits lose nothing; what is
pooled at the end is led out as the feature map; weights that lie beside the file are taken in, so
that the pack's hash covers them. The arithmetic of everything before stays as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from core.errors import PackError
from core.inference.onnx_engine import DAMAGED, FEATURES, LOGITS
from core.inference.onnx_file import inputs_of, read_network
from core.inference.single_output import two_weights

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto

LARGEST_BYTES: Final = 2_000_000_000
"""What one file of this form can hold."""

MALFORMED: Final = (LookupError, TypeError, ValueError)
"""What onnx raises for names, numbers and shapes of a file that was changed by chance."""

LONGEST_NAME: Final = 60

PASSIVE: Final = frozenset({"Flatten", "Reshape", "Squeeze", "Dropout", "Identity", "Cast"})
"""Change neither the order nor the values of what was pooled."""

HEAD: Final = frozenset({"Gemm", "MatMul", "Add"})
SINGLE: Final = "tagproof_single"
SPATIAL: Final = {(2, 3): True, (1, 2): False}
"""Axes that are pooled over, and whether channels come first then."""


@dataclass(frozen=True, slots=True)
class PreparedNetwork:
    """A network as a pack holds it.

    Attributes
    ----------
    content : bytes
    class_weights : (f, n_classes) float32 or None
        None where more than dropout lies between pooling and the last layer, or there is none.
    single : bool
        Whether the network itself answers one number, which tells two classes apart.
    squashed : bool
        Whether its numbers come from a sigmoid, each for itself.
    producer : str
        Who says to have saved it, as the end of a sentence; often empty.
    """

    content: bytes
    class_weights: NDArray[np.float32] | None
    single: bool
    squashed: bool
    producer: str


def prepare_network(path: Path) -> PreparedNetwork:
    """Read a network and lead its logits and its feature map out.

    Parameters
    ----------
    path : Path
        Weights that it keeps in files beside it are read from there.

    Returns
    -------
    PreparedNetwork

    Raises
    ------
    PackError
        As `read_network` says, or it is too large for one file.
    """
    try:
        return _prepared(path)
    except MALFORMED as error:
        raise PackError(path, DAMAGED) from error


def whole_network(path: Path) -> bytes:
    """Read a network with the weights that it keeps in files beside it, as one file.

    Raises
    ------
    PackError
        As `prepare_network`.
    """
    try:
        model = read_network(path)
        _check_size(path, model)
        return bytes(model.SerializeToString())
    except MALFORMED as error:
        raise PackError(path, DAMAGED) from error


def _check_size(path: Path, model: "ModelProto") -> None:
    if model.ByteSize() > LARGEST_BYTES:
        raise PackError(path, "is larger than 2 GB, which one file cannot hold")


def _prepared(path: Path) -> PreparedNetwork:
    model = read_network(path)
    graph = model.graph
    _fix_channels(graph)
    end = _lead_out_logits(graph)
    weights = _lead_out_features(graph, end)
    _check_size(path, model)
    producers = _producers(graph)
    single, last = SINGLE in producers, producers.get(end)
    squashed = last is not None and last.op_type == "Sigmoid"
    content = model.SerializeToString()
    return PreparedNetwork(content, weights, single, squashed, _producer(model))


def _producer(model: "ModelProto") -> str:
    named = " ".join(filter(str.isprintable, (model.producer_name, model.producer_version)))
    return f", saved by {named[:LONGEST_NAME]}" if named.strip() else ""


def answering_logits(content: bytes) -> bytes:
    """Give a prepared network with the logarithm of what it answers: of probabilities, logits."""
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load_model_from_string(content)
    graph, (low, answer) = model.graph, ("tagproof_smallest", "tagproof_probabilities")
    _rename_output(graph, LOGITS, answer)
    smallest = np.array(np.finfo(np.float32).tiny, dtype=np.float32)
    graph.initializer.append(numpy_helper.from_array(smallest, low))
    graph.node.extend(
        [
            helper.make_node("Max", [answer, low], ["tagproof_positive"]),
            helper.make_node("Log", ["tagproof_positive"], [LOGITS]),
        ]
    )
    return bytes(model.SerializeToString())


def _producers(graph: "GraphProto") -> dict[str, "NodeProto"]:
    return {name: node for node in graph.node for name in node.output}


def _attributes(node: "NodeProto") -> dict[str, Any]:
    from onnx import helper

    return {one.name: helper.get_attribute_value(one) for one in node.attribute}


def _constants(graph: "GraphProto") -> dict[str, NDArray[Any]]:
    """Give the numbers of all that is constant, weights that are large among them, by name."""
    from onnx import numpy_helper

    found = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        value = _attributes(node).get("value") if node.op_type == "Constant" else None
        if value is not None:
            found[node.output[0]] = numpy_helper.to_array(value)
    return found


def _fix_channels(graph: "GraphProto") -> None:
    """Say which side of an input are the channels, where the graph leaves all sides open."""
    (given,) = inputs_of(graph)
    sides = given.type.tensor_type.shape.dim
    if len(sides) != 4 or 3 in (sides[1].dim_value, sides[3].dim_value):
        return
    first = next((node for node in graph.node if given.name in node.input), None)
    if first is None or any(side.dim_value for side in (sides[1], sides[3])):
        return
    turned = (
        _attributes(first).get("perm") == [0, 3, 1, 2] if first.op_type == "Transpose" else None
    )
    if turned is not None or first.op_type == "Conv":
        sides[3 if turned else 1].dim_value = 3


def _lead_out_logits(graph: "GraphProto") -> str:
    """Name the answer `LOGITS`, without a softmax at the end; gives what it is computed from.

    A sigmoid stays, unless it is of one number alone: of several it says several tags.
    """
    from onnx import TensorProto, helper

    (answer,) = (one for one in graph.output if one.name != FEATURES)
    producers, end = _producers(graph), answer.name
    if end == LOGITS:
        return str(producers[LOGITS].input[0])
    sides = answer.type.tensor_type.shape.dim
    single = len(sides) > 1 and sides[1].dim_value == 1
    ends = ("Sigmoid",) if single else ("Softmax",)
    while end in producers and producers[end].op_type in ("Identity", "Cast", *ends):
        last, end = producers[end].op_type, producers[end].input[0]
        if last in ends:
            break
    source = end
    if len(sides) > 2:
        source = "tagproof_flat"
        graph.node.append(helper.make_node("Flatten", [end], [source], axis=1))
    named = SINGLE if single else LOGITS
    graph.node.append(helper.make_node("Cast", [source], [named], to=TensorProto.FLOAT))
    if single:
        _two_classes(graph, named)
    graph.output.remove(answer)
    graph.output.insert(0, helper.make_tensor_value_info(LOGITS, TensorProto.FLOAT, [None, None]))
    return str(end)


def _two_classes(graph: "GraphProto", odds: str) -> None:
    """Answer half the log-odds against and for, as `single_output.two_logits` does."""
    from onnx import helper, numpy_helper

    halves = np.array([[-0.5, 0.5]], dtype=np.float32)
    graph.initializer.append(numpy_helper.from_array(halves, "tagproof_halves"))
    graph.node.append(helper.make_node("MatMul", [odds, "tagproof_halves"], [LOGITS]))


def _rename_output(graph: "GraphProto", old: str, new: str) -> None:
    """Have the node that gives an output give it under another name."""
    node = _producers(graph)[old]
    names = [new if name == old else name for name in node.output]
    del node.output[:]
    node.output.extend(names)


def _lead_out_features(graph: "GraphProto", end: str) -> NDArray[np.float32] | None:
    """Lead out what is pooled at the end, channels last; gives the class weights where CAM holds.

    References
    ----------
    Zhou et al., Learning Deep Features for Discriminative Localization, CVPR 2016,
    DOI 10.1109/CVPR.2016.319.
    """
    from onnx import TensorProto, helper

    constants = _constants(graph)
    steps = list(_back(graph, end, constants))
    if not steps or (first := _channels_first(steps[-1], constants)) is None:
        return None
    pooled = steps[-1].input[0]
    if all(one.name != FEATURES for one in graph.output):
        source = pooled
        if first:
            source = "tagproof_channels_last"
            turn = helper.make_node("Transpose", [pooled], [source], perm=[0, 2, 3, 1])
            graph.node.append(turn)
        graph.node.append(helper.make_node("Cast", [source], [FEATURES], to=TensorProto.FLOAT))
        shape = [None] * 4
        graph.output.append(helper.make_tensor_value_info(FEATURES, TensorProto.FLOAT, shape))
    return _class_weights(steps[:-1], constants)


def _back(
    graph: "GraphProto", end: str, constants: dict[str, NDArray[Any]]
) -> Iterator["NodeProto"]:
    """Walk from the logits back to the pooling, as long as one thing alone leads on."""
    producers = _producers(graph)
    while (node := producers.get(end)) is not None:
        yield node
        if _channels_first(node, constants) is not None:
            return
        moving = [name for name in node.input if name and name not in constants]
        if len(moving) != 1 or node.op_type == "Conv":
            return
        (end,) = moving


def _channels_first(node: "NodeProto", constants: dict[str, NDArray[Any]]) -> bool | None:
    """Tell where the channels of the maps are that a node pools whole; None where it pools none."""
    if node.op_type == "GlobalAveragePool":
        return True
    if node.op_type != "ReduceMean":
        return None
    axes = _attributes(node).get("axes")
    if axes is None and len(node.input) > 1 and node.input[1] in constants:
        axes = constants[node.input[1]].tolist()
    return SPATIAL.get(tuple(sorted(axis % 4 for axis in axes))) if axes else None


def _class_weights(
    steps: list["NodeProto"], constants: dict[str, NDArray[Any]]
) -> NDArray[np.float32] | None:
    """Give the one layer's weights, where nothing else but a bias lies behind the pooling."""
    weighty = [node for node in steps if node.op_type not in PASSIVE]
    layers = [node for node in weighty if node.op_type in ("Gemm", "MatMul")]
    if len(layers) != 1 or any(node.op_type not in HEAD for node in weighty):
        return None
    weights = constants.get(layers[0].input[1])
    if weights is None or weights.ndim != 2:
        return None
    told = _attributes(layers[0])
    turned = weights.T if told.get("transB") else weights
    found = np.ascontiguousarray(turned * told.get("alpha", 1.0), dtype=np.float32)
    return two_weights(found) if found.shape[1] == 1 else found
