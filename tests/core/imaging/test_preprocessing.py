from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.cli.import_model import PREPROCESSING
from core.entities import Pixels
from core.imaging.framing import Placement
from core.imaging.preprocessing import frame, prepare, scale
from core.vocabulary import Scaling

sides = st.integers(1, 700)
sizes = st.integers(1, 256)


@given(height=st.integers(1, 60), width=st.integers(1, 60))
def test_padding_has_the_border_colour_and_the_photo_stays(height: int, width: int) -> None:
    pixels = np.full((height, width, 3), (7, 8, 9), np.uint8)
    framed = frame(pixels)
    place = Placement.whole(height, width)
    assert framed.shape == (place.frame_height, place.frame_width, 3)
    assert (framed == (7, 8, 9)).all()


def test_frame_copies_only_where_it_must(product: Callable[..., Pixels]) -> None:
    fitting, wide = product(80, 60), product(60, 200)
    assert np.shares_memory(frame(fitting), fitting)
    framed = frame(wide)
    assert framed.shape == (267, 200, 3)
    assert np.array_equal(framed[103:163], wide)
    assert (framed[:103] == 255).all()


@given(height=sides, width=sides, size=st.integers(8, 256))
def test_plain_photo_stays_plain(height: int, width: int, size: int) -> None:
    square = prepare(np.full((height, width, 3), (12, 200, 99), np.uint8), size)
    assert square.shape == (size, size, 3)
    assert square.dtype == np.uint8
    assert (square == (12, 200, 99)).all()


@given(
    height=sides,
    width=sides,
    size=sizes,
    product=st.tuples(*[st.floats(0, 1)] * 4),
    shake=st.integers(0, 40),
)
def test_square_of_a_pillow_picture_is_the_same_to_the_last_bit(
    height: int, width: int, size: int, product: tuple[float, ...], shake: int
) -> None:
    """Whole, padded or cut: what tags a folder sees what explains and trains sees."""
    top, left, tall, wide = (int(s * a) for s, a in zip(product, (height, width) * 2, strict=True))
    pixels = np.full((height, width, 3), (230, 240, 250), np.int16)
    pixels[top : top + tall, left : left + wide] = 40, 80, 120
    pixels += np.random.default_rng(shake).integers(-shake, shake + 1, pixels.shape, np.int16)
    shaken = pixels.clip(0, 255).astype(np.uint8)
    picture = Image.fromarray(shaken)
    assert np.array_equal(prepare(picture, size), prepare(shaken, size))
    assert np.array_equal(np.asarray(picture), shaken)


def test_prepare_leaves_its_argument_and_is_repeatable(product: Callable[..., Pixels]) -> None:
    pixels = product(200, 60).copy()
    before = pixels.copy()
    assert np.array_equal(prepare(pixels, 224), prepare(pixels, 224))
    assert np.array_equal(pixels, before)


def test_square_of_the_right_size_is_what_the_network_sees(product: Callable[..., Pixels]) -> None:
    pixels = product(224, 224)
    assert np.array_equal(prepare(pixels, 224), pixels)


@pytest.mark.parametrize(
    ("scaling", "expected"),
    [(Scaling.BYTE, [0, 127.5, 255]), (Scaling.UNIT, [0, 0.5, 1]), (Scaling.SIGNED, [-1, 0, 1])],
)
def test_scale(scaling: Scaling, expected: list[float]) -> None:
    batch = np.array([[0, 0, 0], [255, 255, 255]], np.uint8)
    values = scale(batch, scaling)
    assert values.dtype == np.float32
    assert values[0].tolist() == [expected[0]] * 3
    assert values[1].tolist() == [expected[2]] * 3
    assert values.mean() == pytest.approx(expected[1])
    assert batch.max() == 255


@pytest.mark.parametrize("mode", ["tf", "torch", "caffe"])
def test_scale_does_what_keras_calls_by_that_name(mode: str) -> None:
    from keras.applications import imagenet_utils

    batch = np.random.default_rng(3).integers(0, 256, (2, 5, 5, 3)).astype(np.uint8)
    wanted = imagenet_utils.preprocess_input(batch.astype(np.float32), mode=mode)
    values = scale(batch, PREPROCESSING[mode])
    assert values.dtype == np.float32
    assert values.flags.c_contiguous
    np.testing.assert_allclose(values, wanted, rtol=1e-6, atol=1e-6)


def test_every_scaling_has_a_name_for_the_command_line() -> None:
    assert set(PREPROCESSING.values()) == set(Scaling)
