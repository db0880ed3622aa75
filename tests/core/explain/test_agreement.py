import numpy as np
import pytest

from core.entities import Surrogate
from core.explain.agreement import (
    rank_correlation,
    repeatability,
    settled,
    stability,
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
