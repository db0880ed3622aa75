import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.entities import EngineFacts
from core.review.audit import export_jsonl, verify
from core.review.ledger import Change, Ledger, Signature, StepState, as_text, states_of
from core.review.records import State
from core.review.store import Review
from core.version import __version__
from core.vocabulary import Action, Verdict
from tests.core.review.desk import (
    ACCEPTED,
    NAMES,
    PACK,
    SHIRT,
    add_photos,
    classify,
    predict,
    sha,
    states,
)

Tagged = tuple[Review, list[int]]
Shop = tuple[Review, list[int]]
A = [0, 1, 2]


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


def test_one_decision_is_one_entry_that_names_the_photos(shop: Shop, tmp_path: Path) -> None:
    review, ids = shop
    review.decisions.accept([ids[2], ids[0], ids[5]])
    assert states(review, ids)[:3] == [ACCEPTED] * 3
    entry, other = review.decisions.history()
    assert (entry.photo, entry.path, entry.network_tag) == (ids[0], "a_1.jpg", SHIRT)
    said = json.loads(entry.product or "")
    assert said == {"key": "a", "photos": [[ids[i], NAMES[i], sha(i)] for i in A]}
    assert (entry.photos, other.photos) == (tuple(ids[:3]), (ids[5],))
    assert list(review.decisions.history(ids[1])) == [entry]
    assert review.decisions.state(ids[1]) == ACCEPTED
    assert review.decisions.undo() == (ids[0], ids[5])
    assert states(review, ids) == [State()] * 6
    review.decisions.redo()
    assert states(review, ids)[:3] == [ACCEPTED] * 3
    assert verify(review.path).sound
    log = tmp_path / "log.jsonl"
    assert export_jsonl(review.path, log) == 6
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert ["product" in line for line in lines] == [True, False] * 3


HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
GOALS = [State(), State(Verdict.SKIPPED), ACCEPTED, State(Verdict.FLAGGED, reason="torn")]


def ledger() -> Ledger:
    return Ledger(Signature("ana", "0.1"), lambda: NOON)


def change(connection: sqlite3.Connection, photo: int, after: State) -> Change:
    return Change(photo, states_of(connection, (photo,))[photo], after)


DEEDS = st.lists(
    st.sampled_from(["undo", "redo"])
    | st.lists(st.tuples(st.integers(0, 4), st.sampled_from(GOALS)), min_size=1, max_size=3,
               unique_by=lambda pair: pair[0]),
    max_size=8,
)  # fmt: skip


@HERE
@given(deeds=DEEDS)
def test_the_columns_follow_from_the_log(tagged: Tagged, deeds: list) -> None:
    """Whatever is done, undone and redone; and with all undone the desk is as at the start."""
    review, ids = tagged
    with review.database.transaction() as connection:
        ledger().end_history(connection)
    start = states(review, ids)
    for deed in deeds:
        with review.database.transaction() as connection:
            if isinstance(deed, str):
                getattr(ledger(), deed)(connection)
            else:
                changes = [change(connection, ids[i], goal) for i, goal in deed]
                ledger().do(connection, Action.SKIP, changes)
        assert states(review, ids) == [review.decisions.state(photo) for photo in ids]
    end = states(review, ids)
    depth = review.decisions.depth()
    for walk, count, goal in (("undo", depth.undo, start), ("redo", depth.undo, end)):
        with review.database.transaction() as connection:
            for _ in range(count):
                assert getattr(ledger(), walk)(connection)
        assert states(review, ids) == goal
    assert verify(review.path).sound


def test_more_of_a_step_is_undone_with_it(tagged: Tagged) -> None:
    review, ids = tagged
    with review.database.transaction() as connection:
        step = ledger().do(connection, Action.SKIP, [change(connection, ids[0], GOALS[1])])
        more = [change(connection, ids[1], GOALS[3])]
        assert ledger().do(connection, Action.FLAG, more, step) == step
    assert review.decisions.depth().undo == 1
    assert set(review.decisions.undo()) == set(ids[:2])
    assert states(review, ids) == [State()] * 5


def test_what_is_noted_is_logged_and_is_no_step(tagged: Tagged) -> None:
    review, ids = tagged
    with review.database.transaction() as connection:
        ledger().note(connection, Action.GROUP, [change(connection, ids[0], ACCEPTED)])
        ledger().note(connection, Action.GROUP, [])
    assert [entry.action for entry in review.decisions.history()] == ["group"]
    assert review.decisions.state(ids[0]) == states(review, ids)[0] == ACCEPTED
    assert review.decisions.undo() == ()


def test_an_ended_history_is_neither_undone_nor_redone(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.skip(ids[:1])
    review.decisions.skip(ids[1:2])
    review.decisions.undo()
    with review.database.transaction() as connection:
        ledger().end_history(connection)
    assert review.decisions.undo() == review.decisions.redo() == ()
    found = review.database.rows("SELECT DISTINCT state FROM steps")
    assert found == [(StepState.DISCARDED,)]


def test_log_and_columns_are_written_together_or_not_at_all(tagged: Tagged) -> None:
    review, ids = tagged
    with pytest.raises(TypeError), review.database.transaction() as connection:
        ledger().do(connection, Action.SKIP, [change(connection, ids[0], GOALS[1])])
        ledger().do(connection, Action.SKIP, [Change(999, State(), GOALS[1])])
    assert list(review.decisions.history()) == []
    assert states(review, ids) == [State()] * 5


def test_the_file_knows_the_end_of_its_chain_and_when_was_decided(tagged: Tagged) -> None:
    review, ids = tagged
    decided = "SELECT decided_at FROM photos WHERE id = ?"
    with review.database.transaction() as connection:
        ledger().do(connection, Action.SKIP, [change(connection, one, GOALS[1]) for one in ids])
    first, *_, last = review.decisions.history()
    head = review.database.rows("SELECT value FROM meta WHERE key LIKE 'head_%' ORDER BY key")
    assert head == [("5",), (last.hash,)]
    assert first.at == as_text(NOON) == "2026-05-03T12:00:00.000Z"
    assert review.database.rows(decided, ids[:1]) == [(first.at,)]
    review.decisions.undo()
    assert review.database.rows(decided, ids[:1]) == [(None,)]


def test_states_of_photos_that_are_not_there_are_left_out(tagged: Tagged) -> None:
    review, ids = tagged
    with review.database.transaction() as connection:
        assert states_of(connection, [999, ids[0]]) == {ids[0]: State()}


def test_an_entry_names_what_had_answered(review: Review) -> None:
    tagged, waiting = add_photos(review, ["bag.jpg", "shoe.jpg"])
    engine = EngineFacts("LiteRT", "2.3.0", "XNNPACK")
    classify(review, [tagged], [replace(predict(SHIRT), engine=engine)])
    review.decisions.accept([tagged])
    review.decisions.flag([waiting], "torn")
    entries = (next(review.decisions.history(photo)) for photo in (tagged, waiting))
    told = [entry.fields() for entry in entries]
    assert [fields.get("engine") for fields in told] == [engine.to_json(), None]
    assert "engine" not in told[1]
    path = review.database.path
    review.close()
    assert verify(path).sound
