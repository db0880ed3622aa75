"""The cover and the index say what is behind them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.entities import Outcome
from core.report.content import DecisionNote, PhotoReport
from core.report.pdf import document
from core.report.template import NetworkPages, Paper, Template
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
    waiting = DecisionNote("to do", "", "", None, "Shoes", False)
    unknown = DecisionNote("to do", "", "", None, "Umbrellas")
    notes = (agreeing, waiting, unknown, unknown)
    reports = [make_report(f"{n}.jpg", decision=note) for n, note in enumerate(notes)]
    document.write_report(reports, tmp_path / "four.pdf")
    front = text_of(tmp_path / "four.pdf")[0]
    assert "to do 3 75.0 %" in front and "accepted 1 25.0 %" in front
    assert "agree 1 50.0 % differ 1 50.0 % means no class 2 –" in front


def test_the_cover_says_who_decided_and_where_the_photos_lie(
    make_report: MakeReport, tmp_path: Path
) -> None:
    notes = [DecisionNote("accepted", "Handbags", name, MADE) for name in ("Ana", "Béla")]
    reports = [make_report(f"{n}.jpg", decision=note) for n, note in enumerate(notes)]
    document.write_report(reports, tmp_path / "two.pdf")
    front = text_of(tmp_path / "two.pdf")[0]
    assert "Decided by Ana; Béla" in front
    assert "Photos from" in front and reports[0].photo.path.parent.name in front


def test_the_front_speaks_of_products_where_there_are_some(
    make_report: MakeReport, make_product: MakeReport, tmp_path: Path
) -> None:
    first = make_product(4, odd={3: "Watches"})
    document.write_report([first, make_product(1, "SKU-2", "")], tmp_path / "two.pdf")
    front, *others = text_of(tmp_path / "two.pdf")
    assert "2products 5photos 2● sure" in front
    assert "Contradictions 1 of these photos looks like another class than the product" in front
    assert "Several photos of one product" in front and "Product Tag How sure" in front
    assert "SKU-1 · A bag 4 photos Handbags" in front and "SKU-2 1 photo Handbags" in front
    assert "88.0 % ● sure 2" in front and len(others) == 2
    mixed = [first, make_report("alone.jpg"), Outcome(Path("broken.jpg"), error="not an image")]
    document.write_report(mixed, tmp_path / "mixed.pdf")
    front, *others = text_of(tmp_path / "mixed.pdf")
    assert "1product 2single photos 6photos in all" in front
    assert "Product or photo Tag" in front and "alone.jpg Handbags" in front
    assert "broken.jpg not an image" in front


def test_tags_are_counted_where_the_index_has_pages_of_its_own(
    make_product: MakeReport, make_report: MakeReport, tmp_path: Path
) -> None:
    many = [make_product(1, "SKU-1", "")] * 40
    document.write_report(many, tmp_path / "many.pdf")
    front, index, *_ = text_of(tmp_path / "many.pdf")
    assert "Tag Products Sure" in front and "How sure" not in front
    assert "Product Tag How sure Page" in index
    document.write_report([*many, make_report("alone.jpg")], tmp_path / "mixed.pdf")
    assert "Tag In all Sure" in text_of(tmp_path / "mixed.pdf")[0]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("many", [3, 13, 26])
def test_the_index_on_the_summary_names_the_right_pages(
    make_report: MakeReport, tmp_path: Path, many: int, paper: Paper
) -> None:
    failed = [Outcome(Path(f"f{n}.jpg"), error="not an image") for n in range(many % 4)]
    reports = [make_report(f"no{n}.jpg") for n in range(many)]
    form = Template(paper=paper, network=NetworkPages.NEVER)
    document.write_report([*reports, *failed], tmp_path / "r.pdf", template=form)
    pages = text_of(tmp_path / "r.pdf")
    for photo in range(many):
        (number,) = (n for n, t in enumerate(pages, 1) if f"no{photo}.jpg Original" in t)
        assert any(f"no{photo}.jpg Handbags 71.3 % ◐ not sure {number}" in t for t in pages)


def test_without_products_nothing_is_said_of_them(make_report: MakeReport, tmp_path: Path) -> None:
    document.write_report([make_report("a.jpg"), make_report("b.jpg")], tmp_path / "two.pdf")
    said = " ".join(text_of(tmp_path / "two.pdf"))
    assert "2photos" in said and "Photo Tag How sure" in said
    assert "Several photos" not in said and "Contradictions" not in said
