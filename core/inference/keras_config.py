"""What the layers of a Keras network are, as its file lists them: nothing is built or run.

Keras builds whatever class or function of whatever module a file names, `tf_keras` even runs the
code of Lambda layers in HDF5 files, safe mode or not, and a TensorFlow operation may write files.
So the list is looked at first, and what is not known to compute alone is refused by its name.
"""

import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from core.errors import PackError
from core.inference.keras_file import KerasFile
from core.vocabulary import Scaling

_ROOMS: Final = frozenset(
    {"layers", "engine", "models", "activations", "initializers", "regularizers", "constraints",
     "dtype_policies", "mixed_precision", "ops", "losses", "metrics", "optimizers", "random"}
)  # fmt: skip
"""Parts of Keras that only describe computing: `keras.layers`, `keras.src.layers.core`."""

_PURE_ROOMS: Final = frozenset({"math", "nn", "image", "linalg", "signal", "__operators__"})
_PURE: Final = frozenset(
    {"add", "broadcast_to", "cast", "clip_by_value", "concat", "convert_to_tensor", "expand_dims",
     "gather", "identity", "maximum", "minimum", "multiply", "ones_like", "pad", "realdiv",
     "repeat", "reshape", "reverse", "shape", "slice", "split", "squeeze", "stack", "stop_gradient",
     "strided_slice", "subtract", "tile", "transpose", "truediv", "unstack", "where", "zeros_like",
     "reduce_max", "reduce_mean", "reduce_min", "reduce_prod", "reduce_sum", "compat.v1.shape",
     "compat.v1.transpose", "compat.v1.nn.conv2d", "compat.v1.gather"}
)  # fmt: skip
"""TensorFlow's operations that compute and do nothing else."""

_OPERATIONS: Final = ("TFOpLambda", "SlicingOpLambda", "InstanceProperty")
_CALLING: Final = ("ClassMethod", "InstanceMethod", "TensorFlowOpLayer")
_READING: Final = frozenset(
    {"StringLookup", "IntegerLookup", "TextVectorization", "TFSMLayer", "TorchModuleWrapper",
     "JaxLayer", "FlaxLayer"}
)  # fmt: skip
"""Layers of Keras that open further files, or run what other libraries left in this one."""

_CONVOLVING: Final = ("Conv2D", "SeparableConv2D", "DepthwiseConv2D", "Dense")
_SCALING: Final = ("Rescaling", "Normalization")
_ARITHMETIC: Final = frozenset(
    {"truediv", "truedivide", "divide", "subtract", "multiply", "bias_add", "sub", "mul", "add"}
)

_APPLICATIONS: Final = (
    ("mobilenetv2", Scaling.SIGNED),
    ("mobilenet_", Scaling.SIGNED),
    ("inception", Scaling.SIGNED),
    ("xception", Scaling.SIGNED),
    ("nasnet", Scaling.SIGNED),
    ("resnet50v2", Scaling.SIGNED),
    ("resnet101v2", Scaling.SIGNED),
    ("resnet152v2", Scaling.SIGNED),
    ("densenet", Scaling.TORCH),
    ("resnet", Scaling.CAFFE),
    ("vgg", Scaling.CAFFE),
)
"""How the names begin that `keras.applications` gives its networks, and what each expects."""


@dataclass(frozen=True, slots=True)
class Told:
    """A scaling, and what in the file it was told by; empty where nothing says."""

    scaling: Scaling
    by: str = ""


def check_layers(file: KerasFile) -> None:
    """Refuse a network that would run code of its own, or needs layers that Keras lacks.

    Raises
    ------
    PackError
        Naming the layer.
    """
    for entry in _entries(file.config):
        if cause := _trouble(entry):
            raise PackError(file.path, cause)


def tell_scaling(file: KerasFile) -> Told:
    """Tell what values a network expects: by its first layers, or by whose network it is."""
    by_name = Told(Scaling.BYTE)
    for entry in _entries(file.config):
        kind, name = str(entry["class_name"]), _name(entry)
        if kind in _SCALING or _is_arithmetic(entry):
            return Told(Scaling.BYTE, name)
        if kind in _CONVOLVING:
            break
        if kind in ("Functional", "Model") and not by_name.by:
            by_name = _of_application(name)
    return by_name


def _of_application(name: str) -> Told:
    for begins, scaling in _APPLICATIONS:
        if name.lower().startswith(begins):
            return Told(scaling, name)
    return Told(Scaling.BYTE)


