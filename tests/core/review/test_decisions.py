from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from core.errors import ReviewError
from core.review.records import State
from core.review.store import Review
from core.version import __version__
from core.vocabulary import Action, Verdict
from tests.core.review.desk import LABELS, PACK, add_photos, sha

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


def test_an_entry_says_who_decided_what_and_why(
    make_review: Callable[..., Review],
) -> None:
    noon = datetime(2026, 5, 3, 12, 0, 0, 1500, tzinfo=UTC)
    review = make_review(reviewer="  Åsa\n", clock=lambda: noon)
    (photo,) = add_photos(review, ["bag.jpg"])
    review.decisions.flag([photo], "torn")
    (entry,) = review.decisions.history(photo)
    assert (entry.at, entry.reviewer) == ("2026-05-03T12:00:00.001Z", "Åsa")
    assert (entry.action, entry.reason, entry.path) == (Action.FLAG, "torn", "bag.jpg")
    assert (entry.sha256, entry.pack, entry.program) == (sha(0), PACK.sha256, __version__)
    assert State.from_json(entry.before) == State()
    assert State.from_json(entry.after) == State(Verdict.FLAGGED, reason="torn")


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


def test_undo_and_redo_outlive_a_restart(
    tagged: Tagged, make_review: Callable[..., Review]
) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:1])
    review.decisions.correct(ids[:1], "Dresses")
    review.decisions.undo()
    review.close()
    again = make_review()
    assert (again.decisions.depth().undo, again.decisions.depth().redo) == (1, 1)
    assert again.decisions.redo() == (ids[0],)
    assert again.decisions.state(ids[0]).tag == "Dresses"
    again.decisions.undo()
    again.decisions.undo()
    assert again.decisions.state(ids[0]) == State()
    actions = [entry.action for entry in again.decisions.history()]
    assert actions == ["accept", "correct", "undo", "redo", "undo", "undo"]


def test_a_new_decision_ends_what_could_be_redone(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:1])
    review.decisions.undo()
    review.decisions.skip(ids[1:2])
    assert review.decisions.redo() == ()


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
