"""Pages for the window are drawn by the code that draws the PDF."""

from collections.abc import Callable

import pytest

from core.report.content import PhotoReport
from core.report.drawing.page import POINTS
from core.report.pdf.front_pages import FrontMatter, IndexEntry
from core.report.pdf.preview import preview
from core.report.template import Paper, Template
from core.vocabulary import Status

MakeReport = Callable[..., PhotoReport]


@pytest.mark.parametrize("paper", list(Paper))
def test_a_page_has_the_papers_shape(make_report: MakeReport, paper: Paper) -> None:
    (page,) = preview(make_report(), Template(paper=paper), scale=1.0)
    width, height = POINTS[paper]
    assert page.shape == (round(height), round(width), 3)


def test_a_cover_comes_first(make_report: MakeReport) -> None:
    entries = [IndexEntry(f"{n}.jpg", Status.KNOWN, "photo", label="Bags") for n in range(200)]
    matter = FrontMatter("Autumn", [("Made", "today")], entries)
    pages = preview(make_report(), Template(), matter, scale=1.0)
    (alone,) = preview(make_report(), Template(), scale=1.0)
    assert len(pages) == 2
    assert (pages[0] != alone).any()
