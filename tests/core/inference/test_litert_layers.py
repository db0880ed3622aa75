import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

from core.errors import EngineError, PackError
from core.imaging.preprocessing import scale
from core.inference import litert_layers
from core.inference.engine import copying
from core.inference.litert_layers import LastLayers, Layers
from core.inference.model_pack import Pack
from core.vocabulary import Scaling
from tests.litert_networks import KIND, OPERATOR, Step, network
from tests.packs import SIZE_PX

PATH = Path("few.tflite")
PICTURE = (1, 2, 2, 3)
RELU, LOGARITHM = Step(OPERATOR.RELU), Step(OPERATOR.LOG)
FLAT = Step(OPERATOR.RESHAPE, constants=(np.array([-1, 12], np.int32),))
IN_BYTES = Step(OPERATOR.QUANTIZE, gives=KIND.INT8)


@pytest.fixture
def noise() -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (7, *PICTURE[1:]), np.uint8)


def answers(layers: Layers, part: slice, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    layers.run(part, copying(pictures))
    return layers.output(part)


def test_a_part_is_answered_in_order_and_no_more(noise: NDArray[np.uint8]) -> None:
    layers = Layers(PATH, network(PICTURE, RELU), 1, 4)
    np.testing.assert_array_equal(answers(layers, slice(1, 5), noise), noise[1:5])
    np.testing.assert_array_equal(answers(layers, slice(5, 7), noise), noise[5:])
    assert answers(layers, slice(3, 3), noise).shape == (0, *PICTURE[1:])


@pytest.mark.parametrize("scaling", Scaling)
def test_float_layers_get_what_they_expect(scaling: Scaling, noise: NDArray[np.uint8]) -> None:
    more = Step(OPERATOR.ADD, schema.AddOptionsT(), (np.full((1, 1, 1), 1000, np.float32),))
    layers = Layers(PATH, network(PICTURE, more), 1, 7, scaling)
    wanted = scale(noise, scaling) + np.float32(1000)
    np.testing.assert_array_equal(answers(layers, slice(0, 7), noise), wanted)


def test_float_pictures_are_written_as_bytes_too() -> None:
    given: list[tuple[tuple[int, ...], np.dtype]] = []
    layers = Layers(PATH, network(PICTURE, RELU), 1, 7)
    layers.run(slice(0, 7), lambda _, place: given.append((place.shape, place.dtype)))
    assert given == [((7, 2, 2, 3), np.uint8)]


def test_layers_of_bytes_get_them_as_they_are(noise: NDArray[np.uint8]) -> None:
    layers = Layers(PATH, network(PICTURE, IN_BYTES, kind=KIND.UINT8), 1, 7)
    given = answers(layers, slice(0, 7), noise)
    assert given.dtype == np.int8
    np.testing.assert_array_equal(given, noise.astype(int) - 128)


def test_answers_outlive_the_next_run(noise: NDArray[np.uint8]) -> None:
    layers = Layers(PATH, network(PICTURE, RELU), 1, 3)
    first = answers(layers, slice(0, 3), noise)
    answers(layers, slice(3, 6), noise)
    np.testing.assert_array_equal(first, noise[:3])


@pytest.mark.parametrize("name", ["tiny_pack", "quantised_pack"])
def test_logits_and_features_are_told_apart(name: str, request: pytest.FixtureRequest) -> None:
    pack: Pack = request.getfixturevalue(name)
    last = LastLayers(PATH, pack.network.read_bytes(), 1, 3)
    last.run(slice(0, 2), copying(np.zeros((2, SIZE_PX, SIZE_PX, 3), np.uint8)))
    logits, features = last.answer(slice(0, 2))
    assert last.gives_features
    assert features is not None
    assert (logits.shape, features.shape) == ((2, 5), (2, 8, 8, 16))
    np.testing.assert_array_equal(logits, last.logits(slice(5, 7)))
    np.testing.assert_array_equal(features, last.features(slice(0, 2)))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_their_order_makes_no_difference(order: tuple[int, int], noise: NDArray[np.uint8]) -> None:
    last = LastLayers(PATH, network(PICTURE, RELU, FLAT, outputs=order), 1, 7)
    last.run(slice(0, 7), copying(noise))
    logits, features = last.answer(slice(0, 7))
    np.testing.assert_array_equal(features, noise)
    np.testing.assert_array_equal(logits, noise.reshape(7, 12))


def test_a_network_need_not_have_features(noise: NDArray[np.uint8]) -> None:
    last = LastLayers(PATH, network(PICTURE, FLAT), 1, 7)
    last.run(slice(0, 7), copying(noise))
    logits, features = last.answer(slice(0, 7))
    assert not last.gives_features
    assert features is None
    np.testing.assert_array_equal(logits, noise.reshape(7, 12))


@pytest.mark.parametrize("number", [0, 6])
def test_a_logit_that_is_not_finite_is_an_error(number: int, noise: NDArray[np.uint8]) -> None:
    last = LastLayers(PATH, network(PICTURE, LOGARITHM, FLAT), 1, 7)
    noise = np.maximum(noise, 1)
    last.run(slice(0, 7), copying(noise))
    assert np.isfinite(last.logits(slice(0, 7))).all()
    noise[number, 1, 1, 2] = 0
    last.run(slice(0, 7), copying(noise))
    with pytest.raises(EngineError, match=r"few\.tflite answered a number that is not finite"):
        last.logits(slice(0, 7))


@pytest.mark.parametrize("outputs", [(0,), (1, 1), (0, 1, 1), (1, 2)], ids=str)
def test_other_answers_than_logits_and_features_are_refused(outputs: tuple[int, ...]) -> None:
    rows = Step(OPERATOR.RESHAPE, constants=(np.array([-1, 4, 3], np.int32),))
    content = network(PICTURE, RELU, FLAT, rows, outputs=outputs)
    with pytest.raises(PackError, match="gives something else than logits and a feature map"):
        LastLayers(PATH, content, 1, 1)


def test_logits_in_whole_numbers_are_refused() -> None:
    flat = Step(OPERATOR.RESHAPE, constants=FLAT.constants, gives=KIND.INT8)
    with pytest.raises(PackError, match="answers in integers"):
        LastLayers(PATH, network(PICTURE, flat, kind=KIND.INT8), 1, 1)


@pytest.mark.parametrize("content", [b"", b"0" * 100, network(PICTURE, Step(OPERATOR.CUSTOM))])
def test_what_litert_cannot_run_is_refused(content: bytes) -> None:
    with pytest.raises(PackError, match=r"few\.tflite.* not a network that LiteRT can run"):
        Layers(PATH, content, 1, 1)


def test_litert_tells_stderr_nothing(tiny_pack: Pack) -> None:
    """Asked in a process of its own: the runtime speaks up with the first network alone."""
    script = (
        "import os, sys; from pathlib import Path\n"
        "from core.inference.litert_layers import Layers\n"
        "Layers(Path('few.tflite'), Path(sys.argv[1]).read_bytes(), 1, 1)\n"
        "os.write(2, b'heard')\n"
    )
    command = [sys.executable, "-c", script, str(tiny_pack.network)]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)
    assert done.stderr == "heard"


def test_what_others_say_while_a_further_network_is_opened_is_heard(
    tiny_pack: Pack, capfd: pytest.CaptureFixture[str]
) -> None:
    Layers(PATH, tiny_pack.network.read_bytes(), 1, 1)
    with litert_layers._hushed():
        os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"
