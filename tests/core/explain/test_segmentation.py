from collections.abc import Callable

import numpy as np
import pytest

from core.entities import UNSEEN, Photo, Pixels
from core.explain.foreground import foreground
from core.explain.labels import seen_part
from core.explain.segmentation import segment
from core.vocabulary import Segmenter


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


@pytest.mark.parametrize("segmenter", [Segmenter.SLIC, Segmenter.WATERSHED])
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


def test_quickshift_cuts_as_stock_lime_does(draw_picture: Callable[..., Pixels]) -> None:
    from lime.wrappers.scikit_image import SegmentationAlgorithm

    pixels = draw_picture(224, 190)
    stock = SegmentationAlgorithm("quickshift", kernel_size=4, max_dist=200, ratio=0.2)
    ours = segment(pixels, Segmenter.QUICKSHIFT, 40)
    assert np.array_equal(ours.labels, stock(pixels.astype(np.float64) / 255))
