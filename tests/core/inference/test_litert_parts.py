"""Parted networks: where they are cut, and that both sides together are the whole."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import flatbuffers
import numpy as np
import pytest
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

from core.inference.litert_layers import LastLayers, Layers
from core.inference.litert_parts import Parts, part
from core.inference.litert_schema import FILE_IDENTIFIER
from core.inference.model_pack import Pack, open_pack
from core.inference.receptive_field import ReceptiveField
from core.paths import default_pack

if TYPE_CHECKING:
    import keras

SIDE = 32
Tensor = Any


def answer(path: Path, parts: list[bytes], pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Run layers one behind the other, each on what the one before gives."""
    given: NDArray[Any] = pictures
    for content in parts[:-1]:
        layers = Layers(path, content, 1, len(given))
        layers.run(slice(0, len(given)), writing(given))
        given = layers.output(slice(0, len(given)))
    last = LastLayers(path, parts[-1], 1, len(given))
    last.run(slice(0, len(given)), writing(given))
    return last.logits(slice(0, len(given)))


def writing(given: NDArray[Any]) -> Callable[[slice, NDArray[Any]], None]:
    def write(part: slice, place: NDArray[Any]) -> None:
        place[:] = given[part]

    return write


def noise(side: int, count: int = 5) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (count, side, side, 3), np.uint8)


def in_order(parts: Parts) -> list[bytes]:
    behind = [one for one in (parts.middle, parts.reduction) if one is not None]
    return [parts.stem.content, *(one.content for one in behind), parts.rest]


def test_the_network_that_ships_is_cut_thrice_and_answers_as_in_one_piece() -> None:
    network = open_pack(default_pack()).network
    parts = part(network.read_bytes())
    assert parts is not None
    assert parts.stem.field == ReceptiveField(28, 4, 2, 8)
    assert parts.middle is not None
    assert parts.middle.field == ReceptiveField(28, 1, 1, 1)
    assert parts.reduction is not None
    assert parts.reduction.field == ReceptiveField(14, 2, 1, 3)
    assert parts.reduction.margin == -128
    pictures = noise(112)
    whole = answer(network, [network.read_bytes()], pictures)
    np.testing.assert_array_equal(answer(network, in_order(parts), pictures), whole)
    assert len(np.unique(whole)) > 20


def test_each_part_holds_its_own_weights_alone() -> None:
    content = open_pack(default_pack()).network.read_bytes()
    parts = part(content)
    assert parts is not None
    assert parts.middle is not None
    assert parts.reduction is not None
    assert parts.reduction.lift is not None
    for one in (parts.stem, parts.middle, parts.reduction):
        assert len(one.content) < len(content) / 5
    assert len(parts.reduction.lift) + len(parts.reduction.unpadded) < len(content) / 3


def test_a_network_that_calls_others_is_left_whole() -> None:
    model = schema.ModelT.InitFromPackedBuf(open_pack(default_pack()).network.read_bytes(), 0)
    model.subgraphs.append(model.subgraphs[0])
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), FILE_IDENTIFIER)
    assert part(bytes(builder.Output())) is None


def test_float_networks_are_left_whole(tiny_pack: Pack) -> None:
    assert part(tiny_pack.network.read_bytes()) is None


@pytest.fixture(scope="module")
def to_int8() -> Callable[["keras.Model"], bytes]:
    pytest.importorskip("tensorflow")
    from model.networks import convert

    return lambda network: convert.to_int8(network, noise(SIDE))


def residual(x: Tensor) -> Tensor:
    """Nothing leads on alone but what is added up."""
    import keras

    return keras.layers.Add()([x, keras.layers.Conv2D(6, 3, padding="same")(x)])


def two_in_a_row(x: Tensor) -> Tensor:
    """A sum of what lies two convolutions apart: five places wide."""
    import keras

    y = keras.layers.Conv2D(6, 3, padding="same", activation="relu")(x)
    return keras.layers.Add()([x, keras.layers.Conv2D(6, 3, padding="same")(y)])


def smaller(x: Tensor) -> Tensor:
    import keras

    return keras.layers.Conv2D(6, 3, strides=2, padding="same")(x)


def shifted(x: Tensor) -> Tensor:
    """Something else is added at each place."""
    import keras

    shift = np.random.default_rng(0).random((16, 16, 6), np.float32)
    return keras.layers.Conv2D(6, 3, padding="same")(x + keras.ops.convert_to_tensor(shift))


def with_margin(x: Tensor) -> Tensor:
    import keras

    return keras.layers.Conv2D(6, 3)(keras.layers.ZeroPadding2D(1)(x))


