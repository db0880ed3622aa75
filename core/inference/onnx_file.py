"""Reads `.onnx` files without running them, and says what is wrong with those that fit no photo."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from core import places
from core.errors import PackError, os_cause
from core.given_files import open_file, read_file
from core.inference.engine import LARGEST_NETWORK_BYTES
from core.inference.libraries import need
from core.inference.onnx_engine import DAMAGED, FEATURES, LOGITS

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto

OWN_DOMAINS: Final = frozenset({"", "ai.onnx", "ai.onnx.ml", "com.microsoft"})
"""Whose operations onnxruntime has; those of others need code that nobody should run."""


def read_network(path: Path) -> "ModelProto":
    """Read a network with all its weights, those in files beside it among them.

    Parameters
    ----------
    path : Path

    Returns
    -------
    onnx.ModelProto
        Of one picture and one answer, as far as can be seen.

    Raises
    ------
    PackError
        onnx is not installed; the file is missing, damaged or no network, lacks its weights, needs
        operations of others, or has more than one input or answer.
    """
    need(path, "onnx", "onnx", "onnxruntime")
    model = _load(path)
    _check(path, model)
    return model


def _load(path: Path) -> "ModelProto":
    import onnx
    from google.protobuf.message import DecodeError

    try:
        content = read_file(path, LARGEST_NETWORK_BYTES)
        model = onnx.load_model_from_string(content)
    except OSError as error:
        raise PackError(path, os_cause(error)) from error
    except DecodeError as error:
        raise PackError(path, DAMAGED) from error
    if not model.graph.node or not model.graph.output:
        raise PackError(path, DAMAGED)
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
    if sum(4 * math.prod(one.dims) for one in outside) > LARGEST_NETWORK_BYTES:
        cause = f"keeps its weights in {named}, more than the 2 GB that a model may have"
        raise PackError(path, cause)
    try:
        for name in names & {item.name for item in path.parent.iterdir()}:
            open_file(path.parent / name).close()
        onnx.load_external_data_for_model(model, str(path.parent))
    except (OSError, ValueError, onnx.checker.ValidationError) as error:
        if any(not places.is_file(path.parent / name) for name in names):
            cause = f"keeps its weights in {named}, which is not beside it: keep the files together"
        else:
            cause = f"keeps its weights in {named}, which does not fit it: export it again"
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
    inputs = inputs_of(graph)
    if len(inputs) != 1:
        names = ", ".join(one.name for one in inputs)
        raise PackError(path, f"takes {len(inputs)} inputs ({names}) instead of one picture")
    if {one.name for one in graph.output} == {LOGITS, FEATURES}:
        return  # of a pack
    if len(graph.output) != 1:
        names = ", ".join(one.name for one in graph.output)
        count = len(graph.output)
        cause = f"gives {count} answers ({names}): export it with one, of a number per class"
        raise PackError(path, cause)
    shape = graph.output[0].type.tensor_type.shape.dim
    if len(shape) not in (0, 2) and any(side.dim_value != 1 for side in shape[2:]):
        said = " × ".join(str(side.dim_value or "?") for side in shape)
        raise PackError(path, f"answers {said} instead of one number per class")


def inputs_of(graph: "GraphProto") -> list[Any]:
    """Give what is fed in; files of old versions list their weights among the inputs."""
    weights = {one.name for one in graph.initializer}
    return [one for one in graph.input if one.name not in weights]
