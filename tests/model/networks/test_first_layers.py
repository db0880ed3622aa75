"""First layers in blocks: the same answers to the last bit, in fewer and larger bites."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

tf = pytest.importorskip("tensorflow")

import keras  # noqa: E402
from ai_edge_litert import schema_py_generated as schema  # noqa: E402

from core import paths  # noqa: E402
from model.networks import convert  # noqa: E402
from model.networks.architectures import FEATURES  # noqa: E402
from model.networks.convert import start, to_int8  # noqa: E402
from model.networks.first_layers import in_blocks  # noqa: E402

SCALE = {"scale": [0.017, 0.018, 0.016], "offset": [-2.1, -2.0, -1.8]}
Convert = Callable[[keras.Model, int], bytes]


def made_of(
    side: int = 20, kernel: int = 3, stride: int = 2, padding: str = "same", scaled: bool = True
) -> keras.Model:
    keras.utils.set_random_seed(0)
    pictures = keras.Input((side, side, 3))
    x = keras.layers.Rescaling(**SCALE)(pictures) if scaled else pictures
    x = keras.layers.Conv2D(8, kernel, stride, padding, activation="relu6")(x)
    x = keras.layers.Conv2D(16, 3, activation="relu")(x)
    x = keras.layers.Activation("linear", name=FEATURES)(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(pictures, keras.layers.Dense(4)(x))


def pictures_of(side: int, count: int = 21) -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (count, side, side, 3), np.uint8)


def operators(network: bytes) -> list[int]:
    model = schema.ModelT.InitFromPackedBuf(network, 0)
    codes = [model.operatorCodes[one.opcodeIndex] for one in model.subgraphs[0].operators]
    return [max(code.builtinCode, code.deprecatedBuiltinCode) for code in codes]


@pytest.fixture
def convert_as_is(monkeypatch: pytest.MonkeyPatch) -> Convert:
    """What the converter makes, before it is rewritten."""
    monkeypatch.setattr(convert, "in_blocks", lambda network: network)
    return lambda network, side: to_int8(network, pictures_of(side))


def test_every_answer_is_the_same_to_the_last_bit(convert_as_is: Convert) -> None:
    plain = convert_as_is(made_of(), 20)
    rewritten = in_blocks(plain)
    assert schema.BuiltinOperator.SPACE_TO_DEPTH not in operators(plain)
    assert schema.BuiltinOperator.SPACE_TO_DEPTH in operators(rewritten)
    pictures = np.concatenate([pictures_of(20, 67), np.zeros((1, 20, 20, 3), np.uint8)])
    one, other = start(plain).run(pictures), start(rewritten).run(pictures)
    assert len(np.unique(one.logits)) > 20
    np.testing.assert_array_equal(one.logits, other.logits)
    np.testing.assert_array_equal(one.features, other.features)


@pytest.mark.parametrize(
    "changes",
    [{"side": 21}, {"kernel": 5}, {"stride": 1}, {"padding": "valid"}, {"scaled": False}],
    ids=lambda changes: next(iter(changes)),
)
def test_other_first_layers_are_left_alone(changes: dict[str, Any], convert_as_is: Convert) -> None:
    plain = convert_as_is(made_of(**changes), changes.get("side", 20))
    assert in_blocks(plain) == plain


def test_the_network_that_ships_is_in_blocks() -> None:
    network = (paths.default_pack() / "network.tflite").read_bytes()
    assert schema.BuiltinOperator.SPACE_TO_DEPTH in operators(network)
    assert in_blocks(network) == network


def test_what_is_converted_is_rewritten() -> None:
    made = to_int8(made_of(), pictures_of(20))
    assert schema.BuiltinOperator.SPACE_TO_DEPTH in operators(made)
