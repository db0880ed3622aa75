"""Vectors grow batch by batch and are compared all at once."""

from __future__ import annotations

import numpy as np
import pytest

from core.similar.known import KnownVectors


def vectors(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)


@pytest.fixture
def known() -> KnownVectors:
    made = KnownVectors()
    made.add(["a", "b"], vectors((1, 0), (0, 2)))
    made.add(["c"], vectors((3, 4)))
    return made


def test_similarities_are_cosines_whatever_the_lengths(known: KnownVectors) -> None:
    assert known.similarities("a") == pytest.approx([1, 0, 0.6])
    assert known.similarities("c") == pytest.approx([0.6, 0.8, 1])


def test_what_is_known_is_not_taken_twice(known: KnownVectors) -> None:
    known.add(["b", "d"], vectors((9, 9), (-1, 0)))
    assert len(known) == 4
    assert known.similarities("a") == pytest.approx([1, 0, 0.6, -1])
    known.add(["a"], vectors((5, 5)))
    assert known.similarities("a")[0] == 1


def test_it_says_what_is_lacking_and_where_the_rest_stands(known: KnownVectors) -> None:
    assert known.lacking(["x", "a", "x", "y"]) == ["x", "y"]
    assert known.rows(["c", None, "x", "a"]).tolist() == [2, -1, -1, 0]
    assert "a" in known and "x" not in known


def test_a_vector_without_length_is_like_nothing(known: KnownVectors) -> None:
    known.add(["black"], vectors((0, 0)))
    assert known.similarities("black").tolist() == [0, 0, 0, 0]


def test_a_photo_takes_a_kilobyte() -> None:
    known = KnownVectors()
    known.add([str(n) for n in range(50)], np.ones((50, 256), np.float32))
    assert known.bytes == 50 * 1024
