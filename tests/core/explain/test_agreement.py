from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.entities import Surrogate
from core.explain.agreement import (
    LEAST_RANKED,
    NEGLIGIBLE,
    NOTHING,
    errors_known,
    rank_correlation,
    repeatability,
    settled,
    stability,
    stability_of,
    strongest,
    top_jaccard,
)


def test_rank_correlation_equals_scipys() -> None:
    from scipy.stats import spearmanr

    one, two = np.random.default_rng(0).normal(size=(2, 30)).round(1)
    assert rank_correlation(one, two) == pytest.approx(spearmanr(one, two).statistic)


def test_rank_correlation_of_constants() -> None:
    assert rank_correlation(np.zeros(4), np.ones(4)) == 1.0
    assert rank_correlation(np.zeros(4), np.arange(4.0)) == 0.0


def test_top_overlap() -> None:
    one = np.array([5.0, -4.0, 3.0, 2.0, 1.0, 0.0, 0.0])
    two = np.array([5.0, -4.0, 3.0, 0.0, 0.0, 2.0, 1.0])
    assert strongest(one) == [0, 1, 2, 3, 4]
    assert top_jaccard(one, two) == pytest.approx(3 / 7)
    assert stability(one, one).top5_jaccard == 1.0


@pytest.mark.parametrize("noise", [0.05, 0.3, 0.8])
def test_repeatability_is_what_other_runs_give(noise: float) -> None:
    random = np.random.default_rng(4)
    truth = random.normal(size=30)
    foretold, seen = [], []
    for _ in range(40):
        one, other = truth + noise * random.normal(size=(2, 30))
        surrogate = Surrogate("x", one, 0, 1, 0, 0, standard_errors=np.full(30, noise))
        foretold.append(repeatability(surrogate))
        seen.append(top_jaccard(settled(one), settled(other)))
    assert np.mean(foretold) == pytest.approx(np.mean(seen), abs=0.12)


WEIGHTS = arrays(np.float64, 8, elements=st.floats(-10, 10).map(lambda w: round(w, 1)))


@given(WEIGHTS, WEIGHTS)
def test_agreement_is_mutual_and_full_with_oneself(one: np.ndarray, two: np.ndarray) -> None:
    for measure in (rank_correlation, top_jaccard):
        assert measure(one, two) == pytest.approx(measure(two, one))
        assert measure(one, one) == pytest.approx(1)
    assert -1 <= rank_correlation(one, two) <= 1 + 1e-9
    assert 0 <= top_jaccard(one, two) <= 1


@given(WEIGHTS, st.integers(-10, 10).map(lambda n: 2.0**n))
def test_only_what_is_small_beside_the_strongest_is_settled(w: np.ndarray, scale: float) -> None:
    found = settled(w)
    assert set(np.flatnonzero(found != w)) <= set(
        np.flatnonzero(np.abs(w) < 1.01 * NEGLIGIBLE * np.abs(w).max())
    )
    assert np.array_equal(found != 0, settled(scale * w) != 0)
    assert not settled(np.full(4, NOTHING / 2)).any()


def test_without_halves_there_is_no_agreement_to_speak_of() -> None:
    bare = Surrogate("x", np.ones(3), 0, 1, 0, 0)
    assert np.isnan(stability_of(bare).rank_correlation)
    assert not errors_known(bare)
    assert not errors_known(replace(bare, standard_errors=np.array([1, np.inf, 1])))
    assert errors_known(replace(bare, standard_errors=np.ones(3)))


@given(st.integers(0, LEAST_RANKED + 2), st.integers(0, 9))
def test_agreement_of_too_few_superpixels_is_no_number(count: int, seed: int) -> None:
    one, two = np.random.default_rng(seed).normal(size=(2, count))
    halved = Surrogate(
        "x", one, 0, 1, 0, 0, standard_errors=np.ones(count), halves=np.stack([one, two])
    )
    figures = (
        rank_correlation(one, two),
        top_jaccard(one, one),
        repeatability(halved),
        stability_of(halved).rank_correlation,
        stability_of(halved).top5_jaccard,
    )
    assert [np.isnan(figure) for figure in figures] == [count < LEAST_RANKED] * len(figures)
