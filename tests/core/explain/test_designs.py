from hashlib import sha256
from itertools import combinations, islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.explain import designs
from core.explain.perturbation import draw
from core.explain.surrogate import fit, halves
from core.vocabulary import Sampling

COUNTS = st.integers(1, designs.MOST_COLUMNS)
SEEDS = st.integers(0, 2**32 - 1)
NESTED = (128, 256, 512)


def block(superpixels: int, seed: int, rows: int = designs.BLOCK) -> np.ndarray:
    parts = islice(designs.blocks(superpixels, seed), rows // designs.LEAST)
    return np.concatenate(list(parts))


def words(columns: np.ndarray) -> int:
    """Sets of four columns that add up to nothing."""
    sums = [int(one ^ other) for one, other in combinations(columns, 2)]
    often = np.unique(sums, return_counts=True)[1]
    return int((often * (often - 1)).sum()) // 6


@given(COUNTS, SEEDS, st.sampled_from(NESTED))
@settings(max_examples=40, deadline=None)
def test_no_effect_of_two_falls_on_a_weight(superpixels: int, seed: int, rows: int) -> None:
    """Balanced, orthogonal, of resolution IV: whole and in each part that sampling may end at."""
    signs = np.where(block(superpixels, seed, rows), 1, -1)
    assert not signs.sum(axis=0).any()
    assert np.array_equal(signs.T @ signs, rows * np.eye(superpixels))
    for one, other in combinations(range(superpixels), 2):
        together = signs[:, one] * signs[:, other]
        assert not (together @ np.delete(signs, (one, other), axis=1)).any()


@given(COUNTS, SEEDS)
@settings(max_examples=20, deadline=None)
def test_the_small_designs_lie_in_the_large_one(superpixels: int, seed: int) -> None:
    whole = block(superpixels, seed)
    for rows in NESTED:
        assert np.array_equal(block(superpixels, seed, rows), whole[:rows])
    assert np.array_equal(whole, block(superpixels, seed))


@given(COUNTS, SEEDS, st.sampled_from((128, 256, 384, 512)))
@settings(max_examples=30, deadline=None)
def test_halves_are_orthogonal_designs_too(superpixels: int, seed: int, rows: int) -> None:
    signs = np.where(
        np.concatenate(list(draw(Sampling.NESTED, superpixels, 1 + rows, seed))), 1, -1
    )
    for half in halves(1 + rows):
        assert len(half) == rows // 2
        assert not signs[half].sum(axis=0).any()
        assert np.array_equal(signs[half].T @ signs[half], rows // 2 * np.eye(superpixels))


def test_what_was_drawn_once_is_drawn_always() -> None:
    """Records name the sampling alone: its rows may never change."""
    drawn = np.concatenate([block(n, n, 1024).ravel() for n in range(1, designs.MOST_COLUMNS + 1)])
    assert sha256(np.packbits(drawn).tobytes()).hexdigest()[:16] == "fa5136d3a379dffc"


@pytest.mark.parametrize("superpixels", range(4, designs.MOST_COLUMNS + 1))
def test_words_are_fewer_than_in_random_columns(superpixels: int) -> None:
    *columns, split = designs.columns(superpixels)
    assert len({*columns, split}) == superpixels + 1
    found = [words(np.array(columns) % rows) for rows in NESTED]
    sets = len(list(combinations(range(superpixels), 4)))
    # 64 rows and their complements, as many times as they go into the rows: each set of four adds
    # up to nothing by one chance in 61, and other columns in each block share what falls on one.
    balanced = [sets / 61 / times for times in (1, 2, 4)]
    assert all(one <= other + 4 for one, other in zip(found, balanced, strict=True))
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("superpixels", "expected"),
    [(12, [1, 0, 0]), (17, [15, 3, 0]), (20, [38, 13, 0]), (28, [255, 109, 40])],
)
def test_words_that_the_page_tells(superpixels: int, expected: list[int]) -> None:
    columns = designs.columns(superpixels)[:-1]
    assert [words(columns % rows) for rows in NESTED] == expected


def test_blocks_and_seeds_differ() -> None:
    rows = block(20, 0, 2 * designs.BLOCK)
    assert not np.array_equal(rows[: designs.BLOCK], rows[designs.BLOCK :])
    assert not np.array_equal(rows[: designs.BLOCK], block(20, 1))


def test_every_row_is_as_likely_as_any_other() -> None:
    first = np.array([block(6, seed, 128)[0] for seed in range(2000)])
    numbers = np.bincount(first @ (1 << np.arange(6)), minlength=64)
    # 31 each, by chance within 6 of it: five times that is never reached.
    assert numbers.min() > 5
    assert numbers.max() < 62


def test_effects_of_three_disturb_the_weights_less() -> None:
    """What the designs are for: an answer of weights and effects of three, without any noise."""
    random = np.random.default_rng(5)
    truth = random.normal(size=17)
    three = list(combinations(range(17), 3))
    effects = random.normal(scale=0.1, size=len(three))

    def error(sampling: Sampling, seed: int) -> float:
        rows = np.concatenate(list(draw(sampling, 17, 257, seed)))[1:]
        signs = np.where(rows, 1.0, -1.0)
        answers = signs @ truth / 2
        for effect, (a, b, c) in zip(effects, three, strict=True):
            answers += effect * signs[:, a] * signs[:, b] * signs[:, c]
        # So wide a kernel weighs all samples alike.
        found = fit(rows, answers[:, None], 1e6).weights[0]
        return float(np.mean((found - truth) ** 2))

    nested, balanced = (
        np.mean([error(sampling, seed) for seed in range(10)])
        for sampling in (Sampling.NESTED, Sampling.BALANCED)
    )
    assert nested < 0.6 * balanced