def layers_by_name(file: KerasFile) -> list[str]:
    """Give the classes of layers that a file names without their module, as HDF5 files do."""
    entries = (entry for entry in _entries(file.config) if "inbound_nodes" in entry or _name(entry))
    kinds = (str(entry["class_name"]) for entry in entries if "module" not in entry)
    return sorted({kind for kind in kinds if kind not in _OPERATIONS and not _is_special(kind)})


def last_activation(file: KerasFile) -> str:
    """Name what the last layer does to its numbers: "softmax", "sigmoid"; empty where unknown."""
    found = ""
    for entry in _entries(file.config):
        config = entry["config"]
        if entry["class_name"] in ("Dense", "Activation") and isinstance(config, dict):
            found = _function_name(config.get("activation"))
        elif entry["class_name"] == "Softmax":
            found = "softmax"
    return found


def _function_name(given: object) -> str:
    if isinstance(given, dict):
        return str(given.get("config") if given.get("class_name") == "function" else "")
    return given if isinstance(given, str) else ""


def _name(entry: dict[str, Any]) -> str:
    config = entry["config"]
    return str(config.get("name", "")) if isinstance(config, dict) else ""


def _entries(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """Walk all classes and functions that a file names, in its order, without recursion."""
    waiting = [part]
    while waiting:
        now = waiting.pop()
        if isinstance(now, dict):
            if "class_name" in now and "config" in now:
                yield now
            # What the network as a whole was trained with is not asked for.
            kept = (now[key] for key in now if now is not part or key != "compile_config")
            waiting += reversed(list(kept))
        elif isinstance(now, list):
            waiting += reversed(now)


def _trouble(entry: dict[str, Any]) -> str:
    """Say why one entry of the list is not built; empty where it is."""
    kind, config = str(entry["class_name"]), entry["config"]
    if kind in ("Lambda", "__lambda__"):
        return f"carries code of its own (layer {_name(entry) or kind}), which is never run"
    if kind in _READING:
        return f"has a layer {kind}, which opens other files: that is never done"
    if kind in (*_OPERATIONS, *_CALLING):
        return _operation_trouble(kind, config)
    registered = entry.get("registered_name")
    own = isinstance(registered, str) and ">" in registered
    if own or ("module" in entry and not _is_of_keras(entry)):
        shown = config if kind == "function" else kind
        return f"needs {shown}, which is not Keras' own: only its author has that code"
    return ""


def _operation_trouble(kind: str, config: Any) -> str:  # noqa: ANN401 - JSON
    """Refuse what TensorFlow would do beside computing, such as to read or write files."""
    called = _function_of(config)
    if kind in ("SlicingOpLambda", "InstanceProperty") or (
        kind == "TFOpLambda" and _is_pure(called)
    ):
        return ""
    return f"calls {called or kind} of TensorFlow, which may do more than compute and is never run"


def _function_of(config: Any) -> str:  # noqa: ANN401 - JSON
    given = config.get("function", "") if isinstance(config, dict) else ""
    return str(given).removeprefix("tf.")


def _is_pure(function: str) -> bool:
    return function in _PURE or function.split(".", maxsplit=1)[0] in _PURE_ROOMS


def _is_arithmetic(entry: dict[str, Any]) -> bool:
    """Whether numbers are added to pixels, or pixels multiplied: a network that scales itself."""
    if entry["class_name"] in _OPERATIONS:
        return _function_of(entry["config"]).split(".")[-1] in _ARITHMETIC
    module, kind = str(entry.get("module")), str(entry["class_name"]).lower()
    return ".ops." in module and kind.replace("_", "") in _ARITHMETIC


def _is_of_keras(entry: dict[str, Any]) -> bool:
    kind, module, config = str(entry["class_name"]), entry["module"], entry["config"]
    if module is None:
        return _is_special(kind)
    if module == "builtins":  # how Keras writes its own functions; Python's lie there as well
        return kind == "function" and isinstance(config, str) and config not in vars(builtins)
    rooms = [part for part in str(module).removeprefix("tf_").split(".") if part != "src"]
    return rooms[0] == "keras" and (len(rooms) == 1 or rooms[1] in _ROOMS)


def _is_special(kind: str) -> bool:
    """Whether Keras writes values so: `__tensor__`, `__keras_tensor__`."""
    return kind.startswith("__") and kind.endswith("__")
