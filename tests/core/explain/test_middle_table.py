"""The layers behind the stem: run on what was not seen before, and right at the map's edge too."""

from typing import Any

import numpy as np
import pytest

from core.explain.perturbation import MaskedPictures
from core.explain.segmentation import segment
from core.explain.stem_table import StemTable
from core.imaging.images import load_photo
from core.inference.litert_engine import LiteRtEngine
from core.inference.litert_later import LiteRtMiddle
from core.inference.model_pack import open_pack
from core.paths import default_pack, resources
from core.vocabulary import Fill, Segmenter


@pytest.fixture
def squares(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many squares the layers behind were run on, call by call."""
    counts: list[int] = []
    run = LiteRtMiddle.run_windows

    def counted(self: LiteRtMiddle, own: Any, write: Any) -> Any:
        counts.append(len(own))
        return run(self, own, write)

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
    squares.clear()  # parting looks whether squares answer as their maps
    table, careful = (StemTable.of(stem, masked, samples) for samples in (1000, 60))
    assert table is not None
    assert careful is not None
    first = table.begin(rows)()
    (once,) = squares
    np.testing.assert_array_equal(table.begin(rows)(), first)
    assert squares == [once]
    table.begin(~rows[:20])()
    assert 0 < squares[1] < once
    squares.clear()
    np.testing.assert_array_equal(careful.begin(rows)(), first)
    assert squares == []
