import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import ExportFailed
from core.money import CURRENCIES
from core.review.assumptions import Assumptions
from core.review.records import PackRecord
from core.review.store import Review
from core.review.summary import summarise, write_summary
from core.spreadsheets import CsvFor
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
    assert usual.hours_saved == pytest.approx(9 * 180 / 3600 - 50 / 3600)
    quick = summarise(morning, Assumptions(seconds_per_photo=20))
    assert quick.hours_saved == pytest.approx((9 * 20 - 50) / 3600)


def test_of_money_nothing_is_said_unless_a_cost_is_given(morning: Review, tmp_path: Path) -> None:
    usual = summarise(morning)
    assert usual.money_saved is None
    for name in ("s.csv", "s.json"):
        write_summary(usual, tmp_path / name)
    table = (tmp_path / "s.csv").read_text()
    assert "hours saved" in table
    assert not any(word in table for word in ("money", "cost", *CURRENCIES))
    assert "money" not in (tmp_path / "s.json").read_text()


def test_money_saved_is_what_the_hours_saved_would_have_cost(morning: Review) -> None:
    costly = summarise(morning, Assumptions(20, 2.0, "CHF"))
    assert costly.money_saved == pytest.approx(9 * 2 - 50 / 20 * 2)
    told = costly.figures()
    assert told["assumed cost per photo by hand, CHF"] == 2
    assert told["money saved, CHF, estimated"] == 13
    whole = summarise(morning, Assumptions(20, 2.15, "JPY")).figures()
    assert whole["money saved, JPY, estimated"] == round(13 / 2 * 2.15)


def test_agreement_counts_what_the_network_said_then(morning: Review) -> None:
    morning.predictions.use(PackRecord("cd" * 32, "other", "1", LABELS))
    assert {one.label for one in summarise(morning).agreement} == set(LABELS[:2])


def test_catalog_tags_of_no_class_are_counted_by_themselves(morning: Review) -> None:
    assert "catalog" not in " ".join(summarise(morning).figures())
    said = [("A", None), ("A", None), ("B", "network"), ("B", "network"), ("C", LABELS[-1])]
    with morning.database.transaction() as connection:
        for number, (term, label) in enumerate(said, start=1):
            connection.execute(
                "UPDATE photos SET catalog_tag = ?, catalog_label = iif(? = 'network', label, ?)"
                " WHERE id = ?", (term, label, label, number),
            )  # fmt: skip
    figures = summarise(morning).figures()
    counted = [
        figures[f"catalog tags that {what}"] for what in ("agree", "differ", "mean no class")
    ]
    assert counted == [2, 1, 2]
    assert figures["catalog tags that agree, share of those compared"] == round(2 / 3, 4)


def test_an_empty_review_has_a_summary(review: Review) -> None:
    summary = summarise(review)
    assert (summary.per_hour, summary.automatic_share, summary.hours_saved) == (0, 0, 0)


def test_it_is_written_as_csv_or_json(morning: Review, tmp_path: Path) -> None:
    summary = summarise(morning)
    write_summary(summary, tmp_path / "s.csv")
    write_summary(summary, tmp_path / "s.json")
    with (tmp_path / "s.csv").open(newline="") as stream:
        rows = dict(csv.reader(stream))
    assert rows["tagged"] == "9"
    assert rows["assumed seconds per photo by hand"] == "180.0"
    assert rows[f"agreement: {LABELS[0]}"] == "1.0"
    assert json.loads((tmp_path / "s.json").read_text())["figures"]["tagged"] == 9
    with pytest.raises(ExportFailed):
        write_summary(summary, tmp_path / "nowhere" / "s.csv")


def test_a_summary_in_no_form_that_is_written_is_refused(morning: Review, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match=r"a summary ends in \.csv or \.json"):
        write_summary(summarise(morning), tmp_path / "s.txt")
    assert not (tmp_path / "s.txt").exists()


def test_a_summary_is_for_whom_it_is_said_to_be(morning: Review, tmp_path: Path) -> None:
    write_summary(summarise(morning), tmp_path / "s.CSV", csv_for=CsvFor.EXCEL_SEMICOLON)
    written = (tmp_path / "s.CSV").read_bytes().decode("utf-8-sig")
    assert "assumed seconds per photo by hand;180,0\r\n" in written


def test_what_cannot_be_read_is_told_apart_from_what_is_to_do(review: Review) -> None:
    ids = add_photos(review, ["a.jpg", "b.jpg"])
    assert "unreadable" not in summarise(review).figures()
    review.photos.fail(ids[0], "torn")
    summary = summarise(review)
    assert (summary.to_do, summary.unreadable) == (1, 1)
    assert summary.figures()["unreadable"] == 1


def test_what_the_last_scan_left_out_is_among_the_figures(morning: Review) -> None:
    assert summarise(morning).left_out == {}
    scan = morning.photos.begin_scan()
    morning.photos.end_scan(scan, {"PSD": 2, "hidden": 1})
    morning.photos.end_scan(scan)  # of a walk that does not know
    figures = summarise(morning).figures()
    assert (figures["left out: PSD"], figures["left out: hidden"]) == (2, 1)
    morning.photos.end_scan(scan, {})
    assert summarise(morning).left_out == {}
