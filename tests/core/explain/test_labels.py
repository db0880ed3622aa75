from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from core.entities import UNSEEN, Photo
from core.explain.labels import numbered, rim_of_frame, seen_part, upscale
from core.explain.segmentation import segment
from core.vocabulary import Segmenter
from tests.core.explain.conftest import picture


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


def test_ordinary_photo_has_no_line_and_no_unseen_part() -> None:
    photo = Photo(Path("drawn.png"), picture(), (64, 64), "")
    labels = segment(photo.pixels, Segmenter.SLIC, 20).labels
    assert not rim_of_frame(labels).any()
    assert seen_part(labels) == (slice(0, 64), slice(0, 64))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_numbering_keeps_who_belongs_together_and_in_what_order(ids: list[int]) -> None:
    labels = np.array([ids])
    found = numbered(labels)
    assert np.array_equal(np.unique(found), np.arange(len(set(ids))))
    assert np.array_equal(found[..., None] < found[:, None], labels[..., None] < labels[:, None])


@given(st.integers(0, 5), st.integers(1, 5), st.integers(0, 5), st.integers(1, 5))
def test_what_is_seen_is_found_and_a_line_of_one_pixel_around_it(
    top: int, height: int, left: int, width: int
) -> None:
    labels = np.full((12, 12), UNSEEN, dtype=np.int32)
    seen = slice(top, top + height), slice(left, left + width)
    labels[seen] = 3
    assert seen_part(labels) == seen
    near = ndimage.binary_dilation(labels != UNSEEN)
    assert np.array_equal(rim_of_frame(labels), near & (labels == UNSEEN))
