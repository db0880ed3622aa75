from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.explain.covering import covering_rows
from core.explain.designs import Rows

SUPERPIXELS = st.integers(1, 40)
NEIGHBOURHOODS = 30
SIDE, LOOKED_AT, APART = 224, 27, 8
"""Pixels: of the picture, of what a place looks at, and between two places."""


@st.composite
def any_windows(draw: st.DrawFn) -> NDArray[np.bool_]:
    count = draw(SUPERPIXELS)
    sets = st.sets(st.integers(0, count - 1), max_size=5)
    seen = draw(st.lists(sets, max_size=20))
    windows = np.zeros((len(seen), count), dtype=bool)
    for window, those in zip(windows, seen, strict=True):
        window[[*those]] = True
    return windows


def neighbours(superpixels: int, seed: int) -> NDArray[np.bool_]:
    """Cut a picture into cells, and look at squares of it as a network's first layers do."""
    rng = np.random.default_rng(seed)
    across = np.arange(SIDE)
    middles = rng.uniform(0, SIDE, (superpixels, 2))
    y, x = ((across - middles[:, k, None]) ** 2 for k in (0, 1))
    cells = (y[:, :, None] + x[:, None, :]).argmin(axis=0)
    windows = np.zeros(((SIDE // APART) ** 2, superpixels), dtype=bool)
    ends = [(k, k + LOOKED_AT) for k in range(0, SIDE, APART)]
    for window, (down, along) in zip(windows, product(ends, ends), strict=True):
        window[cells[slice(*down), slice(*along)].ravel()] = True
    return windows


def shows_every_pattern_equally_often(rows: Rows, window: NDArray[np.bool_]) -> bool:
    seen = rows[:, window]
    patterns, often = np.unique(seen, axis=0, return_counts=True)
    return len(patterns) == 2 ** seen.shape[1] and len(set(often)) == 1


@given(any_windows())
@settings(max_examples=200)
def test_every_window_shows_all_its_patterns_equally_often(windows: NDArray[np.bool_]) -> None:
    rows = covering_rows(windows, 2 ** windows.shape[1])
    assert rows is not None
    assert rows.dtype == bool
    assert rows.shape[1] == windows.shape[1]
    assert all(shows_every_pattern_equally_often(rows, one) for one in windows)


@given(any_windows(), st.integers(0, 200))
@settings(max_examples=200)
def test_rows_are_found_unless_words_may_run_out(windows: NDArray[np.bool_], most: int) -> None:
    rows = covering_rows(windows, most)
    if rows is not None:
        assert len(rows) <= most
        return
    sizes = windows.sum(axis=1)
    # Sums of the others in each window are all that a superpixel's word must not be, with nothing.
    forbidden = 1 + sum(2 ** (size - 1) - 1 for size in sizes.tolist() if size)
    words = 2 ** (most.bit_length() - 1)
    assert words < 2 ** sizes.max(initial=0) or words <= forbidden


@given(any_windows())
def test_fewer_rows_than_a_window_has_patterns_are_none(windows: NDArray[np.bool_]) -> None:
    patterns = 2 ** int(windows.sum(axis=1).max(initial=0))
    assert covering_rows(windows, patterns - 1) is None


def test_as_many_rows_as_one_window_has_patterns_are_enough() -> None:
    windows = np.array([[True, True, False, True], [False, False, True, False]])
    rows = covering_rows(windows, 8)
    assert rows is not None
    assert len(rows) == 8
    assert all(shows_every_pattern_equally_often(rows, one) for one in windows)


@pytest.mark.parametrize(("superpixels", "patterns"), [(3, 4), (4, 8), (7, 8), (8, 16)])
def test_where_words_run_out_there_are_twice_as_many_rows(superpixels: int, patterns: int) -> None:
    """All that meet in pairs need words that differ, and none is nothing."""
    pairs = combinations(range(superpixels), 2)
    windows = np.array([[k in pair for k in range(superpixels)] for pair in pairs])
    rows = covering_rows(windows, patterns)
    assert rows is not None
    assert len(rows) == patterns
    assert covering_rows(windows, patterns - 1) is None


@pytest.mark.parametrize("superpixels", [10, 20, 30, 40])
def test_a_photo_needs_hardly_more_rows_than_its_fullest_window(superpixels: int) -> None:
    for seed in range(NEIGHBOURHOODS):
        windows = neighbours(superpixels, seed)
        rows, patterns = covering_rows(windows, 2**12), 2 ** windows.sum(axis=1).max()
        assert rows is not None
        assert len(rows) in (patterns, 2 * patterns)
        assert all(shows_every_pattern_equally_often(rows, one) for one in windows[::7])


def test_the_same_window_is_looked_through_often() -> None:
    windows = neighbours(20, 0)
    once, thrice = (covering_rows(one, 2**12) for one in (windows, np.repeat(windows, 3, axis=0)))
    assert once is not None
    np.testing.assert_array_equal(once, thrice)


def test_superpixels_in_no_window_cost_no_rows() -> None:
    windows = np.zeros((2, 30), dtype=bool)
    windows[0, [3, 17]] = windows[1, [17, 28]] = True
    rows = covering_rows(windows, 4)
    assert rows is not None
    assert rows.shape == (4, 30)
    assert all(shows_every_pattern_equally_often(rows, one) for one in windows)


@pytest.mark.parametrize("windows", [0, 3])
def test_where_nothing_is_looked_at_one_row_will_do(windows: int) -> None:
    rows = covering_rows(np.zeros((windows, 5), dtype=bool), 1)
    assert rows is not None
    assert rows.shape == (1, 5)
