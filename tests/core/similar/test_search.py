"""The laws of a search: itself first, then by similarity, always the same."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.similar.known import KnownVectors
from core.similar.search import Similar, nearest

Space = tuple[np.ndarray, list[int], int]
FINITE = st.floats(-4, 4, width=32)
SPACES = st.integers(1, 12).flatmap(
    lambda count: st.tuples(
        arrays.arrays(np.float32, (count, 3), elements=FINITE),
        st.lists(st.integers(0, count - 1), min_size=count, max_size=count),
        st.integers(0, count - 1),
    )
)
"""Vectors, the entry that each photo is of, and the photo asked about."""


def searched(
    vectors: np.ndarray,
    entries: list[int],
    asked: int,
    most: int = 99,
    order: list[int] | None = None,
) -> list[Similar]:
    """Search in a review whose photos come in some order; photo n has the nth vector."""
    known, photos = KnownVectors(), order or list(range(len(entries)))
    known.add([f"s{n}" for n in range(len(entries))], vectors)
    columns = np.array(photos), np.array([entries[n] for n in photos])
    return nearest(known, *columns, [f"s{n}" for n in photos], photos.index(asked), most)


@given(SPACES)
def test_it_is_its_own_nearest_and_the_others_follow_in_order(space: Space) -> None:
    vectors, entries, asked = space
    found = searched(vectors, entries, asked)
    own, *others = found
    assert (own.photo, own.entry, own.identical) == (asked, entries[asked], True)
    assert all(own.similarity >= one.similarity for one in others if vectors[asked].any())
    order = [(-one.similarity, one.photo) for one in others]
    assert order == sorted(order)
    assert all(-1 <= one.similarity <= 1 for one in found)


@given(SPACES)
def test_each_entry_is_there_once_by_its_most_similar_photo(space: Space) -> None:
    vectors, entries, asked = space
    found = searched(vectors, entries, asked)
    assert sorted(one.entry for one in found) == sorted(set(entries))
    known = KnownVectors()
    known.add([f"s{n}" for n in range(len(entries))], vectors)
    all_of = known.similarities(f"s{asked}")
    for one in found[1:]:
        of_entry = [all_of[n] for n, entry in enumerate(entries) if entry == one.entry]
        assert one.similarity == max(of_entry)


@given(SPACES, st.integers(1, 5), st.randoms(use_true_random=False))
def test_fewer_are_the_first_of_all_in_whatever_order_photos_come(
    space: Space, most: int, random: Random
) -> None:
    found = searched(*space)
    assert searched(*space, most=most) == found[:most]
    order = list(range(len(space[1])))
    random.shuffle(order)
    assert searched(*space, order=order) == found


def test_equally_similar_photos_come_by_their_number() -> None:
    vectors = np.array([(1, 0), (0, 1), (0, 1), (0, 1)], np.float32)
    found = searched(vectors, [0, 3, 1, 2], 0)
    assert [one.photo for one in found] == [0, 1, 2, 3]


def test_files_of_the_same_bytes_are_identical_and_others_only_alike() -> None:
    known, places = KnownVectors(), np.arange(3)
    known.add(["x", "y"], np.array([(1, 1), (1, 1)], np.float32))
    found = nearest(known, places, places, ["x", "x", "y"], 0, 9)
    assert [(one.photo, one.identical) for one in found] == [(0, True), (1, True), (2, False)]


def test_what_nobody_has_looked_at_is_left_out() -> None:
    known, places = KnownVectors(), np.arange(4)
    known.add(["x", "y"], np.array([(1, 1), (1, 0)], np.float32))
    subjects = ["x", None, "y", "z"]
    assert [one.photo for one in nearest(known, places, places, subjects, 0, 9)] == [0, 2]
    for unseen in (1, 3):
        assert nearest(known, places, places, subjects, unseen, 9) == []
