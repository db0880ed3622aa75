"""What a `.onnx` file holds, and how it becomes a pack's network that answers logits and features.

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

from core.errors import PackError, os_cause
from core.inference.libraries import need
from core.inference.onnx_engine import FEATURES, LOGITS

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto

LARGEST_BYTES: Final = 2_000_000_000
"""What one file of this form can hold."""

PASSIVE: Final = frozenset({"Flatten", "Reshape", "Squeeze", "Dropout", "Identity", "Cast"})
"""Change neither the order nor the values of what was pooled."""

HEAD: Final = frozenset({"Gemm", "MatMul", "Add"})
OWN_DOMAINS: Final = frozenset({"", "ai.onnx", "ai.onnx.ml", "com.microsoft"})
"""Whose operations onnxruntime has; those of others need code that nobody should run."""

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
    """

    content: bytes
    class_weights: NDArray[np.float32] | None


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
        onnx is not installed; the file is missing, damaged or no network, lacks its weights, needs
        operations of others, or has more than one input or answer.
    """
    need(path, "onnx", "onnx", "onnxruntime")
    model = _load(path)
    _check(path, model)
    graph = model.graph
    _fix_channels(graph)
    end = _lead_out_logits(graph)
    weights = _lead_out_features(graph, end)
    if model.ByteSize() > LARGEST_BYTES:
        raise PackError(path, "is larger than 2 GB, which one file cannot hold")
    return PreparedNetwork(model.SerializeToString(), weights)


def answering_logits(content: bytes) -> bytes:
    """Give the same network with the logarithm of what it answers: of probabilities, logits."""
    import onnx
    from onnx import helper

    model = onnx.load_model_from_string(content)
    graph, (low, answer) = model.graph, ("tagproof_smallest", "tagproof_probabilities")
    _rename_output(graph, LOGITS, answer)
    smallest = np.array(np.finfo(np.float32).tiny, dtype=np.float32)
    graph.initializer.append(onnx.numpy_helper.from_array(smallest, low))
    graph.node.extend(
        [
            helper.make_node("Max", [answer, low], ["tagproof_positive"]),
            helper.make_node("Log", ["tagproof_positive"], [LOGITS]),
        ]
    )
    return bytes(model.SerializeToString())


def _load(path: Path) -> "ModelProto":
    import onnx
    from google.protobuf.message import DecodeError

    try:
        model = onnx.load(path, load_external_data=False)
    except OSError as error:
        raise PackError(path, os_cause(error)) from error
    except DecodeError as error:
        raise PackError(path, "is damaged or not an ONNX network") from error
    if not model.graph.node or not model.graph.output:
        raise PackError(path, "is damaged or not an ONNX network")
    outside = [
        one for one in model.graph.initializer if onnx.external_data_helper.uses_external_data(one)
    ]
    if outside:
        _take_weights_in(path, model, outside)
    return model


def _take_weights_in(path: Path, model: "ModelProto", outside: list[Any]) -> None:
    """Read weights from the files beside the network; onnx itself refuses names that lead away."""
    import onnx

    names = {pair.value for one in outside for pair in one.external_data if pair.key == "location"}
    named = ", ".join(sorted(names))
    try:
        onnx.load_external_data_for_model(model, str(path.parent))
    except (OSError, ValueError, onnx.checker.ValidationError) as error:
        missing = any(not (path.parent / name).is_file() for name in names)
        state = "is not beside it" if missing else "does not fit it"
        cause = f"keeps its weights in {named}, which {state}: keep the files together"
        raise PackError(path, cause) from error


def _check(path: Path, model: "ModelProto") -> None:
    """Refuse what can be seen to fit no photo and no list of classes."""
    graph = model.graph
    local = {function.domain for function in model.functions}
    foreign = {
        f"{n.domain}::{n.op_type}" for n in graph.node if n.domain not in OWN_DOMAINS | local
    }
    if foreign:
        cause = (
            f"needs operations of its own ({', '.join(sorted(foreign))}), whose code is never run"
        )
        raise PackError(path, cause)
    inputs = _inputs(graph)
    if len(inputs) != 1:
        names = ", ".join(one.name for one in inputs)
        raise PackError(path, f"takes {len(inputs)} inputs ({names}) instead of one picture")
    if {one.name for one in graph.output} == {LOGITS, FEATURES}:
        return  # of a pack
    if len(graph.output) != 1:
        names = ", ".join(one.name for one in graph.output)
        cause = f"gives {len(graph.output)} answers ({names}) instead of one number per class"
        raise PackError(path, f"{cause}: export it with that answer alone")
    shape = graph.output[0].type.tensor_type.shape.dim
    if len(shape) not in (0, 2) and any(side.dim_value != 1 for side in shape[2:]):
        said = " × ".join(str(side.dim_value or "?") for side in shape)
        raise PackError(path, f"answers {said} instead of one number per class")


def _inputs(graph: "GraphProto") -> list[Any]:
    """Give what is fed in; files of old versions list their weights among the inputs."""
    weights = {one.name for one in graph.initializer}
    return [one for one in graph.input if one.name not in weights]


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
    (given,) = _inputs(graph)
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
    """Name the answer `LOGITS`, without a softmax at the end; gives what it is computed from."""
    from onnx import TensorProto, helper

    answer = next((one for one in graph.output if one.name == LOGITS), graph.output[0])
    if answer.name == LOGITS:
        return str(_producers(graph)[LOGITS].input[0])
    rank = len(answer.type.tensor_type.shape.dim)
    producers, end = _producers(graph), answer.name
    while end in producers and producers[end].op_type in ("Identity", "Softmax"):
        softmax, end = producers[end].op_type == "Softmax", producers[end].input[0]
        if softmax:
            break
    flat = "tagproof_flat"
    if rank > 2:
        graph.node.append(helper.make_node("Flatten", [end], [flat], axis=1))
    source = flat if rank > 2 else end
    graph.node.append(helper.make_node("Cast", [source], [LOGITS], to=TensorProto.FLOAT))
    batch = answer.type.tensor_type.shape.dim[0] if rank else None
    count = (batch.dim_value or batch.dim_param or None) if batch is not None else None
    del graph.output[:]
    shape = [count, None]
    graph.output.append(helper.make_tensor_value_info(LOGITS, TensorProto.FLOAT, shape))
    return str(end)


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
    return np.ascontiguousarray(turned * told.get("alpha", 1.0), dtype=np.float32)
