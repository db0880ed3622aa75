"""Layers behind others: squares are answered as in their map."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.inference import litert_schema
from core.inference.engine import copying
from core.inference.litert_engine import LiteRtEngine
from core.inference.litert_later import BLOCK, LiteRtMiddle, LiteRtReduction, block_of
from core.inference.litert_schema import Kind
from core.inference.litert_stem import LiteRtStem
from core.inference.model_pack import open_pack
from core.inference.receptive_field import ReceptiveField
from core.paths import default_pack

Maps = NDArray[np.int8]


@pytest.fixture(scope="module")
def stem() -> LiteRtStem:
    found = LiteRtEngine(open_pack(default_pack()).network).stem
    assert found is not None
    return found


@pytest.fixture(scope="module")
def middle(stem: LiteRtStem) -> LiteRtMiddle:
    assert stem.middle is not None
    return stem.middle


@pytest.fixture(scope="module")
def reduction(middle: LiteRtMiddle) -> LiteRtReduction:
    assert middle.reduction is not None
    return middle.reduction


@pytest.fixture(scope="module")
def maps(stem: LiteRtStem) -> Maps:
    """Of the stem, for noise."""
    noise = np.random.default_rng(1).integers(0, 256, (2, 112, 112, 3), np.uint8)
    return stem.run(2, copying(noise))


@pytest.fixture(scope="module")
def behind(middle: LiteRtMiddle, maps: Maps) -> Maps:
    """Of the middle, for the second of them, put together from squares."""
    side, width = middle.field.places, middle.field.width + middle.block - 1
    corners = [(y, x) for y in range(side - width + 1) for x in range(side - width + 1)]
    cut = np.stack([maps[1, y : y + width, x : x + width] for y, x in corners])
    every = np.tile(np.arange(width**2), (len(cut), 1))
    squares = middle.run_windows(every, copying(cut)).reshape(-1, width, width, middle.channels)
    made = np.zeros((1, side, side, middle.channels), np.int8)

    def right(first: int) -> list[int]:
        """Lines of a square behind which all lies that they look at, or the map's own edge."""
        before, after = middle.field.before, middle.field.after
        lines = range(first, first + width)
        seen = {k: range(max(k - before, 0), min(k + after, side - 1) + 1) for k in lines}
        return [k for k in lines if seen[k][0] in lines and seen[k][-1] in lines]

    for (y, x), square in zip(corners, squares, strict=True):
        for row in right(y):
            for column in right(x):
                made[0, row, column] = square[row - y, column - x]
    return made


def test_a_middle_answers_squares_as_in_their_map(
    stem: LiteRtStem, middle: LiteRtMiddle, maps: Maps, behind: Maps
) -> None:
    assert middle.block == BLOCK
    logits = middle.finish(1, copying(behind))()
    np.testing.assert_array_equal(logits, stem.finish(1, copying(maps[1:]))())


def test_a_middle_gives_what_is_wanted_of_each_square(middle: LiteRtMiddle, maps: Maps) -> None:
    width = middle.field.width + middle.block - 1
    cut = maps[:, 3 : 3 + width, 5 : 5 + width]
    every = middle.run_windows(np.tile(np.arange(width**2), (2, 1)), copying(cut))
    some = np.array([[5, 6, 9], [0, 15, 3]])
    wanted = np.take_along_axis(every, some[..., None], axis=1)
    np.testing.assert_array_equal(middle.run_windows(some, copying(cut)), wanted)


def test_a_reduction_answers_squares_as_in_their_map_with_its_margin(
    stem: LiteRtStem, middle: LiteRtMiddle, reduction: LiteRtReduction, maps: Maps, behind: Maps
) -> None:
    field, block, side = reduction.field, middle.block, middle.field.places
    blocks = behind.reshape(-1, block, side // block, block, middle.channels).swapaxes(1, 2)
    lifted = reduction.lift(blocks.reshape(-1, block, block, middle.channels))
    assert lifted.shape[3] > middle.channels
    whole = lifted.reshape(side // block, side // block, block, block, -1).swapaxes(1, 2)
    beyond = field.step * (field.places - 1) + field.after + 1 - side
    around = ((field.before, beyond), (field.before, beyond), (0, 0))
    padded = np.pad(
        whole.reshape(side, side, -1), around, constant_values=np.int8(reduction.margin)
    )
    firsts = [field.step * k for k in range(field.places)]
    cut = np.stack(
        [padded[y : y + field.width, x : x + field.width] for y in firsts for x in firsts]
    )
    answers = reduction.run_windows(len(cut), copying(cut))
    made = answers.reshape(1, field.places, field.places, reduction.channels)
    logits = reduction.finish(1, copying(made))()
    np.testing.assert_array_equal(logits, stem.finish(1, copying(maps[1:]))())


def test_lifted_bytes_without_a_sign_are_given_as_the_margin_is(tmp_path: Path) -> None:
    tf = pytest.importorskip("tensorflow")
    import keras

    keras.utils.set_random_seed(1)
    x = pictures = keras.Input((32, 32, 3))
    x = keras.layers.Conv2D(6, 3, strides=2, padding="same", activation="relu")(x)
    x = keras.layers.Conv2D(4, 3, padding="same", activation="relu")(x)
    x = keras.layers.Conv2D(9, 1, kernel_initializer=keras.initializers.RandomUniform(-1, 0))(x)
    x = keras.layers.DepthwiseConv2D(3, strides=2, padding="same")(x)
    network = keras.Model(pictures, keras.layers.Dense(4)(keras.layers.Flatten()(x)))
    engine = LiteRtEngine(tmp_path, content=without_signs(tf, network))
    stem = engine.stem
    assert stem is not None
    assert stem.middle is not None
    reduction = stem.middle.reduction
    assert reduction is not None
    assert reduction.margin < 0  # a byte above 127
    blocks = np.zeros((5, stem.middle.block, stem.middle.block, 4), np.int8)
    lifted = reduction.lift(blocks)
    assert (lifted.dtype, lifted.shape[3]) == (np.int8, 9)
    assert (np.full_like(lifted, reduction.margin) == reduction.margin).all()


def without_signs(tf: Any, network: Any) -> bytes:
    """Quantise as was done once: all maps and weights in bytes from 0 to 255."""
    noise = np.random.default_rng(1).integers(0, 256, (4, 1, 32, 32, 3)).astype(np.float32)
    noise[:, 0, 0, 0], noise[:, 0, 0, 1] = 0, 255
    converter = tf.lite.TFLiteConverter.from_keras_model(network)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([one] for one in noise)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type, converter.inference_output_type = tf.uint8, tf.float32
    converter._experimental_disable_per_channel = True
    model = litert_schema.read(bytes(converter.convert()))
    held = [one for one in model.subgraphs[0].tensors if one.type == Kind.INT8]
    for tensor in held:
        tensor.type, tensor.quantization.zeroPoint = Kind.UINT8, tensor.quantization.zeroPoint + 128
    for buffer in (model.buffers[one] for one in {tensor.buffer for tensor in held}):
        if buffer.data is not None:
            buffer.data = np.asarray(buffer.data, np.uint8) ^ 128
    return litert_schema.written(model)


@pytest.mark.parametrize(
    ("field", "block"),
    [
        (ReceptiveField(28, 1, 1, 1), BLOCK),
        (ReceptiveField(7, 1, 1, 1), 1),
        (ReceptiveField(4, 1, 2, 2), 1),
        (ReceptiveField(2, 1, 0, 0), BLOCK),
    ],
)
def test_blocks_fill_a_map_and_their_squares_fit_into_it(field: ReceptiveField, block: int) -> None:
    assert block_of(field) == block
