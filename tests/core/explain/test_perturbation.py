from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.entities import Photo
from core.explain.designs import MOST_COLUMNS
from core.explain.perturbation import MaskedPictures, draw, filled
from core.explain.segmentation import Segmentation, segment
from core.imaging.framing import border_colour
from core.imaging.preprocessing import prepare
from core.vocabulary import Fill, Sampling, Segmenter


def rows_of(sampling: Sampling, superpixels: int, samples: int, seed: int = 0) -> np.ndarray:
    return np.concatenate(list(draw(sampling, superpixels, samples, seed)))


@given(
    st.sampled_from(Sampling), st.integers(1, 300), st.integers(1, 600), st.integers(0, 2**32 - 1)
)
@settings(max_examples=60, deadline=None)
def test_exactly_the_samples_asked_for(
    sampling: Sampling, superpixels: int, samples: int, seed: int
) -> None:
    rows = rows_of(sampling, superpixels, samples, seed)
    assert rows.shape == (samples, superpixels)
    assert rows.dtype == bool
    assert rows[0].all()
    assert np.array_equal(rows, rows_of(sampling, superpixels, samples, seed))


@pytest.mark.parametrize("samples", [1, 100, 700])
def test_independent_rows_are_limes_own(samples: int) -> None:
    random = np.random.RandomState(5)
    random.randint(0, high=1000)
    expected = random.randint(0, 2, samples * 17).reshape(samples, 17)
    expected[0] = 1
    assert np.array_equal(rows_of(Sampling.INDEPENDENT, 17, samples, 5), expected)


@given(st.integers(2, 150), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_balanced_blocks_are_orthogonal(superpixels: int, seed: int) -> None:
    order = max(64, 1 << superpixels.bit_length())
    block = rows_of(Sampling.BALANCED, superpixels, 1 + 2 * order, seed)[1:]
    signs = np.where(block, 1, -1)
    assert np.array_equal(signs.T @ signs, len(block) * np.eye(superpixels))
    assert np.array_equal(block[::2], ~block[1::2])


def test_balanced_rows_are_drawn_always_as_they_were() -> None:
    """Records of earlier versions name them, and are computed again."""
    drawn = [rows_of(Sampling.BALANCED, n, 600, n).ravel() for n in (1, 5, 20, 63, 64, 130)]
    assert (
        sha256(np.packbits(np.concatenate(drawn)).tobytes()).hexdigest()[:16] == "52e4574db76f0b51"
    )


def test_too_many_superpixels_for_designs_are_drawn_as_balanced() -> None:
    assert np.array_equal(
        rows_of(Sampling.NESTED, MOST_COLUMNS + 1, 300),
        rows_of(Sampling.BALANCED, MOST_COLUMNS + 1, 300),
    )
    assert not np.array_equal(
        rows_of(Sampling.NESTED, MOST_COLUMNS, 300), rows_of(Sampling.BALANCED, MOST_COLUMNS, 300)
    )


def test_seeds_and_blocks_differ() -> None:
    rows = rows_of(Sampling.BALANCED, 30, 257)
    assert not np.array_equal(rows, rows_of(Sampling.BALANCED, 30, 257, seed=1))
    assert not np.array_equal(rows[1:129], rows[129:])


def checkered() -> tuple[np.ndarray, Segmentation]:
    pixels = np.random.default_rng(2).integers(0, 256, (48, 96, 3), dtype=np.uint8)
    return pixels, segment(pixels, Segmenter.GRID, 12)


@pytest.mark.parametrize("fill", Fill)
def test_masked_pictures_equal_the_plain_way(fill: Fill) -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    cut = segment(pixels, Segmenter.GRID, 9)
    rows = np.random.default_rng(3).random((5, cut.count)) < 0.5
    buffer = np.full((8, 32, 32, 3), 7, dtype=np.uint8)
    MaskedPictures(pixels, cut, fill, 32).write(rows, buffer)
    hidden = filled(pixels, cut.labels, fill)
    for row, got in zip(rows, buffer, strict=False):
        assert np.array_equal(got, np.where(row[cut.labels][..., None], pixels, hidden))
    assert (buffer[5:] == 7).all()


def test_padding_of_a_long_photo_is_never_off() -> None:
    pixels, cut = checkered()
    buffer = np.zeros((1, 40, 40, 3), dtype=np.uint8)
    masked = MaskedPictures(pixels, cut, Fill.COLOUR, 40)
    masked.write(np.zeros((1, cut.count), dtype=bool), buffer)
    assert np.array_equal(buffer[0, 0], prepare(pixels, 40)[0])
    assert (buffer[0, 20] == 0).all()


def test_all_on_is_the_picture_that_the_network_sees() -> None:
    pixels, cut = checkered()
    buffer = np.zeros((1, 40, 40, 3), dtype=np.uint8)
    masked = MaskedPictures(pixels, cut, Fill.MEAN, 40)
    masked.write(np.ones((1, cut.count), dtype=bool), buffer)
    assert np.array_equal(buffer[0], prepare(pixels, 40))


def test_fills() -> None:
    pixels, cut = checkered()
    assert (filled(pixels, cut.labels, Fill.COLOUR) == 0).all()
    assert (filled(pixels, cut.labels, Fill.BACKGROUND) == border_colour(pixels)).all()
    mean = filled(pixels, cut.labels, Fill.MEAN)
    part = cut.labels == 3
    assert np.array_equal(np.unique(mean[part], axis=0)[0], pixels[part].mean(axis=0).astype(int))
    assert filled(pixels, cut.labels, Fill.BLUR).std() < pixels.std() / 3


@pytest.mark.parametrize("fill", Fill)
def test_masked_pictures_are_of_the_frame(fill: Fill, wide: Photo) -> None:
    cut = segment(wide.pixels, Segmenter.GRID, 12)
    buffer = np.zeros((2, 64, 64, 3), dtype=np.uint8)
    rows = np.array([[True] * cut.count, [False] * cut.count])
    MaskedPictures(wide.pixels, cut, fill, 64).write(rows, buffer)
    assert np.array_equal(buffer[0], prepare(wide.pixels, 64))
    if fill is Fill.BACKGROUND:
        assert (buffer[1] == 255).all()
