"""A network in parts: the same logits, and places that hang on what they look at alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import flatbuffers
import numpy as np
import pytest
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

from core.inference.engine import copying
from core.inference.litert_engine import LiteRtEngine
from core.inference.litert_lanes import Lanes
from core.inference.litert_schema import FILE_IDENTIFIER
from core.inference.litert_stem import LiteRtStem
from core.inference.model_pack import Pack, open_pack
from core.paths import default_pack
from core.vocabulary import Scaling

SIDE = 112


def noise(count: int) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (count, SIDE, SIDE, 3), np.uint8)


def stem_of(engine: LiteRtEngine) -> LiteRtStem:
    assert engine.stem is not None
    return engine.stem


@pytest.fixture(scope="module")
def shipped() -> LiteRtEngine:
    return LiteRtEngine(open_pack(default_pack()).network)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_the_layers_behind_answer_the_logits_of_the_whole(threads: int) -> None:
    pictures = noise(37)
    engine = LiteRtEngine(open_pack(default_pack()).network, threads=threads, batch_size=16)
    whole = engine.run(pictures)
    stem = stem_of(engine)
    maps = stem.run(len(pictures), copying(pictures))
    assert maps.shape == (37, stem.field.places, stem.field.places, stem.channels)
    np.testing.assert_array_equal(stem.finish(37, copying(maps))(), whole.logits)
    again = engine.run(pictures)  # through the parts from now on
    np.testing.assert_array_equal(again.logits, whole.logits)
    np.testing.assert_array_equal(again.features, whole.features)


def test_a_place_hangs_on_its_field_alone_and_on_all_of_it(shipped: LiteRtEngine) -> None:
    stem = stem_of(shipped)
    field, (one, other) = stem.field, noise(2)
    for row, column in ((0, 0), (0, 13), (27, 5), (13, 14), (26, 27), (27, 27)):
        y, x = (
            slice(max(field.step * k - field.before, 0), field.step * k + field.after + 1)
            for k in (row, column)
        )
        beyond, within = other.copy(), one.copy()
        beyond[y, x] = one[y, x]
        for edge in (within[y, x][0], within[y, x][-1], within[y, x][:, 0], within[y, x][:, -1]):
            edge[:] = 255 - edge  # the outermost pixels of the field
        maps = stem.run(3, copying(np.stack([one, beyond, within])))[:, row, column]
        np.testing.assert_array_equal(maps[0], maps[1])
        assert (maps[0] != maps[2]).any()


def without_outputs(model: Any) -> None:
    model.subgraphs[0].operators[3].outputs = None


def with_a_last_layer_that_is_none(model: Any) -> None:
    last = model.subgraphs[0].operators[-1]
    last.inputs, last.builtinOptions = last.inputs[:0], None


def with_maps_told_smaller(model: Any) -> None:
    for tensor in model.subgraphs[0].tensors:
        if tensor.shape is not None and len(tensor.shape) == 4 and tensor.shape[1] == 28:
            tensor.shape = np.where(tensor.shape == 28, 27, tensor.shape).astype(np.int32)


SPOILT = [without_outputs, with_a_last_layer_that_is_none, with_maps_told_smaller]


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_file_that_is_read_in_no_parts_has_no_stem(
    spoil: Callable[[Any], None], tmp_path: Path
) -> None:
    model = schema.ModelT.InitFromPackedBuf(open_pack(default_pack()).network.read_bytes(), 0)
    spoil(model)
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), FILE_IDENTIFIER)
    content = bytes(builder.Output())
    assert LiteRtStem.of(tmp_path, content, Scaling.BYTE, 8, Lanes(1)) is None


def test_a_network_that_cannot_be_parted_has_no_stem(tiny_pack: Pack, quantised_pack: Pack) -> None:
    assert LiteRtEngine(tiny_pack.network).stem is None
    stem = stem_of(LiteRtEngine(quantised_pack.network))
    assert stem.middle is None
