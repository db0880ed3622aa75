import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import ReviewError
from core.review.audit import verify
from core.review.records import State
from core.review.store import Review
from core.review.summary import summarise
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


def test_a_renamed_tag_is_one_step_that_keeps_reasons_and_is_no_decision(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.correct(ids[:2], "Teal", reason="seen in daylight")
    review.decisions.correct([ids[2]], "Petrol")
    before = summarise(review).decisions
    assert review.decisions.rename_tag("Teal", "  Petrol ") == tuple(ids[:2])
    states = [review.decisions.state(photo) for photo in ids[:3]]
    assert states == [
        State(Verdict.CORRECTED, "Petrol", "seen in daylight"),
        State(Verdict.CORRECTED, "Petrol", "seen in daylight"),
        State(Verdict.CORRECTED, "Petrol"),
    ]
    last = list(review.decisions.history())[-1]
    assert (last.action, State.from_json(last.before).tag) == ("rename", "Teal")
    assert summarise(review).decisions == before
    assert verify(review.path).sound
    assert set(review.decisions.undo()) == set(ids[:2])
    assert review.queue.counts().by_tag == {"Teal": 2, "Petrol": 1}
    assert set(review.decisions.redo()) == set(ids[:2])
    assert review.queue.counts().by_tag == {"Petrol": 3}
    assert verify(review.path).sound


def test_a_tag_renamed_to_the_networks_own_counts_as_accepted(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.correct(ids[:2], "Teal")
    review.decisions.rename_tag("Teal", LABELS[0])
    verdicts = [review.decisions.state(photo).verdict for photo in ids[:2]]
    assert verdicts == [Verdict.ACCEPTED, Verdict.CORRECTED]


def test_a_products_tag_is_renamed_once_for_all_its_photos(shop: Tagged) -> None:
    review, ids = shop
    review.decisions.correct([ids[1], ids[5]], "Teal")
    assert review.decisions.rename_tag("Teal", "Petrol") == (ids[0], ids[5])
    tags = {row.state.tag for row in review.photos.get_many([*ids[:3], ids[5]])}
    assert tags == {"Petrol"}
    assert verify(review.path).sound


def test_a_rename_that_says_nothing_changes_nothing(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.correct(ids[:1], "Teal")
    assert review.decisions.rename_tag("Teal", "Teal") == ()
    for tag, name in (("Teal", " "), ("Petrol", "Blue")):
        with pytest.raises(ReviewError):
            review.decisions.rename_tag(tag, name)
    assert review.decisions.depth().undo == 1


TAGS = st.sampled_from(["Teal", "Petrol", "teal", LABELS[0]])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TAGS, TAGS), min_size=1, max_size=4))
def test_renaming_moves_every_photo_and_undo_takes_all_of_it_back(
    tagged: Tagged, renames: list[tuple[str, str]]
) -> None:
    review, ids = tagged
    review.decisions.correct(ids[:2], "Teal")
    review.decisions.correct(ids[2:4], "Petrol")
    steps = review.decisions.depth().undo
    before = review.queue.counts().by_tag
    for tag, name in renames:
        had = review.queue.counts().by_tag
        if tag in had and tag != name:
            review.decisions.rename_tag(tag, name)
            now = review.queue.counts().by_tag
            assert tag not in now
            assert now[name] == had[tag] + had[name]
            assert now.total() == had.total()
    while review.decisions.depth().undo > steps:
        review.decisions.undo()
    assert review.queue.counts().by_tag == before
