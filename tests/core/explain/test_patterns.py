"""Patterns: each of each place has one number, and can be shown again from it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.explain.patterns import Patterns, how_many

WINDOWS = arrays.arrays(bool, st.tuples(st.integers(1, 12), st.integers(1, 8)))


@given(WINDOWS)
def test_every_pattern_of_every_place_has_a_number_of_its_own(windows: np.ndarray) -> None:
    patterns = Patterns(windows)
    assert patterns.count == how_many(windows) == (2 ** windows.sum(axis=1)).sum()
    numbers = np.arange(patterns.count)
    rows, places = patterns.shown(numbers)
    assert {(int(place), row.tobytes()) for place, row in zip(places, rows, strict=True)} == {
        (place, row[: windows.shape[1]].tobytes())
        for place, window in enumerate(windows)
        for row in _all_rows(windows.shape[1])
        if not (row & ~window).any()
    }
    np.testing.assert_array_equal(patterns.seen(rows)[numbers, places], numbers)


@given(WINDOWS, st.integers(0, 2**32 - 1))
def test_a_place_sees_nothing_but_its_window(windows: np.ndarray, seed: int) -> None:
    random, patterns = np.random.default_rng(seed), Patterns(windows)
    rows = random.random((5, windows.shape[1])) < 0.5
    seen = patterns.seen(rows)
    shown, places = patterns.shown(seen.ravel())
    expected = rows[:, None] & windows
    np.testing.assert_array_equal(shown, expected.reshape(-1, windows.shape[1]))
    np.testing.assert_array_equal(places.reshape(seen.shape), [np.arange(len(windows))] * 5)
    some = random.integers(0, len(windows), (5, 3))
    np.testing.assert_array_equal(
        patterns.seen_at(rows, some), np.take_along_axis(seen, some, axis=1)
    )


def test_more_patterns_than_any_number_holds_are_counted_as_well() -> None:
    assert how_many(np.ones((3, 900), dtype=bool)) == 3 * 2.0**900


def _all_rows(superpixels: int) -> np.ndarray:
    bits = np.arange(2**superpixels)[:, None] >> np.arange(superpixels)
    return (bits & 1).astype(bool)
