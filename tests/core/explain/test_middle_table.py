"""The layers behind the stem: run on what was not seen before, and right at the map's edge too."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.explain import middle_table
from core.explain.perturbation import MaskedPictures
from core.explain.segmentation import segment
from core.explain.stem_table import StemTable
from core.imaging.images import load_photo
from core.inference.litert_engine import LiteRtEngine
from core.inference.litert_stem import LiteRtMiddle
from core.inference.model_pack import open_pack
from core.inference.receptive_field import ReceptiveField
from core.paths import default_pack, resources
from core.vocabulary import Fill, Segmenter


@pytest.fixture
def squares(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many squares the layers behind were run on, call by call."""
    counts: list[int] = []
    run = LiteRtMiddle.run_windows

    def counted(self: LiteRtMiddle, count: int, write: Any) -> Any:
        counts.append(count)
        return run(self, count, write)

    monkeypatch.setattr(LiteRtMiddle, "run_windows", counted)
    return counts


def test_layers_behind_run_on_what_was_not_seen_before_and_only_where_that_pays(
    squares: list[int],
) -> None:
    stem = LiteRtEngine(open_pack(default_pack()).network).stem
    photo = load_photo(resources() / "samples" / "backpack-blue.jpg")
    cut = segment(photo.pixels, Segmenter.GRID, 16)
    masked = MaskedPictures(photo.pixels, cut, Fill.COLOUR, 112)
    assert stem is not None
    rows = np.random.default_rng(0).random((60, cut.count)) < 0.5
    table, careful = (StemTable.of(stem, masked, samples) for samples in (1000, 100))
    assert table is not None
    assert careful is not None
    first = table.logits(rows)
    (once,) = squares
    np.testing.assert_array_equal(table.logits(rows), first)
    assert squares == [once]
    table.logits(~rows[:20])
    assert 0 < squares[1] < once
    squares.clear()
    np.testing.assert_array_equal(careful.logits(rows), first)
    assert squares == []


@settings(max_examples=60)
@given(st.integers(3, 9), st.integers(0, 2), st.integers(0, 2), st.integers(0, 99))
def test_a_place_sees_what_the_places_see_that_it_looks_at(
    places: int, before: int, after: int, seed: int
) -> None:
    given_ = np.random.default_rng(seed).random((places, places, 4)) < 0.2
    field = ReceptiveField(places, 1, before, after)
    found = middle_table._windows_behind(given_.reshape(-1, 4), field)
    for y in range(places):
        for x in range(places):
            around = given_[max(y - before, 0) : y + after + 1, max(x - before, 0) : x + after + 1]
            np.testing.assert_array_equal(found[y * places + x], around.any(axis=(0, 1)))


@pytest.mark.parametrize(("before", "after"), [(1, 1), (0, 2), (2, 0), (0, 0)])
def test_squares_lie_inside_and_hold_what_their_place_looks_at(before: int, after: int) -> None:
    field = ReceptiveField(6, 1, before, after)
    around, own = middle_table._squares(field)
    for place, (square, inside) in enumerate(zip(around, own, strict=True)):
        assert square[inside] == place
        y, x = divmod(place, 6)
        looked_at = {
            (row, column)
            for row in range(max(y - before, 0), min(y + after, 5) + 1)
            for column in range(max(x - before, 0), min(x + after, 5) + 1)
        }
        assert looked_at <= {divmod(int(one), 6) for one in square}
