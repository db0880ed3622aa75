"""A layer that makes a smaller map: right at its edges too, and asked where it pays."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.explain import reduction_table
from core.explain.perturbation import MaskedPictures
from core.explain.segmentation import segment
from core.explain.stem_table import StemTable
from core.imaging.images import load_photo
from core.inference.engine import copying
from core.inference.litert_engine import LiteRtEngine
from core.inference.litert_later import LiteRtReduction
from core.inference.model_pack import open_pack
from core.inference.receptive_field import ReceptiveField
from core.paths import default_pack, resources
from core.vocabulary import Fill, Segmenter


@pytest.fixture
def squares(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many squares the layer was run on, call by call."""
    counts: list[int] = []
    run = LiteRtReduction.run_windows

    def counted(self: LiteRtReduction, count: int, write: Any) -> Any:
        counts.append(count)
        return run(self, count, write)

    monkeypatch.setattr(LiteRtReduction, "run_windows", counted)
    return counts


def test_the_layer_runs_on_what_was_not_seen_before_and_only_where_that_pays(
    squares: list[int],
) -> None:
    engine = LiteRtEngine(open_pack(default_pack()).network)
    photo = load_photo(resources() / "samples" / "backpack-blue.jpg")
    cut = segment(photo.pixels, Segmenter.GRID, 16)
    masked = MaskedPictures(photo.pixels, cut, Fill.COLOUR, 112)
    rows = np.random.default_rng(0).random((90, cut.count)) < 0.5
    pictures = np.empty((90, 112, 112, 3), np.uint8)
    masked.write(rows, pictures)
    whole = engine.run_written(90, copying(pictures))
    stem = engine.stem
    assert stem is not None
    squares.clear()  # parting looks whether squares answer as their maps
    many, few = (StemTable.of(stem, masked, samples) for samples in (1000, 256))
    assert many is not None
    assert few is not None
    np.testing.assert_array_equal(many.begin(rows[:60])(), whole[:60])
    (once,) = squares
    np.testing.assert_array_equal(many.begin(rows[30:])(), whole[30:])
    assert 0 < squares[1] < once
    np.testing.assert_array_equal(many.begin(rows)(), whole)
    assert len(squares) == 2
    np.testing.assert_array_equal(few.begin(rows)(), whole)
    assert len(squares) == 2


@settings(max_examples=80)
@given(st.data())
def test_squares_hold_what_their_place_looks_at_and_what_lies_beyond(data: st.DataObject) -> None:
    block = data.draw(st.sampled_from([1, 2]))
    side, step = block * data.draw(st.integers(2, 6)), data.draw(st.integers(2, 3))
    before, after = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 3))
    places = -(-side // step)
    field = ReceptiveField(places, step, before, after)
    around, within = reduction_table._squares(field, block, side)
    along = side // block
    blocks = np.full((along**2 + 1, block**2), -1)
    numbers = np.arange(side**2).reshape(along, block, along, block).swapaxes(1, 2)
    blocks[:-1] = numbers.reshape(along**2, -1)
    assert (blocks[-1, within[around == along**2]] == -1).all()
    for number, held in enumerate(blocks[around, within]):
        y, x = (step * k - before for k in divmod(number, places))
        wanted = [
            row * side + column if 0 <= row < side and 0 <= column < side else -1
            for row in range(y, y + field.width)
            for column in range(x, x + field.width)
        ]
        assert held.tolist() == wanted
