"""The laws of a search: itself first, then by similarity, always the same."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.similar.known import KnownVectors
from core.similar.search import Comparable, Similar, nearest

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
    vectors: np.ndarray, entries: list[int], asked: int, most: int = 99
) -> tuple[list[Similar], list[Comparable]]:
    known = KnownVectors()
    photos = [Comparable(n, entry, f"s{n}") for n, entry in enumerate(entries)]
    known.add([f"s{n}" for n in range(len(entries))], vectors)
    return nearest(known, photos, photos[asked], most), photos


@given(SPACES)
def test_it_is_its_own_nearest_and_the_others_follow_in_order(space: Space) -> None:
    found, photos = searched(*space)
    own, *others = found
    asked = photos[space[2]]
    assert (own.photo, own.entry, own.identical) == (asked.photo, asked.entry, True)
    assert all(own.similarity >= one.similarity for one in others if space[0][space[2]].any())
    order = [(-one.similarity, one.photo) for one in others]
    assert order == sorted(order)
    assert all(-1 <= one.similarity <= 1 for one in found)


@given(SPACES)
def test_each_entry_is_there_once_by_its_most_similar_photo(space: Space) -> None:
    vectors, entries, asked = space
    found, photos = searched(vectors, entries, asked)
    assert sorted(one.entry for one in found) == sorted(set(entries))
    known = KnownVectors()
    known.add([photo.subject for photo in photos], vectors)
    all_of = known.similarities(photos[asked].subject)
    for one in found[1:]:
        assert one.similarity == max(all_of[p.photo] for p in photos if p.entry == one.entry)


@given(SPACES, st.integers(1, 5), st.randoms(use_true_random=False))
def test_fewer_are_the_first_of_all_in_whatever_order_photos_come(
    space: Space, most: int, random: Random
) -> None:
    found, photos = searched(*space)
    assert searched(*space, most=most)[0] == found[:most]
    known = KnownVectors()
    known.add([photo.subject for photo in photos], space[0])
    asked = photos[space[2]]
    random.shuffle(photos)
    again = nearest(known, photos, asked, 99)
    assert again == found


def test_equally_similar_photos_come_by_their_number() -> None:
    vectors = np.array([(1, 0), (0, 1), (0, 1), (0, 1)], np.float32)
    found, _ = searched(vectors, [0, 3, 1, 2], 0)
    assert [one.photo for one in found] == [0, 1, 2, 3]


def test_files_of_the_same_bytes_are_identical_and_others_only_alike() -> None:
    known = KnownVectors()
    known.add(["x", "y"], np.array([(1, 1), (1, 1)], np.float32))
    photos = [Comparable(n, n, subject) for n, subject in enumerate(["x", "x", "y"])]
    found = nearest(known, photos, photos[0], 9)
    assert [(one.photo, one.identical) for one in found] == [(0, True), (1, True), (2, False)]


def test_what_nobody_has_looked_at_is_left_out() -> None:
    known = KnownVectors()
    known.add(["x", "y"], np.array([(1, 1), (1, 0)], np.float32))
    photos = [Comparable(n, n, subject) for n, subject in enumerate(["x", None, "y", "z"])]
    assert [one.photo for one in nearest(known, photos, photos[0], 9)] == [0, 2]
    for unseen in (photos[1], photos[3]):
        assert nearest(known, photos, unseen, 9) == []
