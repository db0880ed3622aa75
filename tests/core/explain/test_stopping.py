import math

import pytest

from core.explain.agreement import Stability
from core.explain.designs import MOST_COLUMNS
from core.explain.stopping import DESIGNED, FIRST_LOOK, RANDOM, Rule, rule
from core.vocabulary import Sampling


@pytest.mark.parametrize("sampling", Sampling)
@pytest.mark.parametrize("superpixels", [1, MOST_COLUMNS, MOST_COLUMNS + 1, 500])
def test_only_designs_are_judged_as_designs(sampling: Sampling, superpixels: int) -> None:
    designed = sampling is Sampling.NESTED and superpixels <= MOST_COLUMNS
    assert rule(sampling, superpixels) is (DESIGNED if designed else RANDOM)


@pytest.mark.parametrize("one", [RANDOM, DESIGNED])
def test_both_measures_of_the_halves_must_suffice(one: Rule) -> None:
    ranks, top = one.correlation, one.jaccard
    assert one.stable(Stability(ranks, top))
    assert not one.stable(Stability(ranks - 0.01, 1.0))
    assert not one.stable(Stability(1.0, top - 0.01))
    assert not one.stable(Stability(math.nan, math.nan))


def looks(one: Rule, first: int, most: int) -> list[int]:
    found = [first]
    while found[-1] < most:
        found.append(one.next_look(found[-1]))
    return found


def test_designs_are_looked_at_whole() -> None:
    found = looks(DESIGNED, FIRST_LOOK + 1, 1100)
    assert found == [65, 129, 257, 385, 513, 641, 769, 897, 1025, 1281]
    assert [DESIGNED.may_end(samples) for samples in found] == [False, *[True] * 9]


def test_random_samples_are_looked_at_as_ever() -> None:
    found = looks(RANDOM, FIRST_LOOK, 500)
    assert found == [64, 128, 192, 256, 320, 400, 500]
    assert all(map(RANDOM.may_end, found))


def test_records_of_random_samples_are_judged_as_ever() -> None:
    assert Rule(correlation=0.7, jaccard=0.6, error_share=1.0, whole=1) == RANDOM
