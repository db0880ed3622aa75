import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import ExportFailed
from core.review.records import PackRecord
from core.review.store import Review
from core.review.summary import Assumptions, summarise, write_summary
from tests.core.review.desk import LABELS, add_photos, classify, predict


class Watch:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 3, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def morning(make_review: Callable[..., Review]) -> Review:
    """Seven photos decided at ten-second steps, with an hour's break, and three by the program."""
    watch = Watch()
    review = make_review(clock=watch)
    ids = add_photos(review, [f"{i}.jpg" for i in range(12)])
    classify(review, ids, [predict(LABELS[i % 2]) for i in range(12)])
    for number, photo in enumerate(ids[:6]):
        watch.later(3600 if number == 3 else 10)
        if number == 5:
            review.decisions.correct([photo], "Ponchos")
        else:
            review.decisions.accept([photo])
    watch.later(10)
    review.decisions.flag(ids[6:7], "torn")
    review.decisions.accept(ids[7:10], automatic=True)
    return review


def test_the_figures(morning: Review) -> None:
    summary = summarise(morning)
    assert (summary.photos, summary.tagged, summary.flagged, summary.to_do) == (12, 9, 1, 2)
    assert (summary.automatic, summary.decisions) == (3, 7)
    assert summary.automatic_share == pytest.approx(1 / 3)
    assert summary.desk_hours == pytest.approx(50 / 3600)
    assert summary.per_hour == pytest.approx(7 / 50 * 3600)
    assert [(one.label, one.accepted, one.corrected) for one in summary.agreement] == [
        (LABELS[1], 2, 1),
        (LABELS[0], 3, 0),
    ]


def test_savings_follow_the_stated_assumptions(morning: Review) -> None:
    usual = summarise(morning)
    assert usual.assumptions.manual_seconds_per_image == 180
    assert usual.hours_saved == pytest.approx(9 * 180 / 3600 - 50 / 3600)
    assert usual.money_saved == pytest.approx(9 * 1.25 - 50 / 3600 * 25)
    cheap = summarise(morning, Assumptions(price_per_image=0.1, wage_per_hour=10))
    assert cheap.money_saved == pytest.approx(0.9 - 50 / 360)


def test_agreement_counts_what_the_network_said_then(morning: Review) -> None:
    morning.predictions.use(PackRecord("cd" * 32, "other", "1", LABELS))
    assert {one.label for one in summarise(morning).agreement} == set(LABELS[:2])


def test_an_empty_review_has_a_summary(review: Review) -> None:
    summary = summarise(review)
    assert (summary.per_hour, summary.automatic_share, summary.money_saved) == (0, 0, 0)


def test_it_is_written_as_csv_or_json(morning: Review, tmp_path: Path) -> None:
    summary = summarise(morning)
    write_summary(summary, tmp_path / "s.csv")
    write_summary(summary, tmp_path / "s.json")
    with (tmp_path / "s.csv").open(newline="") as stream:
        rows = dict(csv.reader(stream))
    assert rows["tagged"] == "9"
    assert rows["assumed price per image, USD"] == "1.25"
    assert rows[f"agreement: {LABELS[0]}"] == "1.0"
    assert json.loads((tmp_path / "s.json").read_text())["figures"]["tagged"] == 9
    with pytest.raises(ExportFailed):
        write_summary(summary, tmp_path / "nowhere" / "s.csv")


def test_what_cannot_be_read_is_told_apart_from_what_is_to_do(review: Review) -> None:
    ids = add_photos(review, ["a.jpg", "b.jpg"])
    assert "unreadable" not in summarise(review).figures()
    review.photos.fail(ids[0], "torn")
    summary = summarise(review)
    assert (summary.to_do, summary.unreadable) == (1, 1)
    assert summary.figures()["unreadable"] == 1
