from collections.abc import Callable

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

from core.inference.litert_parts import Parts, parted
from core.inference.model_pack import Pack
from core.paths import default_pack
from tests.packs import to_tflite


@pytest.fixture
def quantised(quantised_pack: Pack) -> bytes:
    return quantised_pack.network.read_bytes()


def steps_of(network: bytes) -> list[str]:
    opened = Interpreter(model_content=network, num_threads=1)
    names = [operation["op_name"] for operation in opened._get_ops_details()]
    return [name for name in names if name != "DELEGATE"]


def test_steps_on_single_bytes_are_parted_from_the_rest(quantised: bytes) -> None:
    parts = parted(quantised)
    assert parts is not None
    assert steps_of(parts.head) == ["QUANTIZE", "MUL", "ADD"]
    assert steps_of(parts.head) + steps_of(parts.body) == steps_of(quantised)


def test_both_parts_one_after_the_other_are_the_whole(quantised: bytes) -> None:
    parts = parted(quantised)
    assert parts is not None
    pictures = np.random.default_rng(0).integers(0, 256, (1, 32, 32, 3), dtype=np.uint8)
    (between,) = answers(parts.head, pictures)
    assert between.dtype == np.int8
    assert between.shape == pictures.shape
    for answer, wanted in zip(
        answers(parts.body, between), answers(quantised, pictures), strict=True
    ):
        np.testing.assert_array_equal(answer, wanted)


def answers(network: bytes, pictures: np.ndarray) -> list[np.ndarray]:
    opened = Interpreter(model_content=network, num_threads=1)
    opened.allocate_tensors()
    opened.set_tensor(opened.get_input_details()[0]["index"], pictures)
    opened.invoke()
    return [opened.get_tensor(output["index"]) for output in opened.get_output_details()]


def test_the_network_that_ships_can_be_parted() -> None:
    parts = parted((default_pack() / "network.tflite").read_bytes())
    assert isinstance(parts, Parts)
    assert steps_of(parts.head) == ["QUANTIZE", "MUL", "ADD"]


def test_a_network_of_floats_stays_whole(tiny_pack: Pack) -> None:
    assert parted(tiny_pack.network.read_bytes()) is None


def by_neighbours(picture: object) -> object:
    import keras

    return keras.layers.DepthwiseConv2D(3, padding="same", name="features")(picture)


def by_itself_twice(picture: object) -> object:
    import keras

    scaled = keras.layers.Rescaling(0.5)(picture)
    return keras.layers.Multiply(name="features")([scaled, keras.layers.ReLU()(scaled)])


def by_itself_before(picture: object) -> object:
    import keras

    scaled = keras.layers.Rescaling(0.5)(picture)
    return keras.layers.Multiply(name="features")([scaled, picture])


def by_place(picture: object) -> object:
    import keras

    ramp = np.linspace(0, 1, 32 * 32 * 3, dtype=np.float32).reshape(1, 32, 32, 3)
    return keras.layers.Lambda(lambda values: values * ramp, name="features")(picture)


@pytest.mark.parametrize(
    ("step", "parted_steps"),
    [
        (by_neighbours, ["QUANTIZE"]),
        (by_place, ["QUANTIZE"]),
        (by_itself_twice, ["QUANTIZE", "MUL"]),
        (by_itself_before, None),
    ],
)
def test_a_step_that_looks_at_more_than_a_byte_stays_with_the_rest(
    step: Callable[[object], object], parted_steps: list[str] | None
) -> None:
    import keras

    picture = keras.Input((32, 32, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(step(picture))
    network = to_tflite(keras.Model(picture, keras.layers.Dense(5)(pooled)), quantised=True)
    parts = parted(network)
    assert (None if parts is None else steps_of(parts.head)) == parted_steps


@pytest.mark.parametrize("end", [0, 3, 100, 5000])
def test_a_file_that_is_cut_off_is_not_parted(end: int, quantised: bytes) -> None:
    assert parted(quantised[:end]) is None


def test_bytes_that_are_no_network_are_not_parted(quantised: bytes) -> None:
    chance = np.random.default_rng(0)
    for _ in range(300):
        spoilt = np.frombuffer(quantised, np.uint8).copy()
        places = chance.integers(0, len(spoilt), 200)
        spoilt[places] = chance.integers(0, 256, 200, dtype=np.uint8)
        found = parted(spoilt.tobytes())
        assert found is None or all(len(part) == len(quantised) for part in found)
