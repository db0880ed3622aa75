import numpy as np
import pytest

from core.review.auto_accept import AutoAccept
from core.review.store import Review
from core.review.views import Filter, View
from core.vocabulary import Status, Verdict
from tests.core.review.desk import add_photos, classify, predict

CURVE = [(0.5, 0.2), (0.9, 0.02), (0.7, 0.1), (1.0, 0.0)]


@pytest.fixture
def sure(review: Review) -> tuple[Review, list[int]]:
    """Eleven photos from 0.5 to 1 sure; the surest is called unknown."""
    ids = add_photos(review, [f"{i}.jpg" for i in range(11)])
    statuses = [Status.KNOWN] * 10 + [Status.UNKNOWN]
    answers = [predict("Dresses", 0.5 + i / 20, s) for i, s in enumerate(statuses)]
    classify(review, ids, answers)
    return review, ids


def test_a_plan_counts_photos_and_errors(sure: tuple[Review, list[int]]) -> None:
    review, ids = sure
    review.decisions.flag(ids[8:9], "torn")
    plan = AutoAccept(review, CURVE).plan(0.8)
    assert (plan.accepted, plan.left) == (3 - 1 + 1, 7)
    assert plan.risk == pytest.approx(0.06)
    assert plan.expected_errors == pytest.approx(0.18)


def test_plans_shrink_as_the_threshold_rises(sure: tuple[Review, list[int]]) -> None:
    plans = [AutoAccept(sure[0], CURVE).plan(t) for t in np.linspace(0, 1, 21)]
    accepted = [plan.accepted for plan in plans]
    assert accepted == sorted(accepted, reverse=True)
    assert (accepted[0], accepted[-1]) == (10, 0)
    assert {plan.accepted + plan.left for plan in plans} == {11}


def test_applying_is_one_step_marked_automatic(sure: tuple[Review, list[int]]) -> None:
    review, ids = sure
    assert AutoAccept(review, CURVE).apply(0.9) == 2
    automatic = View(Filter(automatic=True))
    assert set(review.queue.ids(automatic).tolist()) == set(ids[8:10])
    assert review.decisions.state(ids[9]).verdict is Verdict.ACCEPTED
    assert len(list(review.decisions.history())) == 2
    review.decisions.undo()
    assert review.queue.ids(automatic).size == 0
    assert AutoAccept(review, CURVE).apply(1.0) == 0
    assert review.decisions.depth().undo == 0


def test_a_wanted_risk_gives_its_threshold(review: Review) -> None:
    accept = AutoAccept(review, CURVE)
    assert [accept.threshold_for(risk) for risk in (0.5, 0.1, 0.02, 0.0)] == [0.5, 0.7, 0.9, 1.0]
    assert AutoAccept(review, [(0.5, 0.3), (0.9, 0.2)]).threshold_for(0.1) is None
    assert AutoAccept(review, [(0.5, 0.3), (0.7, 0.1), (0.99, 0.2)]).threshold_for(0.1) == 0.7
    with pytest.raises(ValueError, match="pair"):
        AutoAccept(review, [])


def test_products_are_counted_among_the_accepted(shop: tuple[Review, list[int]]) -> None:
    review, _ = shop
    with review.database.transaction() as connection:  # of a product that nothing contradicts
        connection.execute("UPDATE photos SET odd = NULL")
    plan = AutoAccept(review, CURVE).plan(0.0)
    assert (plan.accepted, plan.products) == (3, 2)  # a, b, and the photo by itself
    assert AutoAccept(review, CURVE).plan(1.0).products == 0
