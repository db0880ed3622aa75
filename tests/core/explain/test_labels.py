from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.entities import Photo
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
