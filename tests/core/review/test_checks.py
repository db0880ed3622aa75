"""What samples have shown is kept, added up, and goes with what is taken back."""

from core.review.checks import checked
from core.review.sample_check import settle
from core.review.store import Review
from core.review.summary import summarise
from core.vocabulary import Grouping
from tests.core.review.desk import named

Tagged = tuple[Review, list[int]]


def test_checks_add_up_and_count_as_long_as_they_stand(tagged: Tagged) -> None:
    review, ids = tagged
    assert checked(review.database) == (0, 0)
    review.decisions.accept(ids, automatic=True)
    settle(review, ids[:3], ids[1:2])
    assert checked(review.database) == (1, 3)
    settle(review, ids[3:], ids[3:])
    assert checked(review.database) == (3, 5)
    review.decisions.undo()
    assert checked(review.database) == (1, 3)
    review.decisions.redo()
    assert checked(review.database) == (3, 5)
    review.decisions.undo()
    review.decisions.flag(ids[3:], "two things")  # what was undone cannot be done again
    assert checked(review.database) == (1, 3)


def test_the_summary_keeps_the_rate_also_once_photos_are_grouped(tagged: Tagged) -> None:
    review, ids = tagged
    assert summarise(review).checked == 0
    assert not any("error rate" in name for name in summarise(review).figures())
    review.decisions.accept(ids, automatic=True)
    settle(review, ids, ids[:1])
    review.products.group(named("a"), Grouping.CATALOG)
    summary = summarise(review)
    assert (summary.wrong, summary.checked) == (1, 5)
    told = summary.figures()
    assert told["error rate of the automatic"] == 0.2
    low, high = told["error rate, lower bound (95 %)"], told["error rate, upper bound (95 %)"]
    assert low < 0.2 < high


def test_a_product_counts_once(shop: Tagged) -> None:
    review, ids = shop
    review.decisions.accept(ids, automatic=True)
    settle(review, ids[:1], ids[:1])
    assert checked(review.database) == (1, 1)
