"""What the layers of a Keras network are, as its file lists them: nothing is built or run.

Keras builds whatever class or function of whatever module a file names, `tf_keras` even runs the
code of Lambda layers in HDF5 files, safe mode or not, and a TensorFlow operation may write files.
So the list is looked at first, and what is not known to compute alone is refused by its name.
"""

import builtins
from collections.abc import Callable, Iterator
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

_BACKEND: Final = "keras.backend."
_PURE_BACKEND: Final = frozenset(
    {"abs", "batch_flatten", "cast", "clip", "concatenate", "exp", "expand_dims", "flatten",
     "l2_normalize", "log", "max", "mean", "min", "permute_dimensions", "pow", "relu", "reshape",
     "resize_images", "reverse", "sigmoid", "softmax", "sqrt", "square", "squeeze", "stack", "std",
     "sum", "tanh", "var"}
)  # fmt: skip
"""The same of Keras' own names for them."""

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

_NETWORKS: Final = (
    ("inception", Scaling.SIGNED),
    ("xception", Scaling.SIGNED),
    ("nasnet", Scaling.SIGNED),
)
"""How the names begin that `keras.applications` gives networks whose layers have no names."""

_LAYERS: Final = {
    "expanded_conv_depthwise": Scaling.SIGNED,  # MobileNetV2, and so Teachable Machine
    "conv_dw_1": Scaling.SIGNED,  # MobileNet
    "block2_sepconv1": Scaling.SIGNED,  # Xception
    "conv2_block1_preact_bn": Scaling.SIGNED,  # ResNet50V2
    "conv2_block1_0_bn": Scaling.TORCH,  # DenseNet
    "conv2_block1_1_conv": Scaling.CAFFE,  # ResNet50
    "block1_pool": Scaling.CAFFE,  # VGG
}
"""Layers that tell networks of `keras.applications`; the first in a file counts."""


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
    for entry in _entries(file.config):
        if entry["class_name"] in _SCALING or _is_arithmetic(entry):
            return Told(Scaling.BYTE, _name(entry))
        if entry["class_name"] in _CONVOLVING:
            break
    for entry in _entries(file.config):
        name = _name(entry)
        if name in _LAYERS:
            return Told(_LAYERS[name], name)
        for begins, scaling in _NETWORKS:
            if name.lower().startswith(begins):
                return Told(scaling, name)
    return Told(Scaling.BYTE)


def layers_by_name(file: KerasFile) -> tuple[str, ...]:
    """Give the classes of layers that a file names without their module, as HDF5 files do."""
    return _by_name(file, lambda config: "dtype" in config or "layers" in config)


def operations_by_name(file: KerasFile) -> tuple[str, ...]:
    """Give the operations of Keras 3 that a file names so: nobody finds them again."""
    return _by_name(file, lambda config: not {"dtype", "layers"} & set(config))


def _by_name(file: KerasFile, wanted: Callable[[dict[str, Any]], bool]) -> tuple[str, ...]:
    kinds = {
        str(entry["class_name"])
        for entry in _entries(file.config)
        if "module" not in entry and _name(entry) and wanted(entry["config"])
    }
    return tuple(sorted(kind for kind in kinds if kind not in _OPERATIONS))


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
    if function.startswith(_BACKEND):
        return function.removeprefix(_BACKEND) in _PURE_BACKEND
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
