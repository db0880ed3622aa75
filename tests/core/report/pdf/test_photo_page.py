"""A photo's page says everything, on any paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader

from core.explain.faithfulness import Curves, Faithfulness
from core.report import content
from core.report.content import DecisionNote, PhotoReport
from core.report.pdf import document
from core.report.template import Paper, Template
from tests.core.report.pdf.conftest import text_of

MakeReport = Callable[..., PhotoReport]
MADE = datetime(2026, 5, 3, 10, 0, 0, tzinfo=UTC)


def test_one_photo_says_everything_in_real_text(make_report: MakeReport, tmp_path: Path) -> None:
    report = make_report()
    document.write_report([report], tmp_path / "one.pdf")
    text = " ".join(text_of(tmp_path / "one.pdf"))
    for said in ("Handbags", "71.3 %", "not sure", "bag.jpg", "Casual Shoes", "+1.200", "Seed 7",
                 "300 × 400 px", "2026-05-03 10:00:00 UTC", "NumPy 2.4.6", report.pack.sha256,
                 report.photo.sha256, "What this cannot show", "Page 1 of", "against"):  # fmt: skip
        assert said in text


def test_no_figure_of_quality_is_cut_on_the_narrowest_paper(
    make_report: MakeReport, tmp_path: Path
) -> None:
    report = make_report()
    document.write_report([report], tmp_path / "one.pdf")
    text = text_of(tmp_path / "one.pdf")[0]
    for name, value in content.quality(report):
        assert f"{name} {value}" in text


@pytest.mark.parametrize("paper", list(Paper))
def test_a_decided_photo_takes_one_page_of_a_long_report(
    make_report: MakeReport, tmp_path: Path, paper: Paper
) -> None:
    note = DecisionNote("accepted", "Handbags", "Ana", MADE, "Clutches", entry="ab" * 32)
    line = (1.0, 0.5, 0.0)
    areas = Faithfulness(0.1, 0.8, 0.3, 0.6, Curves((0.0, 0.5, 1.0), line, line, line, line))
    report = make_report(decision=note, faithfulness=areas)
    form = Template(paper=paper)
    document.write_report([report, report], tmp_path / "two.pdf", template=form)
    text = text_of(tmp_path / "two.pdf")
    assert [("How it was computed" in page) for page in text[-2:]] == [True, True]
    assert "Audit entry SHA-256" in text[-1]
    assert all("strongest first" in page and "random order" in page for page in text[-2:])


@pytest.mark.parametrize("size", [(2400, 120), (90, 1800), (4, 4)])
def test_any_shape_fits_one_page(
    make_report: MakeReport, tmp_path: Path, size: tuple[int, int]
) -> None:
    for paper in Paper:
        document.write_report(
            [make_report(size=size)], tmp_path / "one.pdf", template=Template(paper=paper)
        )
        assert len(PdfReader(tmp_path / "one.pdf").pages) == 1


def test_a_decision_is_on_the_page(make_report: MakeReport, tmp_path: Path) -> None:
    note = DecisionNote("corrected", "Clutches", "ana", MADE, existing="Wallets")
    document.write_report([make_report(decision=note)], tmp_path / "one.pdf")
    (text,) = text_of(tmp_path / "one.pdf")
    assert "corrected: Clutches" in text
    assert "Wallets" in text


def test_a_pack_without_a_pooling_head_has_no_map(make_report: MakeReport, tmp_path: Path) -> None:
    report = make_report()
    without = replace(report, prediction=replace(report.prediction, features=None))
    document.write_report([without], tmp_path / "one.pdf")
    assert "Activation map" not in text_of(tmp_path / "one.pdf")[0]


def test_a_page_tells_the_decision_the_runner_up_and_the_test_against_chance(
    make_report: MakeReport, tmp_path: Path
) -> None:
    note = DecisionNote("corrected", "Clutches", "Ana", MADE, "Bags", False, "ab" * 32)
    report = make_report(decision=note, faithfulness=Faithfulness(0.1, 0.8, 0.45, 0.5))
    explanation = report.explanation
    other = replace(explanation.surrogate, label="Clutches", weights=np.linspace(-1, 1, 16))
    both = {**explanation.surrogates, "Clutches": other}
    report = replace(report, explanation=replace(explanation, surrogates=both))
    document.write_report([report], tmp_path / "one.pdf")
    text = " ".join(text_of(tmp_path / "one.pdf"))
    for said in ("Catalog said", "Bags", "Model says", "corrected: Clutches", "Ana", "ab" * 32,
                 "Handbags over Clutches", "+2.200", "0.100, random 0.450"):  # fmt: skip
        assert said in text, said


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("count", [2, 4, 8])
def test_a_product_of_a_few_photos_takes_one_page_of_a_long_report(
    make_product: MakeReport, tmp_path: Path, paper: Paper, count: int
) -> None:
    report = make_product(count, odd={2: "Watches"})
    form = Template(paper=paper)
    document.write_report([report, report], tmp_path / "two.pdf", template=form)
    text = text_of(tmp_path / "two.pdf")
    for page in text[-2:]:
        assert page.startswith("88.0 %Handbags ● sure SKU-1 · A bag")
        assert "How it was computed" in page and "photo 2 looks like Watches" in page
        assert f"Photo 1 of {count}: Handbags, 71.3 %" in page


def test_the_head_and_the_bars_are_those_of_all_photos_the_reasons_of_one(
    make_product: MakeReport, tmp_path: Path
) -> None:
    report = make_product(2, label="Clutches", confidence=0.64)
    document.write_report([report], tmp_path / "one.pdf")
    text = text_of(tmp_path / "one.pdf")[0]
    assert text.startswith("64.0 %Clutches")
    assert "Most probable, all photos Clutches 64.0 %" in text
    assert "Photo 1 of 2: Handbags, 71.3 %" in text and "Why Handbags" in text


def test_many_photos_go_on_over_pages_and_none_is_lost(
    make_product: MakeReport, tmp_path: Path
) -> None:
    report = make_product(120, odd={90: "Watches"})
    document.write_report([report, make_product(2, "SKU-2")], tmp_path / "two.pdf")
    pages = text_of(tmp_path / "two.pdf")
    said = " ".join(pages)
    assert all(f" {number} Handbags" in said for number in range(2, 121) if number != 90)
    assert "90 Watches ● 90.0 % contradicts" in said
    assert "The other 119 photos photo 90 looks like Watches" in said
    more = [number for number, page in enumerate(pages) if "SKU-1 · A bag: more photos" in page]
    assert len(more) > 1 and more == list(range(more[0], more[0] + len(more)))
    numbered = enumerate(pages, start=1)
    (second,) = (n for n, page in numbered if page.startswith("88.0 %Handbags ● sure SKU-2"))
    assert any(f"SKU-2 · A bag 2 photos Handbags 88.0 % ● sure {second}" in page for page in pages)


def test_long_reasons_leave_room_for_pictures_and_send_the_strip_to_the_next_page(
    make_product: MakeReport, tmp_path: Path
) -> None:
    report = make_product(16, label="Handbags", odd={2: "Watches"}, against="Wallets " * 30)
    form = Template(paper=Paper.LETTER)
    document.write_report([report, report], tmp_path / "two.pdf", template=form)
    first, second = text_of(tmp_path / "two.pdf")[1:3]
    assert "The other 15 photos photo 2 looks like Watches" in first
    assert "2 Watches ● 90.0 %" not in first and "2 Watches ● 90.0 %" in second
    pictures = PdfReader(tmp_path / "two.pdf").pages[1].images
    assert len(pictures) >= 3
