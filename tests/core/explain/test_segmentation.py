from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.entities import UNSEEN, Photo, Pixels
from core.explain.agreement import LEAST_RANKED
from core.explain.foreground import foreground
from core.explain.labels import seen_part
from core.explain.segmentation import LEAST_SHARE, segment
from core.vocabulary import Segmenter
from tests.core.explain.fabrics import FABRICS, IN_ONE_PIECE, drawn, stripes

Fabric = Callable[..., Pixels]


def product(height: int = 200, width: int = 150) -> np.ndarray:
    drawn = np.full((height, width, 3), 250, dtype=np.uint8)
    shade = np.linspace(40, 160, width).astype(np.uint8)
    drawn[height // 5 : -height // 5, width // 5 : -width // 5, 0] = shade[width // 5 : -width // 5]
    return drawn


def assert_sound(labels: np.ndarray, shape: tuple[int, int]) -> None:
    assert labels.shape == shape
    assert labels.dtype == np.int32
    assert np.array_equal(np.unique(labels), np.arange(labels.max() + 1))


@pytest.mark.parametrize("segmenter", Segmenter)
@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (40, 1), (3, 2), (7, 7), (61, 90), (300, 200)])
def test_any_size_gives_ids_without_gaps(segmenter: Segmenter, shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (*shape, 3), dtype=np.uint8)
    assert_sound(segment(pixels, segmenter, 40).labels, shape)


@pytest.mark.parametrize("segmenter", Segmenter)
def test_one_colour_gives_a_sound_answer(segmenter: Segmenter) -> None:
    pixels = np.full((50, 60, 3), 128, dtype=np.uint8)
    assert_sound(segment(pixels, segmenter, 40).labels, (50, 60))


@pytest.mark.parametrize("segmenter", [Segmenter.SLIC, Segmenter.WATERSHED, Segmenter.GRID])
def test_ten_thousand_superpixels_asked_for(segmenter: Segmenter) -> None:
    found = segment(product(), segmenter, 10_000)
    assert_sound(found.labels, (200, 150))
    assert 5_000 < found.count <= 12_000


@pytest.mark.parametrize("segmenter", Segmenter)
def test_same_picture_same_cut(segmenter: Segmenter) -> None:
    first, second = (segment(product(), segmenter, 30).labels for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("segmenter", [Segmenter.SLIC, Segmenter.WATERSHED, Segmenter.PRODUCT_GRID])
def test_plain_background_is_one_superpixel_of_its_own(segmenter: Segmenter) -> None:
    pixels = product()
    found = segment(pixels, segmenter, 30)
    assert found.background == 0
    outside = (pixels == 250).all(axis=2)
    assert (found.labels[:30] == 0).all()
    assert ((found.labels == 0) == outside).mean() > 0.97
    assert 20 <= found.count <= 40


def test_restless_background_is_cut_like_everything_else() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (80, 80, 3), dtype=np.uint8)
    assert segment(pixels, Segmenter.SLIC, 20).background is None
    assert foreground(pixels).all()


@pytest.mark.parametrize("segmenter", Segmenter)
def test_only_what_the_network_sees_is_cut(
    segmenter: Segmenter, wide: Photo, unseen: np.ndarray
) -> None:
    labels = segment(wide.pixels, segmenter, 30).labels
    assert unseen.mean() > 0.5
    assert np.array_equal(labels == UNSEEN, unseen)
    assert np.array_equal(np.unique(labels[labels != UNSEEN]), np.arange(labels.max() + 1))
    assert np.array_equal(
        labels[seen_part(labels)],
        segment(np.ascontiguousarray(wide.pixels[seen_part(labels)]), segmenter, 30).labels,
    )


@pytest.mark.parametrize("segmenter", [Segmenter.SLIC, Segmenter.WATERSHED])
def test_a_small_product_has_as_many_superpixels_as_a_large_one(
    segmenter: Segmenter, wide: Photo
) -> None:
    found = segment(wide.pixels, segmenter, 30)
    product = np.isin(found.labels, [UNSEEN, found.background], invert=True)
    assert 20 <= len(np.unique(found.labels[product])) <= 40
    assert product.mean() < 0.12


@pytest.mark.parametrize("fabric", FABRICS, ids=lambda fabric: fabric.__name__)
@pytest.mark.parametrize("segmenter", Segmenter)
@pytest.mark.parametrize("wanted", [3, 100])
def test_fabric_that_fills_the_frame_is_cut(
    fabric: Fabric, segmenter: Segmenter, wanted: int
) -> None:
    found = segment(drawn(fabric), segmenter, wanted)
    assert_sound(found.labels, (300, 240))
    assert found.count >= max(LEAST_RANKED, LEAST_SHARE[segmenter] * wanted)
    assert found.cut in (segmenter, Segmenter.PRODUCT_GRID)


@pytest.mark.parametrize("fabric", IN_ONE_PIECE, ids=lambda fabric: fabric.__name__)
def test_what_slic_leaves_in_one_piece_is_cut_by_a_grid_that_says_so(fabric: Fabric) -> None:
    pixels = drawn(fabric)
    alone = segment(pixels, Segmenter.SLIC, 20, instead=None)
    assert (alone.count < LEAST_RANKED, alone.cut) == (True, Segmenter.SLIC)
    again = segment(pixels, Segmenter.SLIC, 20)
    assert (again.count, again.cut) == (20, Segmenter.PRODUCT_GRID)
    assert np.array_equal(again.labels, segment(pixels, Segmenter.PRODUCT_GRID, 20).labels)


def test_striped_product_keeps_its_plain_background() -> None:
    pixels = np.full((300, 240, 3), 250, dtype=np.uint8)
    pixels[50:250, 40:200] = drawn(stripes, 200, 160)
    found = segment(pixels, Segmenter.SLIC, 20)
    assert (found.cut, found.background) == (Segmenter.PRODUCT_GRID, 0)
    assert 15 <= found.count <= 25
    assert (found.labels[:40] == 0).all()


def test_an_ordinary_product_is_cut_as_asked() -> None:
    assert segment(product(), Segmenter.SLIC, 20).cut is Segmenter.SLIC


@given(
    st.integers(1, 60), st.integers(1, 60), st.integers(1, 60), st.sampled_from(FABRICS),
    st.sampled_from((Segmenter.SLIC, Segmenter.WATERSHED, Segmenter.PRODUCT_GRID)),
)  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_a_picture_of_enough_pixels_is_cut_into_enough_pieces(
    height: int, width: int, wanted: int, fabric: Fabric, segmenter: Segmenter
) -> None:
    pixels = drawn(fabric, height, width)
    found = segment(pixels, segmenter, wanted)
    assert found.labels.shape == (height, width)
    seen = found.labels[found.labels != UNSEEN]
    assert np.array_equal(np.unique(seen), np.arange(found.count))
    if found.background is None and seen.size >= 2 * wanted:
        assert found.count >= min(wanted, max(LEAST_RANKED, wanted / 2))


def test_quickshift_cuts_as_stock_lime_does(draw_picture: Callable[..., Pixels]) -> None:
    from lime.wrappers.scikit_image import SegmentationAlgorithm

    pixels = draw_picture(224, 190)
    stock = SegmentationAlgorithm("quickshift", kernel_size=4, max_dist=200, ratio=0.2)
    ours = segment(pixels, Segmenter.QUICKSHIFT, 40)
    assert np.array_equal(ours.labels, stock(pixels.astype(np.float64) / 255))
