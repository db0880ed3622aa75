"""The cover and the index say what is behind them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from core.report.content import DecisionNote, PhotoReport
from core.report.pdf import document
from tests.core.report.pdf.conftest import text_of

MakeReport = Callable[..., PhotoReport]
MADE = datetime(2026, 5, 3, 10, 0, 0, tzinfo=UTC)


def test_the_index_names_the_page_of_each_photo(make_report: MakeReport, tmp_path: Path) -> None:
    report = make_report("same.jpg")
    photos = [replace(report.photo, path=Path(f"no{n}.jpg")) for n in range(50)]
    named = [replace(report, photo=photo) for photo in photos]
    document.write_report(named, tmp_path / "many.pdf")
    pages = text_of(tmp_path / "many.pdf")
    for photo in (0, 25, 49):
        (number,) = (n for n, t in enumerate(pages, 1) if f"no{photo}.jpg Original" in t)
        assert any(f"no{photo}.jpg Handbags 71.3 % ◐ not sure {number}" in t for t in pages)


def test_the_summary_counts_decisions_and_agreement(
    make_report: MakeReport, tmp_path: Path
) -> None:
    agreeing = DecisionNote("accepted", "Handbags", "Ana", MADE, "Bags", True)
    waiting = DecisionNote("to do", "", "", None, "Shoes")
    reports = [make_report("a.jpg", decision=agreeing), make_report("b.jpg", decision=waiting)]
    document.write_report(reports, tmp_path / "two.pdf")
    front = text_of(tmp_path / "two.pdf")[0]
    assert "accepted 1 50.0 %" in front and "to do 1 50.0 %" in front
    assert "agree 1 50.0 %" in front and "differ 1 50.0 %" in front


def test_the_cover_says_who_decided_and_where_the_photos_lie(
    make_report: MakeReport, tmp_path: Path
) -> None:
    notes = [DecisionNote("accepted", "Handbags", name, MADE) for name in ("Ana", "Béla")]
    reports = [make_report(f"{n}.jpg", decision=note) for n, note in enumerate(notes)]
    document.write_report(reports, tmp_path / "two.pdf")
    front = text_of(tmp_path / "two.pdf")[0]
    assert "Decided by Ana; Béla" in front
    assert "Photos from" in front and reports[0].photo.path.parent.name in front
