import numpy as np
import pytest

from core.entities import Explanation, Photo
from core.explain.labels import rim_of_frame
from core.explain.switched import MARK_LINE, SwitchedPainter
from core.vocabulary import Fill


def test_a_colour_of_ones_own_fills() -> None:
    pixels, segments = np.zeros((8, 8, 3), dtype=np.uint8), np.zeros((8, 8), dtype=np.int32)
    painter = SwitchedPainter(pixels, segments, Fill.COLOUR, "#ffcc00", side=8)
    assert painter.paint(np.array([False]))[4, 4].tolist() == [255, 204, 0]


def test_what_is_off_takes_the_background_and_the_mark_an_outline() -> None:
    pixels = np.full((40, 60, 3), 255, dtype=np.uint8)
    pixels[10:30, 10:50] = (200, 0, 0)
    segments = np.zeros((40, 60), dtype=np.int32)
    segments[10:30, 10:30] = 1
    segments[10:30, 30:50] = 2
    painter = SwitchedPainter(pixels, segments, Fill.BACKGROUND, side=60)
    everything = painter.paint(np.ones(3, dtype=bool))
    assert np.array_equal(everything, pixels)
    off = painter.paint(np.array([True, False, True]))
    assert off[20, 20].tolist() == [255, 255, 255]
    assert off[20, 40].tolist() == [200, 0, 0]
    marked = painter.paint(np.ones(3, dtype=bool), marked=2)
    assert tuple(marked[20, 49]) == MARK_LINE
    assert tuple(marked[20, 40]) != MARK_LINE


@pytest.mark.parametrize("fill", Fill)
def test_what_if_leaves_the_rest_of_the_photo(
    fill: Fill, wide: Photo, unseen: np.ndarray, wide_explanation: Explanation
) -> None:
    segments = wide_explanation.segments
    painted = SwitchedPainter(wide.pixels, segments, fill, side=400).paint(
        np.zeros(wide_explanation.superpixels, dtype=bool)
    )
    outside = unseen & ~rim_of_frame(segments)
    assert np.array_equal(painted[outside], wide.pixels[outside])
    assert not np.array_equal(painted[~unseen], wide.pixels[~unseen])
