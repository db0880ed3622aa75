"""What was decided is told a page at a time, the newest first."""

from collections.abc import Callable
from datetime import UTC, datetime

from core.review.history import PAGE, page
from core.review.last_step import LastStep
from core.review.records import State
from core.review.store import Review
from core.vocabulary import Action, Grouping, Verdict
from tests.core.review.desk import LABELS, named

Tagged = tuple[Review, list[int]]


def lines(review: Review) -> list[tuple[Action, int, bool, bool]]:
    steps = page(review.database).steps
    return [(one.what.action, one.what.photos, one.undone, one.in_reach) for one in steps]


def test_steps_are_told_the_newest_first(tagged: Tagged) -> None:
    review, ids = tagged
    assert page(review.database).steps == ()
    review.decisions.accept(ids[:1])
    review.decisions.flag(ids[1:4], "blurred")
    flagged, accepted = page(review.database).steps
    assert accepted.what == LastStep(
        Action.ACCEPT, State(Verdict.ACCEPTED, LABELS[0]), 0, 1, "shoes/photo 0.jpg"
    )
    assert (accepted.photo, flagged.photo, accepted.reviewer) == (ids[0], ids[1], "ana")
    assert (flagged.what.photos, flagged.what.state.reason) == (3, "blurred")
    assert flagged.step > accepted.step
    assert abs(datetime.fromisoformat(accepted.at) - datetime.now(UTC)).total_seconds() < 60


def test_what_is_undone_is_told_as_such_until_it_is_done_again(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:1])
    review.decisions.skip(ids[1:3])
    review.decisions.undo()
    skipped, accepted = (Action.SKIP, 2), (Action.ACCEPT, 1)
    assert lines(review) == [(*skipped, True, False), (*accepted, False, True)]
    review.decisions.redo()
    assert lines(review) == [(*skipped, False, True), (*accepted, False, True)]
    review.decisions.undo()
    review.decisions.accept(ids[4:])  # which ends that it could be done again
    assert lines(review)[1] == (*skipped, True, False)


def test_a_grouping_ends_undo_and_is_no_step(shop: Tagged) -> None:
    review, ids = shop
    review.decisions.accept(ids[:1])
    assert lines(review) == [(Action.ACCEPT, 0, False, True)]
    assert page(review.database).steps[0].what.products == 1
    review.products.group(named("a", "b"), Grouping.CATALOG)
    assert lines(review) == [(Action.ACCEPT, 0, False, False)]


def test_pages_follow_each_other_without_a_gap(tagged: Tagged) -> None:
    review, ids = tagged
    for number in range(7):
        review.decisions.flag(ids[:1], f"reason {number}")
    told: list[str] = []
    before: int | None = None
    more = True
    while more:
        found = page(review.database, before, most=3)
        told += [one.what.state.reason for one in found.steps]
        before, more = found.steps[-1].step, found.more
    assert told == [f"reason {number}" for number in range(6, -1, -1)]


def test_a_hundred_thousand_steps_are_told_a_page_at_once(
    tagged: Tagged, make_review: Callable[..., Review]
) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:1])
    with review.database.transaction() as connection:
        connection.execute("DROP TRIGGER decisions_append")
        names = [row[1] for row in connection.execute("PRAGMA table_info(decisions)")]
        others = ", ".join(name for name in names if name not in ("id", "step"))
        connection.execute(
            f"INSERT INTO decisions (id, step, {others}) WITH RECURSIVE n (i) AS"
            f" (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
            f" SELECT i, i, {others} FROM n, decisions WHERE id = 1"
        )
        connection.execute("INSERT INTO steps SELECT step, 2 FROM decisions WHERE step > 1")
    thousands: list[None] = []
    with review.database._reader().at_work() as connection:
        connection.set_progress_handler(lambda: thousands.append(None), 1000)
    for before in (None, 50_000, 300):
        thousands.clear()
        found = page(review.database, before)
        assert (len(found.steps), found.more) == (PAGE, True)
        assert len(thousands) < 500  # of SQLite's instructions: it looks at each step once at most
