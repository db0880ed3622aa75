from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from scipy import ndimage

from core.explain.foreground import foreground
from core.explain.labels import numbered, upscale
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


def test_white_product_on_white_paper_is_found() -> None:
    pixels = np.full((100, 100, 3), 255, dtype=np.uint8)
    pixels[20:80, 20:80] = 244
    found = foreground(pixels)
    assert found[25:75, 25:75].all()
    assert not found[:15].any()


def test_ripples_around_a_jpegs_edges_are_background(tmp_path: Path) -> None:
    random, (y, x) = np.random.default_rng(0), np.mgrid[:160, :120]
    inside = ((y - 80) / 55) ** 2 + ((x - 60) / 38) ** 2 + 0.12 * np.sin(y / 3) < 1
    drawn = np.full((160, 120, 3), 255, dtype=np.uint8)
    drawn[inside] = random.integers(0, 120, (int(inside.sum()), 3), dtype=np.uint8)
    Image.fromarray(drawn).save(tmp_path / "rough.jpg", quality=50)
    found = foreground(np.asarray(Image.open(tmp_path / "rough.jpg")))
    assert found[inside].all()
    fringe = found & ~ndimage.binary_dilation(inside, iterations=3)
    assert fringe.sum() < 0.01 * inside.sum()


def test_thin_chain_belongs_to_the_product() -> None:
    pixels = np.full((120, 120, 3), 255, dtype=np.uint8)
    pixels[80:100, 50:70] = 60
    pixels[10:80, 59] = 60
    assert foreground(pixels)[15:75, 59].all()


def test_hole_in_the_product_is_no_background() -> None:
    pixels = product()
    pixels[90:110, 60:80] = 250
    assert foreground(pixels)[95:105, 65:75].all()


@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 90), st.integers(1, 90))
@settings(max_examples=60, deadline=None)
def test_enlarging_keeps_labels_and_their_order(h: int, w: int, height: int, width: int) -> None:
    labels = np.random.default_rng(h * w).integers(0, 5, (h, w))
    large = upscale(labels, height, width)
    assert large.shape == (height, width)
    assert set(np.unique(large)) <= set(np.unique(labels))


def test_enlarging_turns_stairs_into_slopes() -> None:
    stairs = np.tri(8, dtype=np.int32)
    large = upscale(stairs, 64, 64)
    nearest = stairs.repeat(8, axis=0).repeat(8, axis=1)
    ideal = np.tri(64, k=4, dtype=np.int32)
    assert (large != ideal).sum() < 0.5 * (nearest != ideal).sum()


def test_numbering_closes_gaps_in_order() -> None:
    assert numbered(np.array([[7, 2], [2, 9]])).tolist() == [[1, 0], [0, 2]]
