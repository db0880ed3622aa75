"""The words for the last step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.review.last_step import LastStep
from core.review.records import State
from core.vocabulary import Action, Verdict
from desktop.ui.step_words import brief, done, outcome, subject, when


@pytest.mark.parametrize(
    ("action", "state", "products", "photos", "words"),
    [
        (Action.ACCEPT, State(Verdict.ACCEPTED, "Shirts"), 0, 1, "Accepted as Shirts"),
        (Action.CORRECT, State(Verdict.CORRECTED, "Tops"), 1, 0, "Corrected to Tops"),
        (Action.FLAG, State(Verdict.FLAGGED, reason="two things"), 0, 1, "Flagged: two things"),
        (Action.SKIP, State(Verdict.SKIPPED), 0, 2014, "2,014 photos: Skipped"),
        (Action.ACCEPT, State(Verdict.ACCEPTED), 0, 3, "3 photos: Accepted"),
        (Action.ACCEPT, State(Verdict.ACCEPTED), 2, 1, "2 products and 1 photo: Accepted"),
        (
            Action.RENAME,
            State(Verdict.CORRECTED, "Petrol"),
            0,
            3,
            "3 photos: Tag renamed to Petrol",
        ),
        (Action.WITHDRAW, State(), 0, 1, "Put back to do"),
        (Action.MOVE, State(), 1, 0, "Moved to another product"),
    ],
)
def test_a_step_is_said_in_a_line(
    action: Action, state: State, products: int, photos: int, words: str
) -> None:
    assert done(LastStep(action, state, products, photos, "a/b.jpg")) == words


def test_a_step_is_about_a_photo_by_name_or_several_by_number() -> None:
    assert subject(LastStep(Action.SKIP, State(), 0, 1, "a/b\n.jpg")) == "b\\n.jpg"
    assert subject(LastStep(Action.SKIP, State(), 1, 0, "a/b.jpg")) == "b.jpg"
    assert subject(LastStep(Action.SKIP, State(), 0, 34, "a/b.jpg")) == "34 photos"
    step = LastStep(Action.SKIP, State(Verdict.SKIPPED), 0, 34, "a/b.jpg")
    assert outcome(step) == "Skipped"


@pytest.mark.parametrize(
    ("action", "state", "words"),
    [
        (Action.ACCEPT, State(Verdict.ACCEPTED, "Sports Shoes"), "Sports Shoes"),
        (Action.RENAME, State(Verdict.CORRECTED, "Petrol"), "Petrol"),
        (Action.ACCEPT, State(Verdict.ACCEPTED), "Accepted"),
        (Action.FLAG, State(Verdict.FLAGGED, reason="several products"), "Flagged"),
        (Action.WITHDRAW, State(), "Put back to do"),
    ],
)
def test_where_there_is_little_room_the_tag_is_said_whole(
    action: Action, state: State, words: str
) -> None:
    assert brief(LastStep(action, state, 0, 3, "a/b.jpg")) == words
    assert brief(None) == ""


def test_the_time_stands_alone_where_it_was_today() -> None:
    now = datetime.fromisoformat("2026-11-12T23:30:00Z").astimezone()
    at = now.replace(hour=14, minute=3)
    assert when(at.astimezone(UTC).isoformat(), now) == "14:03"
    before = at - timedelta(days=1)
    assert when(before.astimezone(UTC).isoformat(), now) == f"{before.day} November 2026, 14:03"


def test_every_action_has_words_or_is_no_step() -> None:
    silent = {one for one in Action if not done(LastStep(one, State(), 0, 1, "b.jpg"))}
    assert silent >= {Action.UNDO, Action.REDO, Action.REPLACED, Action.GROUP, Action.UNGROUP}
    assert done(None) == ""
