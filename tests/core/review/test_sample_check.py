import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from core.review.sample_check import ErrorRate, draw, settle, unchecked
from core.review.store import Review
from core.vocabulary import Verdict
from tests.core.review.desk import states

Tagged = tuple[Review, list[int]]
COUNTS = st.integers(1, 2000).flatmap(
    lambda checked: st.tuples(st.integers(0, checked), st.just(checked))
)


@given(COUNTS)
def test_the_interval_is_wilsons(counts: tuple[int, int]) -> None:
    wrong, checked = counts
    wanted = binomtest(wrong, checked).proportion_ci(0.95, method="wilson")
    low, high = ErrorRate(wrong, checked).interval
    assert (low, high) == pytest.approx((wanted.low, wanted.high), abs=1e-6)
    assert 0 <= low <= wrong / checked <= high <= 1


def test_nothing_checked_says_nothing() -> None:
    assert ErrorRate(0, 0).share == 0
    assert ErrorRate(0, 0).interval == (0, 1)


def test_a_sample_is_of_what_the_program_accepted_and_nobody_has_seen(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:4], automatic=True)
    review.decisions.accept(ids[3:])
    assert unchecked(review) == ids[:3]
    assert sorted(draw(review, 10)) == ids[:3]
    drawn = {tuple(sorted(draw(review, 2, seed))) for seed in range(50)}
    assert drawn == {(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])}
    assert draw(review, 2, 7) == draw(review, 2, 7)


def test_what_was_looked_at_stands_or_is_to_do_again_in_one_step(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids, automatic=True)
    before = states(review, ids)
    found = settle(review, ids[:3], ids[1:2])
    assert (found.wrong, found.checked) == (1, 3)
    verdicts = [(state.verdict, state.automatic) for state in states(review, ids)]
    by_hand, by_itself = (Verdict.ACCEPTED, False), (Verdict.ACCEPTED, True)
    assert verdicts == [by_hand, (Verdict.TODO, False), by_hand, by_itself, by_itself]
    assert unchecked(review) == ids[3:]
    assert set(review.decisions.undo()) == set(ids[:3])
    assert states(review, ids) == before


def test_what_somebody_decided_since_it_was_drawn_stays_and_is_not_counted(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids, automatic=True)
    review.decisions.flag(ids[:2], "torn")
    review.decisions.withdraw(ids[2:3])
    before = states(review, ids[:3])
    found = settle(review, ids, [ids[0], ids[4]])
    assert (found.wrong, found.checked) == (1, 2)
    assert states(review, ids[:3]) == before
    review.decisions.undo()
    assert unchecked(review) == ids[3:]


@pytest.mark.parametrize("wrong", [0, 3], ids=["all right", "all wrong"])
def test_a_sample_of_one_kind_is_a_step_as_well(tagged: Tagged, wrong: int) -> None:
    review, ids = tagged
    review.decisions.accept(ids, automatic=True)
    settle(review, ids[:3], ids[:wrong])
    assert set(review.decisions.undo()) == set(ids[:3])
    assert unchecked(review) == ids


def test_a_product_is_checked_once(shop: tuple[Review, list[int]]) -> None:
    review, ids = shop
    review.decisions.accept(ids, automatic=True)
    assert len(unchecked(review)) == 3
    settle(review, unchecked(review), unchecked(review)[:1])
    assert {state.verdict for state in states(review, ids[:3])} == {Verdict.TODO}
