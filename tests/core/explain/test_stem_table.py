"""What is looked up is what the network answers for the masked picture, to the last bit."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.entities import ExplainSettings, Photo
from core.errors import Cancelled
from core.explain import stem_table
from core.explain.lime import explain
from core.explain.perturbation import MaskedPictures
from core.explain.segmentation import Segmentation, segment
from core.explain.stem_table import StemTable
from core.imaging.images import load_photo
from core.inference.classifier import Classifier
from core.inference.litert_engine import LiteRtEngine
from core.inference.model_pack import Pack, open_pack
from core.jobs import CancelToken
from core.paths import default_pack, resources
from core.vocabulary import Fill, Sampling, Segmenter

SAMPLES = sorted(resources().glob("samples/*.jpg"))


@pytest.fixture(scope="module")
def shipped() -> LiteRtEngine:
    return LiteRtEngine(open_pack(default_pack()).network)


@pytest.fixture(scope="module")
def quantised(quantised_pack: Pack) -> LiteRtEngine:
    return LiteRtEngine(quantised_pack.network)


def masked_pictures(photo: Photo, cut: Segmentation, fill: Fill, size: int) -> MaskedPictures:
    return MaskedPictures(photo.pixels, cut, fill, size)


def table_of(engine: LiteRtEngine, masked: MaskedPictures, samples: int) -> StemTable:
    assert engine.stem is not None
    table = StemTable.of(engine.stem, masked, samples)
    assert table is not None
    return table


def whole(engine: LiteRtEngine, masked: MaskedPictures, rows: NDArray[np.bool_]) -> Any:
    return engine.run_written(len(rows), lambda part, place: masked.write(rows[part], place))


@pytest.mark.parametrize("name", ["shipped", "quantised"])
@pytest.mark.parametrize("fill", [Fill.BACKGROUND, Fill.COLOUR, Fill.MEAN, Fill.BLUR])
@pytest.mark.parametrize("wide", [False, True])
def test_logits_are_those_of_the_masked_pictures(
    name: str, fill: Fill, wide: bool, request: pytest.FixtureRequest
) -> None:
    engine: LiteRtEngine = request.getfixturevalue(name)
    photo = load_photo(SAMPLES[7 * wide])
    if wide:  # what is beside it belongs to no superpixel
        third = len(photo.pixels) // 3
        photo = replace(photo, pixels=photo.pixels[third : 2 * third].copy())
    cut = segment(photo.pixels, Segmenter.GRID, 16)
    masked = masked_pictures(photo, cut, fill, engine.size)
    rows = np.random.default_rng(0).random((70, cut.count)) < 0.5
    rows[0], rows[1] = True, False
    table = table_of(engine, masked, 1000)
    expected = whole(engine, masked, rows)
    for part in (slice(0, 40), slice(40, 70), slice(0, 70)):
        np.testing.assert_array_equal(table.begin(rows[part])(), expected[part])
    assert len(np.unique(expected, axis=0)) > 10


@pytest.mark.parametrize("photo", ["tee-red", "watch-sport", "wallet-brown"])
@pytest.mark.parametrize("sampling", Sampling)
@pytest.mark.parametrize("samples", [300, 700])
def test_explanations_are_the_same_without_a_stem(
    photo: str, sampling: Sampling, samples: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    classifier = Classifier.open(default_pack())
    loaded = load_photo(resources() / "samples" / f"{photo}.jpg")
    prediction = classifier.classify(loaded)
    few = samples == 300  # of many the next are begun while the last layers run on the former
    asked = ExplainSettings(samples=samples, until_stable=few, sampling=sampling)
    calls: list[int] = []
    begin = StemTable.begin

    def counted(self: StemTable, rows: Any) -> Any:
        calls.append(len(rows))
        return begin(self, rows)

    monkeypatch.setattr(StemTable, "begin", counted)
    found = explain(classifier, loaded, prediction, asked)
    assert sum(calls) > found.samples / 2
    monkeypatch.setattr(LiteRtEngine, "stem", None)
    plain = explain(Classifier.open(default_pack()), loaded, prediction, asked)
    assert found.samples == plain.samples
    for one, other in zip(found.surrogates.values(), plain.surrogates.values(), strict=True):
        np.testing.assert_array_equal(one.weights, other.weights)
        np.testing.assert_array_equal(one.standard_errors, other.standard_errors)


def test_where_a_place_sees_too_many_superpixels_there_is_no_table(shipped: LiteRtEngine) -> None:
    photo = load_photo(SAMPLES[0])
    stem = shipped.stem
    assert stem is not None
    fine = masked_pictures(photo, segment(photo.pixels, Segmenter.GRID, 900), Fill.COLOUR, 112)
    assert StemTable.of(stem, fine, 1000) is None
    coarse = masked_pictures(photo, segment(photo.pixels, Segmenter.GRID, 9), Fill.COLOUR, 112)
    assert StemTable.of(stem, coarse, 1000) is not None
    assert StemTable.of(stem, coarse, 4) is None  # as few are faster asked one by one


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_SWITCHES"])
def test_tables_take_a_bounded_room(
    limit: str, shipped: LiteRtEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, stem = load_photo(SAMPLES[0]), shipped.stem
    assert stem is not None
    coarse = masked_pictures(photo, segment(photo.pixels, Segmenter.GRID, 9), Fill.COLOUR, 112)
    assert StemTable.of(stem, coarse, 1000) is not None
    monkeypatch.setattr(stem_table, limit, 5000)
    assert StemTable.of(stem, coarse, 1000) is None


def test_cancel_is_heard_while_the_first_layers_run(shipped: LiteRtEngine) -> None:
    photo, stem = load_photo(SAMPLES[0]), shipped.stem
    assert stem is not None
    masked = masked_pictures(photo, segment(photo.pixels, Segmenter.GRID, 16), Fill.COLOUR, 112)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        StemTable.of(stem, masked, 1000, token)
    rows = np.random.default_rng(0).random((20, masked.count)) < 0.5
    after = table_of(shipped, masked, 1000).begin(rows)()
    np.testing.assert_array_equal(after, whole(shipped, masked, rows))


def test_cancel_is_heard_within_a_batch(shipped: LiteRtEngine) -> None:
    photo, stem, token = load_photo(SAMPLES[0]), shipped.stem, CancelToken()
    assert stem is not None
    masked = masked_pictures(photo, segment(photo.pixels, Segmenter.GRID, 16), Fill.COLOUR, 112)
    table = StemTable.of(stem, masked, 1000, token)
    assert table is not None
    rows = np.random.default_rng(0).random((40, masked.count)) < 0.5
    table.begin(rows)()
    token.cancel()
    with pytest.raises(Cancelled):
        table.begin(rows)()
