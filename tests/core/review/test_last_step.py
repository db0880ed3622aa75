from pathlib import Path

from core.review.last_step import LastStep, last_step
from core.review.records import State
from core.review.store import Review
from core.vocabulary import Action, Verdict
from tests.core.review.desk import LABELS

Tagged = tuple[Review, list[int]]


def last(review: Review) -> LastStep | None:
    return last_step(review.database)


def test_the_last_step_is_the_one_that_undo_would_take_back(tagged: Tagged) -> None:
    review, ids = tagged
    assert last(review) is None
    review.decisions.accept(ids[:1])
    accepted = last(review)
    assert accepted == LastStep(
        Action.ACCEPT, State(Verdict.ACCEPTED, LABELS[0]), 0, 1, "shoes/photo 0.jpg"
    )
    assert accepted.name == "photo 0.jpg"
    assert review.decisions.depth().last == accepted
    review.decisions.flag(ids[1:2], "blurred")
    assert last(review).state == State(Verdict.FLAGGED, reason="blurred")
    review.decisions.undo()
    assert last(review) == accepted
    review.decisions.redo()
    assert last(review).action is Action.FLAG
    review.decisions.undo()
    review.decisions.undo()
    assert last(review) is None


def test_of_several_photos_only_what_they_share_is_told(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids)
    step = last(review)
    assert (step.photos, step.state) == (5, State(Verdict.ACCEPTED))
    review.decisions.correct(ids[1:4], "Teal")
    assert last(review).state == State(Verdict.CORRECTED, "Teal")


def test_products_are_told_apart_from_photos(shop: Tagged) -> None:
    review, ids = shop
    review.decisions.skip(ids)
    assert (last(review).products, last(review).photos) == (2, 1)


def test_it_is_there_the_next_time(tagged: Tagged, make_review: object, tmp_path: Path) -> None:
    review, ids = tagged
    review.decisions.skip(ids[:2])
    told = last(review)
    review.close()
    again = make_review()
    assert last(again) == told
