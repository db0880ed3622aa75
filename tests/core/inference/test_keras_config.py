"""Layers are looked at before anything is built: code, strange modules, files, and scaling."""

import copy
from pathlib import Path
from typing import Any

import pytest

from core.errors import PackError
from core.inference.keras_config import check_layers, layers_by_name, tell_scaling
from core.inference.keras_file import KerasFile, read_keras_file
from core.vocabulary import Scaling
from tests.keras2 import FILES

GOOD = ("plain", "functional", "joined", "augmented", "sigmoid")


def file_of(*layers: dict[str, Any], version: str = "2.15.0") -> KerasFile:
    config = {"class_name": "Sequential", "config": {"name": "s", "layers": list(layers)}}
    return KerasFile(Path("n.keras"), version, config, hdf5=True)


def layer(kind: str, name: str = "one", **config: Any) -> dict[str, Any]:
    return {"class_name": kind, "config": {"name": name, **config}}


@pytest.mark.parametrize("name", [*(f"{name}.keras" for name in GOOD), "caffe.h5", "legacy.h5"])
def test_what_only_computes_passes(name: str) -> None:
    check_layers(read_keras_file(FILES / name))


@pytest.mark.parametrize("form", ["keras", "h5"])
def test_a_lambda_is_refused_by_its_name(form: str) -> None:
    with pytest.raises(PackError, match=r"carries code of its own \(layer shrink\)"):
        check_layers(read_keras_file(FILES / f"code.{form}"))


def test_layers_of_the_authors_own_are_named() -> None:
    with pytest.raises(PackError, match="needs SharpenEdges, which is not Keras' own"):
        check_layers(read_keras_file(FILES / "custom.keras"))
    assert "SharpenEdges" in layers_by_name(read_keras_file(FILES / "custom.h5"))
    assert "SharpenEdges" not in layers_by_name(read_keras_file(FILES / "plain.h5"))


@pytest.mark.parametrize(
    "function",
    [
        "keras.backend.function",
        "io.write_file",
        "py_function",
        "numpy_function",
        "raw_ops.WriteFile",
        "",
    ],
)
def test_operations_that_do_more_than_compute_are_refused(function: str) -> None:
    with pytest.raises(PackError, match=f"calls {function or 'TFOpLambda'} of TensorFlow"):
        check_layers(file_of(layer("TFOpLambda", function=function)))
    with pytest.raises(PackError, match="calls TensorFlowOpLayer"):
        check_layers(file_of(layer("TensorFlowOpLayer", node_def="...")))


@pytest.mark.parametrize(
    "function",
    ["math.truediv", "tf.nn.relu6", "keras.backend.mean", "concat", "__operators__.getitem"],
)
def test_operations_that_only_compute_pass(function: str) -> None:
    check_layers(file_of(layer("TFOpLambda", function=function)))


@pytest.mark.parametrize(
    "named",
    [
        {"module": "os", "class_name": "function", "config": "system", "registered_name": "system"},
        {"module": "builtins", "class_name": "function", "config": "eval"},
        {"module": "keras.utils", "class_name": "function", "config": "get_file"},
        {"module": "keras.src.utils.file_utils", "class_name": "function", "config": "get_file"},
        {"module": "tf_keras.src.saving", "class_name": "X", "config": {}},
        {"module": "kerasino.layers", "class_name": "Dense", "config": {}},
        {"module": None, "class_name": "Mine", "config": {}, "registered_name": "Mine"},
        {"module": "keras.layers", "class_name": "A", "config": {}, "registered_name": "Shop>A"},
        {"class_name": "__lambda__", "config": {"value": "4wEA"}},
        {"class_name": "TFSMLayer", "module": "keras.layers", "config": {"filepath": "/tmp/x"}},
        {"class_name": "StringLookup", "config": {"vocabulary": "/etc/passwd"}},
    ],
    ids=str,
)
def test_nothing_but_keras_own_is_built_however_deep_it_hides(named: dict[str, Any]) -> None:
    hidden = layer("TimeDistributed", layer=layer("Dense", activation=named))
    with pytest.raises(PackError, match=r"own|which opens other files"):
        check_layers(file_of(hidden))


def test_what_a_network_was_trained_with_is_not_asked_for() -> None:
    file = file_of(layer("Dense"))
    loss = {"module": "__main__", "class_name": "function", "config": "my_loss"}
    config = copy.deepcopy(file.config) | {"compile_config": {"loss": loss}}
    check_layers(KerasFile(file.path, file.version, config, hdf5=False))


@pytest.mark.parametrize(
    ("name", "by"),
    [("plain.keras", "rescaling"), ("functional.h5", "tf.math.truediv"), ("caffe.h5", "tf.nn")],
)
def test_a_network_that_scales_by_itself_takes_bytes(name: str, by: str) -> None:
    told = tell_scaling(read_keras_file(FILES / name))
    assert told.scaling is Scaling.BYTE
    assert told.by.startswith(by)


def test_a_network_of_keras_tells_what_it_takes() -> None:
    import keras

    body = keras.applications.VGG16(input_shape=(32, 32, 3), weights=None, include_top=False)
    flat = keras.Model(body.input, keras.layers.Flatten()(body.output), name="mine")
    for network in (body, flat):
        config = {"class_name": "Functional", "config": network.get_config()}
        told = tell_scaling(KerasFile(Path("n"), "3", config, hdf5=False))
        assert (told.scaling, told.by) == (Scaling.CAFFE, "block1_pool")


@pytest.mark.parametrize(
    ("layers", "scaling"),
    [
        (["conv1", "conv_dw_1"], Scaling.SIGNED),
        (["Conv1", "expanded_conv_depthwise"], Scaling.SIGNED),
        (["block1_conv1", "block2_sepconv1"], Scaling.SIGNED),
        (["conv1_conv", "conv2_block1_1_conv"], Scaling.CAFFE),
        (["conv1_conv", "conv2_block1_preact_bn", "conv2_block1_1_conv"], Scaling.SIGNED),
        (["conv1_conv", "conv2_block1_0_bn", "conv2_block1_1_conv"], Scaling.TORCH),
        (["nasnet", "stem_conv1"], Scaling.SIGNED),
    ],
)
def test_they_are_told_by_the_names_of_their_layers(layers: list[str], scaling: Scaling) -> None:
    told = tell_scaling(file_of(*(layer("Conv2D", name) for name in layers)))
    assert told.scaling is scaling
    assert told.by in layers
    own = tell_scaling(file_of(layer("Rescaling", "r"), *(layer("Conv2D", n) for n in layers)))
    assert own.scaling is Scaling.BYTE


def test_nothing_told_leaves_the_values_as_they_are() -> None:
    told = tell_scaling(file_of(layer("Conv2D"), layer("Dense")))
    assert (told.scaling, told.by) == (Scaling.BYTE, "")
