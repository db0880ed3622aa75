from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entities import Pixels
from core.preprocessing import Placement, Scaling, border_colour, frame, prepare, scale

sides = st.integers(1, 700)
sizes = st.integers(1, 256)


@given(height=sides, width=sides)
def test_frame_is_smallest_between_3_to_4_and_4_to_3(height: int, width: int) -> None:
    place = Placement.of(height, width)
    assert (place.height, place.width) == (height, width)
    assert height == place.frame_height or width == place.frame_width
    assert max(place.frame_height, place.frame_width) <= max(height, width)
    short, long = sorted((place.frame_height, place.frame_width))
    assert short >= round(long * 3 / 4)


@given(height=sides, width=sides)
def test_photo_lies_in_the_middle_of_its_frame(height: int, width: int) -> None:
    place = Placement.of(height, width)
    bottom = place.frame_height - place.top - height
    right = place.frame_width - place.left - width
    assert 0 <= bottom - place.top <= 1
    assert 0 <= right - place.left <= 1


@given(height=sides, width=sides)
def test_placement_turns_with_the_photo(height: int, width: int) -> None:
    upright, turned = Placement.of(height, width), Placement.of(width, height)
    assert (upright.frame_height, upright.frame_width) == (turned.frame_width, turned.frame_height)
    assert (upright.top, upright.left) == (turned.left, turned.top)


@given(height=sides, width=sides, size=sizes)
def test_grid_holds_the_ids_of_the_photo_and_the_outside(
    height: int, width: int, size: int
) -> None:
    labels = np.arange(height * width, dtype=np.intp).reshape(height, width)
    grid = Placement.of(height, width).to_grid(labels, size, -1)
    assert grid.shape == (size, size)
    assert grid.dtype == labels.dtype
    inside = grid[grid >= 0]
    assert inside.max(initial=0) < labels.size
    rows, columns = np.nonzero(grid >= 0)
    assert (np.diff(inside // width)[np.diff(rows) >= 0] >= 0).all()
    assert inside.size == np.unique(rows).size * np.unique(columns).size


@given(side=st.integers(1, 300))
def test_grid_of_a_square_at_its_own_size_is_itself(side: int) -> None:
    labels = np.arange(side * side, dtype=np.intp).reshape(side, side)
    assert np.array_equal(Placement.of(side, side).to_grid(labels, side, -1), labels)


@given(
    height=st.integers(20, 400), width=st.integers(20, 400), size=st.sampled_from([96, 128, 224])
)
def test_superpixels_lie_on_the_grid_where_the_network_sees_them(
    height: int, width: int, size: int
) -> None:
    """Each quarter of a photo has its colour, and its id, at the same pixels of the square."""
    labels = np.zeros((height, width), np.intp)
    labels[height // 2 :] += 2
    labels[:, width // 2 :] += 1
    colours = np.array([[250, 0, 0], [0, 250, 0], [0, 0, 250], [250, 250, 0]], np.uint8)
    seen = prepare(colours[labels], size).astype(int)
    grid = Placement.of(height, width).to_grid(labels, size, 4)
    for quarter, colour in enumerate(colours):
        right = np.abs(seen[grid == quarter] - colour).max(axis=1) < 60
        blurred = 6 * (2 * size + 8) / size**2  # share of pixels at the seams
        assert right.mean() > 1 - max(0.12, 4 * blurred)


@given(height=st.integers(1, 60), width=st.integers(1, 60))
def test_padding_has_the_border_colour_and_the_photo_stays(height: int, width: int) -> None:
    pixels = np.full((height, width, 3), (7, 8, 9), np.uint8)
    framed = frame(pixels)
    place = Placement.of(height, width)
    assert framed.shape == (place.frame_height, place.frame_width, 3)
    assert (framed == (7, 8, 9)).all()


def test_frame_copies_only_where_it_must(product: Callable[..., Pixels]) -> None:
    fitting, long = product(80, 60), product(200, 60)
    assert frame(fitting) is fitting
    framed = frame(long)
    assert framed.shape == (200, 150, 3)
    assert np.array_equal(framed[:, 45:105], long)


def test_border_colour_is_that_of_the_paper(product: Callable[..., Pixels]) -> None:
    assert border_colour(product(80, 60)).tolist() == [255, 255, 255]


@given(height=sides, width=sides, size=sizes)
def test_plain_photo_stays_plain(height: int, width: int, size: int) -> None:
    square = prepare(np.full((height, width, 3), (12, 200, 99), np.uint8), size)
    assert square.shape == (size, size, 3)
    assert square.dtype == np.uint8
    assert (square == (12, 200, 99)).all()


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