def averaged(x: Tensor) -> Tensor:
    """A layer of which every place looks at all."""
    import keras

    return x * keras.ops.mean(x, axis=(1, 2), keepdims=True)


def halved(x: Tensor) -> Tensor:
    """A smaller map comes at once behind the neighbours."""
    import keras

    x = keras.layers.Conv2D(6, 3, padding="same", activation="relu")(x)
    return keras.layers.Conv2D(6, 3, strides=2, padding="same", activation="relu")(x)


def lifted(x: Tensor) -> Tensor:
    """The same, place by place beforehand and behind, and by a larger window."""
    import keras

    x = keras.layers.Conv2D(4, 1)(keras.layers.Conv2D(6, 3, padding="same")(x))
    x = keras.layers.Conv2D(9, 1, activation="relu6")(x)
    x = keras.layers.DepthwiseConv2D(5, strides=2, padding="same", activation="relu6")(x)
    return keras.layers.Conv2D(5, 1)(x)


def halved_inside(x: Tensor) -> Tensor:
    """A smaller map that leaves out what lies at the edge, as nothing lies beyond."""
    import keras

    x = keras.layers.Conv2D(6, 3, padding="same", activation="relu")(x)
    return keras.layers.Conv2D(6, 3, strides=2)(x)


def halved_by_far(x: Tensor) -> Tensor:
    """A smaller map whose places look at too much."""
    import keras

    x = keras.layers.Conv2D(6, 3, padding="same", activation="relu")(x)
    return keras.layers.Conv2D(6, 7, strides=2, padding="same")(x)


NEXT = ReceptiveField(16, 1, 1, 1)
MADE = {
    residual: (NEXT, None),
    two_in_a_row: (None, None),
    smaller: (None, None),
    shifted: (None, None),
    with_margin: (NEXT, None),
    averaged: (None, None),
    halved: (NEXT, ReceptiveField(8, 2, 0, 2)),
    lifted: (NEXT, ReceptiveField(8, 2, 1, 3)),
    halved_inside: (NEXT, None),
    halved_by_far: (NEXT, None),
}


@pytest.mark.parametrize("behind", MADE, ids=lambda one: one.__name__)
def test_what_comes_behind_the_first_layers_is_cut_where_it_looks_at_neighbours_alone(
    behind: Callable[[Tensor], Tensor], to_int8: Callable[["keras.Model"], bytes], tmp_path: Path
) -> None:
    import keras

    keras.utils.set_random_seed(1)
    pictures = keras.Input((SIDE, SIDE, 3))
    x = keras.layers.Rescaling(1 / 127.5, offset=-1)(pictures)
    x = behind(keras.layers.Conv2D(6, 3, strides=2, padding="same", activation="relu")(x))
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(8, 5, activation="relu")(x))
    content = to_int8(keras.Model(pictures, keras.layers.Dense(4)(x)))
    parts = part(content)
    assert parts is not None
    assert parts.stem.field == ReceptiveField(16, 2, 0, 2)
    field, reduced = MADE[behind]
    assert (parts.middle and parts.middle.field) == field
    assert (parts.reduction and parts.reduction.field) == reduced
    if parts.reduction is not None:
        assert (parts.reduction.lift is not None) == (behind is lifted)
    whole = answer(tmp_path, [content], noise(SIDE, 40))
    np.testing.assert_array_equal(answer(tmp_path, in_order(parts), noise(SIDE, 40)), whole)
    assert len(np.unique(whole)) > 20


@pytest.mark.parametrize("wide", [3, 5])
def test_the_first_layers_do_the_same_to_every_place(
    wide: int, to_int8: Callable[["keras.Model"], bytes]
) -> None:
    import keras

    keras.utils.set_random_seed(1)
    x = pictures = keras.Input((SIDE, SIDE, 3))
    x = keras.layers.Rescaling(1 / 127.5, offset=-1)(x)
    x = keras.layers.PReLU()(keras.layers.Conv2D(6, wide - 2, strides=2, padding="same")(x))
    alpha = np.random.default_rng(0).random((16, 16, 6), np.float32)
    x = keras.layers.Conv2D(6, 3, padding="same")(x * keras.ops.convert_to_tensor(alpha))
    made = keras.Model(pictures, keras.layers.Dense(4)(keras.layers.Flatten()(x)))
    parts = part(to_int8(made))
    if wide == 3:  # nothing is left but what works pixel by pixel
        assert parts is None
    else:
        assert parts is not None
        assert parts.stem.field == ReceptiveField(16, 2, 0, 2)
