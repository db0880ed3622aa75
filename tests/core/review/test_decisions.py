import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import ReviewError
from core.review.audit import verify
from core.review.history import page
from core.review.records import FoundFile, State
from core.review.store import Review
from core.review.summary import summarise
from core.vocabulary import Action, PassedOver, Verdict
from tests.core.review.desk import LABELS, add_photos, states

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


def test_what_cannot_be_decided_is_passed_over_and_told(tagged: Tagged) -> None:
    review, ids = tagged
    new = FoundFile(review.photos.folder / "new.jpg", 1, 1)
    (untagged,) = review.photos.add([new], review.photos.begin_scan())
    review.photos.fail(ids[1], "torn")
    done = review.decisions.decide(Action.ACCEPT, [*ids, untagged, 999])
    assert done.photos == (ids[0], *ids[2:])
    assert done.passed_over == {
        ids[1]: PassedOver.UNREADABLE, untagged: PassedOver.UNTAGGED, 999: PassedOver.GONE,
    }  # fmt: skip
    assert len(list(review.decisions.history())) == 4
    done = review.decisions.decide(Action.FLAG, [ids[1], untagged], "look")
    assert (done.photos, done.passed_over) == ((ids[1], untagged), {})  # which needs no tag


def test_nothing_that_can_be_decided_is_no_step(review: Review) -> None:
    ids = add_photos(review, ["a.jpg"])
    assert review.decisions.accept(ids).passed_over == {ids[0]: PassedOver.UNTAGGED}
    with pytest.raises(ReviewError, match="needs a tag"):
        review.decisions.correct(ids, " \n")
    with pytest.raises(ValueError, match="nobody"):
        review.decisions.decide(Action.MOVE, ids)
    assert list(review.decisions.history()) == []
    assert review.decisions.depth().undo == 0


def test_many_at_once_are_not_decided_otherwise_unless_asked(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.correct(ids[:1], "Headband")
    review.decisions.flag(ids[1:2], "blurred")
    review.decisions.accept(ids[2:3])
    review.decisions.accept(ids[3:4], automatic=True)
    before = states(review, ids)
    done = review.decisions.decide(Action.ACCEPT, ids)
    assert done.passed_over == dict.fromkeys(ids[:2], PassedOver.DECIDED)
    assert done.photos == tuple(ids[2:])
    assert states(review, ids)[:3] == before[:3]
    assert states(review, ids)[3:] == [State(Verdict.ACCEPTED, label) for label in LABELS[3:]]
    done = review.decisions.decide(Action.ACCEPT, list(done.passed_over), anew=True)
    assert (done.photos, done.passed_over) == (tuple(ids[:2]), {})
    assert {state.verdict for state in states(review, ids)} == {Verdict.ACCEPTED}


def test_one_photo_that_somebody_looks_at_is_decided_otherwise(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.correct(ids[:1], "Headband")
    assert review.decisions.decide(Action.ACCEPT, ids[:1]).photos == (ids[0],)
    assert review.decisions.state(ids[0]).tag == LABELS[0]


def test_the_program_overwrites_nobody(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.correct(ids[:1], "Headband")
    done = review.decisions.accept(ids[:1], automatic=True)
    assert done.passed_over == {ids[0]: PassedOver.DECIDED}
    assert review.decisions.state(ids[0]).tag == "Headband"


def test_many_photos_are_given_a_tag_each_in_one_step(tagged: Tagged) -> None:
    review, ids = tagged
    tags = {ids[0]: LABELS[0], ids[1]: "Teal", ids[2]: " Big  Bag "}
    review.decisions.decide(Action.CORRECT, ids[:3], tags)
    assert states(review, ids)[:3] == [
        State(Verdict.ACCEPTED, LABELS[0]),
        State(Verdict.CORRECTED, "Teal"),
        State(Verdict.CORRECTED, "Big Bag"),
    ]
    assert set(review.decisions.undo()) == set(ids[:3])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(st.sampled_from(["accept", "correct", "flag", "skip", "itself", ""]), max_size=5),
    st.sampled_from([Action.ACCEPT, Action.CORRECT, Action.FLAG, Action.SKIP]),
)
def test_whatever_is_decided_together_keeps_what_somebody_said(
    tagged: Tagged, earlier: list[str], action: Action
) -> None:
    review, ids = tagged
    review.decisions.withdraw(ids)
    for photo, what in zip(ids, earlier, strict=False):
        match what:
            case "accept":
                review.decisions.accept([photo])
            case "correct":
                review.decisions.correct([photo], "Headband")
            case "flag":
                review.decisions.flag([photo], "torn")
            case "skip":
                review.decisions.skip([photo])
            case "itself":
                review.decisions.accept([photo], automatic=True)
    before = dict(zip(ids, states(review, ids), strict=True))
    done = review.decisions.decide(action, ids, "Teal")
    after = dict(zip(ids, states(review, ids), strict=True))
    assert {*done.photos, *done.passed_over} == set(ids)
    for photo, state in before.items():
        if state.verdict in (Verdict.CORRECTED, Verdict.FLAGGED):
            assert after[photo] == state
        if photo in done.passed_over:
            assert after[photo] == state
    if done.photos:
        review.decisions.undo()
        assert dict(zip(ids, states(review, ids), strict=True)) == before


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


def test_steps_are_taken_back_down_to_one_and_done_again_one_by_one(tagged: Tagged) -> None:
    review, ids = tagged
    decisions = review.decisions
    decisions.accept(ids[:1])
    for photo in ids[1:4]:
        decisions.flag([photo], "blurred")
    second = page(review.database).steps[2]
    assert second.photo == ids[1]
    assert decisions.undo_to(second.step) == (ids[1], ids[2], ids[3])
    assert [decisions.state(photo).verdict for photo in ids[:4]] == [
        Verdict.ACCEPTED, Verdict.TODO, Verdict.TODO, Verdict.TODO,
    ]  # fmt: skip
    assert (decisions.depth().undo, decisions.depth().redo) == (1, 3)
    assert decisions.undo_to(second.step) == ()  # which is taken back already
    assert decisions.redo() == (ids[1],)
    assert decisions.undo_to(999) == ()
    review.close()
    assert verify(review.path).sound
