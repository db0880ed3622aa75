from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entities import Box, Drawn
from core.errors import BoxUnusable
from core.imaging import boxes
from core.imaging.boxes import LEAST_SIDE
from core.imaging.images import ANALYSIS_SIDE, load_full, load_photo

INSIDE = Box(10, 16, 30, 40)
SIDES = st.integers(LEAST_SIDE, 5000)
SIZES = st.tuples(SIDES, SIDES)
POINTS = st.tuples(st.floats(-2, 3), st.floats(-2, 3))


@st.composite
def boxed(draw: st.DrawFn) -> tuple[Box, tuple[int, int]]:
    """A usable box, and the size of its photo."""
    height, width = draw(SIZES)
    wide, tall = draw(st.integers(LEAST_SIDE, width)), draw(st.integers(LEAST_SIDE, height))
    left, top = draw(st.integers(0, width - wide)), draw(st.integers(0, height - tall))
    return Box(left, top, wide, tall), (height, width)


@given(POINTS, POINTS, SIZES)
def test_a_box_between_any_points_lies_in_the_photo_or_is_too_small(
    start: tuple[float, float], end: tuple[float, float], size: tuple[int, int]
) -> None:
    box = boxes.between(start, end, size)
    assert box == boxes.between(end, start, size)
    small = min(box.width, box.height) < LEAST_SIDE
    assert ("too small" in boxes.trouble(box, size)) is small
    assert bool(boxes.trouble(box, size)) is small


@given(SIZES)
def test_the_corners_span_the_whole_photo(size: tuple[int, int]) -> None:
    height, width = size
    assert boxes.between((1.5, 1.0), (0.0, -1.0), size) == Box(0, 0, width, height)


@given(SIZES)
def test_the_first_box_can_be_used(size: tuple[int, int]) -> None:
    assert boxes.trouble(boxes.first(size), size) == ""


@given(boxed(), st.integers(-6000, 6000), st.integers(-6000, 6000))
def test_a_box_moved_keeps_its_size_and_can_be_used(
    made: tuple[Box, tuple[int, int]], right: int, down: int
) -> None:
    box, size = made
    moved = boxes.moved(box, right, down, size)
    assert (moved.width, moved.height) == (box.width, box.height)
    assert boxes.trouble(moved, size) == ""
    assert boxes.moved(moved, 0, 0, size) == moved


@given(boxed(), st.integers(-6000, 6000), st.integers(-6000, 6000))
def test_a_box_resized_keeps_its_corner_and_can_be_used(
    made: tuple[Box, tuple[int, int]], wider: int, taller: int
) -> None:
    box, size = made
    resized = boxes.resized(box, wider, taller, size)
    assert (resized.left, resized.top) == (box.left, box.top)
    assert boxes.trouble(resized, size) == ""


@pytest.mark.parametrize(
    "box", [Box(-1, 0, 50, 50), Box(0, -1, 50, 50), Box(60, 0, 50, 50), Box(0, 60, 50, 50)]
)
def test_a_box_beside_its_photo_is_refused_in_a_sentence(box: Box) -> None:
    with pytest.raises(BoxUnusable, match=r"a\.jpg: the box .* does not lie in the photo"):
        boxes.check(box, (100, 100), Path("a.jpg"))


@given(boxed(), SIZES)
def test_the_area_of_a_box_lies_in_any_picture_and_is_never_empty(
    made: tuple[Box, tuple[int, int]], size: tuple[int, int]
) -> None:
    rows, columns = boxes.area(made[0], made[1], size)
    for part, side in ((rows, size[0]), (columns, size[1])):
        assert 0 <= part.start < part.stop <= side


@given(boxed())
def test_at_full_size_the_area_is_the_box(made: tuple[Box, tuple[int, int]]) -> None:
    box, size = made
    rows, columns = boxes.area(box, size, size)
    assert (
        Box(columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start) == box
    )


def test_what_is_cut_is_what_lies_there() -> None:
    pixels = np.arange(60 * 80 * 3, dtype=np.uint32).astype(np.uint8).reshape(60, 80, 3)
    inside = boxes.cut(pixels, Box(20, 10, 30, 40), (60, 80))
    np.testing.assert_array_equal(inside, pixels[10:50, 20:50])
    assert boxes.cut(pixels, None, (60, 80)) is pixels


# --- where a photo is decoded


def test_what_is_inside_is_as_fine_as_the_file_has_it(photo_file: Callable[..., Path]) -> None:
    path = photo_file("large.png", 2400, 1800)
    whole, inside = load_photo(path), load_photo(path, Drawn(Box(300, 600, 600, 900)))
    assert max(whole.pixels.shape) == ANALYSIS_SIDE
    assert inside.pixels.shape == (600, 400, 3)
    assert load_photo(path, Drawn(Box(300, 600, 60, 90))).pixels.shape == (90, 60, 3)
    assert load_full(path, 300, Box(300, 600, 600, 900)).shape == (300, 200, 3)


def test_a_box_is_of_one_content(photo_file: Callable[..., Path]) -> None:
    path = photo_file()
    digest = load_photo(path).sha256
    assert load_photo(path, Drawn(INSIDE, digest)).box == INSIDE
    other = load_photo(path, Drawn(INSIDE, "another"))
    assert (other.box, other.subject) == (None, digest)


def test_a_box_that_cannot_be_is_refused(photo_file: Callable[..., Path]) -> None:
    path = photo_file(height=80, width=60)
    for box in (Box(30, 0, 40, 40), Box(0, 0, 15, 40)):
        with pytest.raises(BoxUnusable, match=r"shirt\.jpg"):
            load_photo(path, Drawn(box))
