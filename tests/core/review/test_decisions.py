import pytest

from core.errors import ReviewError
from core.review.records import State
from core.review.store import Review
from core.vocabulary import Verdict
from tests.core.review.desk import LABELS, add_photos

Tagged = tuple[Review, list[int]]


def test_each_decision_is_told_and_logged(tagged: Tagged) -> None:
    review, (first, second, third, fourth, fifth) = tagged
    review.decisions.accept([first])
    review.decisions.correct([second], "  Flip\tflops \x00", reason="new class")
    review.decisions.flag([third], "blurred")
    review.decisions.skip([fourth])
    review.decisions.accept([fifth], automatic=True)
    states = [row.state for row in review.photos.get_many(range(first, fifth + 1))]
    assert states == [
        State(Verdict.ACCEPTED, LABELS[0]),
        State(Verdict.CORRECTED, "Flip flops", "new class"),
        State(Verdict.FLAGGED, reason="blurred"),
        State(Verdict.SKIPPED),
        State(Verdict.ACCEPTED, LABELS[4], automatic=True),
    ]
    assert states == [review.decisions.state(photo) for photo in range(first, fifth + 1)]


def test_a_correction_to_the_networks_own_tag_counts_as_accepted(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.correct(ids[:2], LABELS[0])
    verdicts = [review.decisions.state(photo).verdict for photo in ids[:2]]
    assert verdicts == [Verdict.ACCEPTED, Verdict.CORRECTED]


def test_several_photos_are_one_step(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept([*ids, ids[0]])
    assert len(list(review.decisions.history())) == len(ids)
    assert set(review.decisions.undo()) == set(ids)
    assert review.decisions.undo() == ()


def test_what_cannot_be_decided_changes_nothing(review: Review) -> None:
    ids = add_photos(review, ["a.jpg"])
    for refused in (
        lambda: review.decisions.accept(ids),
        lambda: review.decisions.correct(ids, " \n"),
        lambda: review.decisions.skip([*ids, 999]),
    ):
        with pytest.raises(ReviewError):
            refused()
    assert list(review.decisions.history()) == []


def test_nothing_chosen_is_no_step(review: Review) -> None:
    review.decisions.skip([])
    assert review.decisions.depth().undo == 0
