from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.entities import Pixels
from core.imaging.framing import FILLED, Box, Placement, border_colour, product_box
from core.imaging.preprocessing import frame, prepare
from tests.conftest import draw_product

sides = st.integers(1, 700)
sizes = st.integers(1, 256)
shades = st.tuples(*[st.integers(0, 255)] * 3)
QUARTERS = np.array([[250, 0, 0], [0, 250, 0], [0, 0, 250], [250, 250, 0], [255] * 3], np.uint8)


@st.composite
def boxes(draw: st.DrawFn) -> tuple[Box, int, int]:
    """Draw a product's box, and the height and width of the photo around it."""
    height, width = draw(sides), draw(sides)
    tall, wide = draw(st.integers(1, height)), draw(st.integers(1, width))
    top, left = draw(st.integers(0, height - tall)), draw(st.integers(0, width - wide))
    return Box(left, top, wide, tall), height, width


def on_sheet(product: Pixels, height: int, width: int, top: int, left: int) -> Pixels:
    """Lay a picture on white paper."""
    sheet = np.full((height, width, 3), 255, dtype=np.uint8)
    sheet[top : top + product.shape[0], left : left + product.shape[1]] = product
    return sheet


def padded(product: Pixels, height: int, width: int) -> Pixels:
    tall, wide = product.shape[:2]
    return on_sheet(product, height, width, (height - tall) // 2, (width - wide) // 2)


@given(height=sides, width=sides)
def test_whole_frame_is_the_smallest_between_3_to_4_and_4_to_3(height: int, width: int) -> None:
    place = Placement.whole(height, width)
    assert (place.height, place.width) == (height, width)
    assert height == place.frame_height or width == place.frame_width
    assert max(place.frame_height, place.frame_width) <= max(height, width)
    short, long = sorted((place.frame_height, place.frame_width))
    assert short >= round(long * 3 / 4)
    assert not place.cuts


@given(height=sides, width=sides)
def test_whole_photo_lies_in_the_middle_of_its_frame(height: int, width: int) -> None:
    place = Placement.whole(height, width)
    bottom = place.frame_height - place.top - height
    right = place.frame_width - place.left - width
    assert 0 <= bottom - place.top <= 1
    assert 0 <= right - place.left <= 1


@given(height=sides, width=sides)
def test_whole_frame_turns_with_the_photo(height: int, width: int) -> None:
    upright, turned = Placement.whole(height, width), Placement.whole(width, height)
    assert (upright.frame_height, upright.frame_width) == (turned.frame_width, turned.frame_height)
    assert (upright.top, upright.left) == (turned.left, turned.top)


@given(boxes())
def test_frame_around_a_product_is_3_to_4_and_holds_it(drawn: tuple[Box, int, int]) -> None:
    box, height, width = drawn
    place = Placement.around(box, height, width)
    assert abs(place.frame_width - place.frame_height * 3 / 4) <= 0.5
    for first, length, offset, side in (
        (box.top, box.height, place.top, place.frame_height),
        (box.left, box.width, place.left, place.frame_width),
    ):
        assert first + offset >= -1
        assert first + length + offset <= side + 1


@given(boxes())
def test_frame_lies_in_the_photo_or_covers_it(drawn: tuple[Box, int, int]) -> None:
    """Along each side: nothing is padded where there is photo left to show."""
    place = Placement.around(*drawn)
    for offset, side, frame_side in (
        (place.top, place.height, place.frame_height),
        (place.left, place.width, place.frame_width),
    ):
        if frame_side >= side:
            assert 0 <= frame_side - side - 2 * offset <= 1
        else:
            assert side - frame_side >= -offset >= 0
    seen = np.zeros((place.height, place.width), dtype=bool)
    seen[place.seen] = True
    assert seen.any()
    assert seen.all() != place.cuts


@given(drawn=boxes(), size=sizes)
def test_grid_holds_the_ids_of_what_is_seen_and_the_outside(
    drawn: tuple[Box, int, int], size: int
) -> None:
    _, height, width = drawn
    labels = np.arange(height * width, dtype=np.intp).reshape(height, width)
    for place in (Placement.around(*drawn), Placement.whole(height, width)):
        grid = place.to_grid(labels, size, -1)
        assert grid.shape == (size, size)
        assert grid.dtype == labels.dtype
        assert np.isin(grid[grid >= 0], labels[place.seen]).all()
        rows, columns = np.nonzero(grid >= 0)
        inside = grid[grid >= 0]
        assert (np.diff(inside // width)[np.diff(rows) >= 0] >= 0).all()
        assert inside.size == np.unique(rows).size * np.unique(columns).size


@given(side=st.integers(1, 300))
def test_grid_of_a_square_at_its_own_size_is_itself(side: int) -> None:
    labels = np.arange(side * side, dtype=np.intp).reshape(side, side)
    assert np.array_equal(Placement.whole(side, side).to_grid(labels, side, -1), labels)


def quarters(height: int, width: int) -> np.ndarray:
    labels = np.zeros((height, width), np.intp)
    labels[height // 2 :] += 2
    labels[:, width // 2 :] += 1
    return labels


@given(
    height=st.integers(20, 400), width=st.integers(20, 400), size=st.sampled_from([96, 128, 224])
)
def test_superpixels_lie_on_the_grid_where_the_network_sees_them(
    height: int, width: int, size: int
) -> None:
    """Each quarter of a photo has its colour, and its id, at the same pixels of the square."""
    labels = quarters(height, width)
    pixels = QUARTERS[labels]
    seen = prepare(pixels, size).astype(int)
    grid = Placement.of(pixels).to_grid(labels, size, 5)
    for quarter, colour in enumerate(QUARTERS[:4]):
        right = np.abs(seen[grid == quarter] - colour).max(axis=1) < 60
        blurred = 6 * (2 * size + 8) / size**2  # share of pixels at the seams
        assert right.mean() > 1 - max(0.12, 4 * blurred)


@given(
    height=st.integers(30, 90),
    width=st.integers(30, 90),
    sheet=st.tuples(st.integers(200, 600), st.integers(200, 600)),
    at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_superpixels_of_a_framed_product_lie_there_too(
    height: int, width: int, sheet: tuple[int, int], at: tuple[float, float]
) -> None:
    top, left = (round(share * (all_ - own)) for share, all_, own in
                 zip(at, sheet, (height, width), strict=True))  # fmt: skip
    labels = np.full(sheet, 4, np.intp)
    labels[top : top + height, left : left + width] = quarters(height, width)
    pixels = QUARTERS[labels]
    place = Placement.of(pixels)
    assume(place.cuts)
    seen, grid = prepare(pixels, 224).astype(int), place.to_grid(labels, 224, 5)
    for quarter, colour in enumerate(QUARTERS):
        assert (np.abs(seen[grid == quarter] - colour).max(axis=1) < 60).mean() > 0.8
    assert max(np.isin(grid, range(4)).any(axis=axis).mean() for axis in (0, 1)) > 0.4


@given(
    drawn=boxes(),
    paper=shades,
    cloth=shades,
    noise=st.integers(0, 10),
)
def test_product_is_found_on_any_plain_paper(
    drawn: tuple[Box, int, int], paper: tuple[int, ...], cloth: tuple[int, ...], noise: int
) -> None:
    box, height, width = drawn
    step = max(1, max(height, width) // 150)
    assume(max(3 * step, 0.03 * height) < box.height and max(3 * step, 0.03 * width) < box.width)
    assume(max(np.abs(np.subtract(paper, cloth))) > 50)
    # The last row and column looked at are paper.
    assume(0 < box.top <= height - box.height - step and 0 < box.left <= width - box.width - step)
    pixels = np.full((height, width, 3), paper, np.int16)
    pixels[box.top : box.top + box.height, box.left : box.left + box.width] = cloth
    shaken = pixels + np.random.default_rng(0).integers(-noise, noise + 1, pixels.shape)
    found = product_box(np.clip(shaken, 0, 255).astype(np.uint8))
    assert found is not None
    assert abs(found.top - box.top) <= step
    assert abs(found.left - box.left) <= step
    assert abs(found.top + found.height - box.top - box.height) <= step
    assert abs(found.left + found.width - box.left - box.width) <= step


@given(seed=st.integers(0, 20), place=st.tuples(st.integers(0, 290), st.integers(0, 490)))
def test_mirrored_photo_gives_the_mirrored_frame(seed: int, place: tuple[int, int]) -> None:
    pixels = on_sheet(draw_product(150, 110, seed), 440, 600, *place)
    one, other = Placement.of(pixels), Placement.of(pixels[:, ::-1])
    step = 600 // 150
    assert one.cuts
    assert abs(one.frame_width - other.frame_width) <= 2 * step
    assert abs(one.top - other.top) <= 2 * step
    assert abs(one.seen[1].start - (600 - other.seen[1].stop)) <= 3 * step


@pytest.mark.parametrize("seed", range(5))
def test_padded_variants_of_a_photo_give_nearly_the_same_square(seed: int) -> None:
    product = draw_product(240, 180, seed)
    shapes = (240, 427), (540, 180), (480, 360), (600, 900), (320, 1100)
    squares = [prepare(padded(product, *shape), 96).astype(int) for shape in shapes]
    for square in squares:
        contrast = np.abs(square - 255).mean()
        assert all(np.abs(square - other).mean() < 0.3 * contrast for other in squares)


@given(height=sides, width=sides, noise=st.integers(0, 2**32 - 1))
def test_busy_photo_is_taken_whole(height: int, width: int, noise: int) -> None:
    assume(height * width > 100)
    pixels = np.random.default_rng(noise).integers(0, 256, (height, width, 3), dtype=np.uint8)
    assert Placement.of(pixels) == Placement.whole(height, width)


@given(height=sides, width=sides, paper=shades)
def test_photo_of_one_colour_is_taken_whole(
    height: int, width: int, paper: tuple[int, ...]
) -> None:
    pixels = np.full((height, width, 3), paper, np.uint8)
    assert Placement.of(pixels) == Placement.whole(height, width)


@given(
    height=st.integers(100, 500),
    width=st.integers(100, 500),
    at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_dust_is_no_product(height: int, width: int, at: tuple[float, float]) -> None:
    pixels = np.full((height, width, 3), 255, np.uint8)
    top, left = (round(share * (side - 1)) for share, side in zip(at, (height, width), strict=True))
    pixels[top : top + height // 25, left : left + width // 25] = 0
    assert Placement.of(pixels) == Placement.whole(height, width)


@pytest.mark.parametrize(("height", "width"), [(80, 60), (400, 300), (300, 300), (600, 450)])
def test_ordinary_photo_is_taken_as_it_is(
    height: int, width: int, product: Callable[..., Pixels]
) -> None:
    pixels = product(height, width)
    assert np.shares_memory(frame(pixels), pixels)
    assert np.array_equal(frame(pixels), pixels)


def test_product_fills_its_frame_as_in_a_catalogue(product: Callable[..., Pixels]) -> None:
    framed = frame(on_sheet(product(100, 75), 450, 600, 300, 40))
    found = product_box(framed)
    assert found is not None
    fills = max(found.height / framed.shape[0], found.width / framed.shape[1])
    assert fills == pytest.approx(FILLED, abs=0.05)


def test_border_colour_is_that_of_the_paper(product: Callable[..., Pixels]) -> None:
    assert border_colour(product(80, 60)).tolist() == [255, 255, 255]


@given(height=st.integers(1, 60), width=st.integers(1, 60), noise=st.integers(0, 2**32 - 1))
def test_border_colour_is_the_median_of_the_outermost_pixels(
    height: int, width: int, noise: int
) -> None:
    pixels = np.random.default_rng(noise).integers(0, 256, (height, width, 3), dtype=np.uint8)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    expected = np.median(edge, axis=0).astype(np.uint8)
    assert border_colour(pixels).tolist() == expected.tolist()
