"""A clock that is set back, runs far ahead or has its summer hour: order hangs on none of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.jobs import Eta
from core.review import audit, history
from core.review.copies import copy_of
from core.review.last_step import last_step
from core.review.restoring import standing
from core.review.sample_check import draw, settle, unchecked
from core.review.store import Review
from core.review.summary import summarise
from core.review.views import Filter, View
from core.vocabulary import Action, Order, Verdict
from tests.core.review.desk import PACK, add_photos, classify, predict

BACK = [0, 10, -3600, -3590, 400 * 24 * 3600, 20]
"""Seconds after the beginning: set back an hour, a year ahead for one decision, right again."""
BEGAN = datetime(2026, 10, 25, 0, 59, 50, tzinfo=UTC)
"""Ten seconds before the summer hour ends in Berlin."""


class Watch:
    """A clock that shows one time after the other, the last for ever."""

    def __init__(self, seconds: list[int]) -> None:
        self.times = [BEGAN + timedelta(seconds=one) for one in seconds]

    def __call__(self) -> datetime:
        return self.times.pop(0) if len(self.times) > 1 else self.times[0]


@pytest.fixture
def review(tmp_path: Path) -> Review:
    """Six photos, flagged one by one while the clock jumps."""
    made = Review(tmp_path / "a.tagproof", folder=tmp_path, reviewer="ana", clock=Watch(BACK))
    made.predictions.use(PACK)
    ids = add_photos(made, [f"{number}.jpg" for number in range(len(BACK))])
    classify(made, ids, [predict("Dresses")] * len(ids))
    for photo in ids:
        made.decisions.flag([photo], f"{photo}")
    return made


def reasons(review: Review) -> list[str]:
    return [row.state.reason for row in review.photos.present() if row.state.reason]


def test_undo_takes_back_what_was_done_last_whatever_its_time(review: Review) -> None:
    with review:
        expected = reasons(review)
        while expected:
            assert (step := last_step(review.database)) is not None
            assert step.state.reason == expected.pop()
            review.decisions.undo()
            assert reasons(review) == expected
        assert last_step(review.database) is None
        for _ in BACK:
            review.decisions.redo()
        assert len(reasons(review)) == len(BACK)


def test_history_is_in_the_order_of_the_log_with_the_times_as_they_were(review: Review) -> None:
    with review:
        steps = history.page(review.database).steps
        assert [step.what.state.reason for step in steps] == reasons(review)[::-1]
        times = [datetime.fromisoformat(step.at) for step in steps[::-1]]
        assert times == [BEGAN + timedelta(seconds=one) for one in BACK]
    assert audit.verify(review.path).sound


def test_the_last_decision_is_the_last_of_the_log(review: Review) -> None:
    copy = review.path.with_name("copy.tagproof")
    with review:
        review.save_copy(copy)
    last = BEGAN + timedelta(seconds=BACK[-1])
    assert standing(review.path).last == last  # not the one of the year ahead
    with Review(copy, read_only=True) as opened:
        found = copy_of(opened.database, review.path)
        assert found is not None and found.last_decision == last


def test_the_summary_counts_no_time_that_did_not_pass(review: Review) -> None:
    with review:
        found = summarise(review)
    assert found.decisions == len(BACK)
    # Ten seconds before the jump, and ten behind it; no jump is time at the desk.
    assert found.desk_hours * 3600 == pytest.approx(20)


def test_lists_are_sorted_by_what_is_shown(review: Review) -> None:
    """By decision: by the times that one sees. By date: by those of the files."""
    with review:
        shown = review.queue.ids(View(Filter(), Order.DECIDED)).tolist()
        times = [review.photos.get(photo).decided_at or "" for photo in shown]
        assert sorted(times) in (times, times[::-1])
        by_file = review.queue.ids(View(Filter(), Order.DATE)).tolist()
        stamps = [review.photos.get(photo).modified_ns for photo in by_file]
        assert sorted(stamps) in (stamps, stamps[::-1])


def test_the_hour_that_comes_twice_is_two_hours_in_the_log(tmp_path: Path) -> None:
    zone = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=zone, fold=fold) for fold in (0, 1))
    clock = iter((first, second))
    with Review(
        tmp_path / "a.tagproof", folder=tmp_path, reviewer="ana", clock=lambda: next(clock)
    ) as made:
        made.predictions.use(PACK)
        ids = add_photos(made, ["a.jpg", "b.jpg"])
        for photo in ids:
            made.decisions.flag([photo], "torn")
        times = [step.at for step in history.page(made.database).steps]
    assert times == ["2026-10-25T01:30:00.000Z", "2026-10-25T00:30:00.000Z"]


def test_a_sample_of_what_was_accepted_hangs_on_no_time(tmp_path: Path) -> None:
    with Review(
        tmp_path / "a.tagproof", folder=tmp_path, reviewer="ana", clock=Watch([0, -9_000_000])
    ) as made:
        made.predictions.use(PACK)
        ids = add_photos(made, [f"{number}.jpg" for number in range(20)])
        classify(made, ids, [predict("Dresses", 0.99)] * 20)
        made.decisions.accept(ids, automatic=True)
        assert unchecked(made) == ids
        sample = draw(made, 5, seed=1)
        rate = settle(made, sample, sample[:1])
        assert (rate.wrong, rate.checked) == (1, 5)
        assert made.photos.get(sample[0]).state.verdict is Verdict.TODO
        made.decisions.undo()
        assert unchecked(made) == ids
        last = last_step(made.database)
        assert last is not None and last.action is Action.ACCEPT


def test_the_time_left_is_of_a_clock_that_nobody_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: -1e9)
    assert Eta(10)._clock() >= 0
    steady = iter(range(100))
    eta = Eta(10, clock=lambda: float(next(steady)))
    told = [eta.update(done) for done in range(1, 11)]
    assert told[-1] == 0.0
    assert all(left is None or left >= 0 for left in told)
