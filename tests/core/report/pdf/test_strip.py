"""The strip shows every other photo with its number and own tag, and says which contradict."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.language.catalog import english
from core.report.content import PhotoReport
from core.report.pdf import document
from core.report.pdf.blocks import height_of
from core.report.pdf.preview import PicturePages
from core.report.pdf.strip import ACROSS, HEAD, ROW, strip_of
from core.report.template import Template
from tests.core.report.pdf.conftest import text_of

MakeReport = Callable[..., PhotoReport]


def said_of(report: PhotoReport, path: Path) -> str:
    """Give all that a report of this product alone says."""
    document.write_report([report], path / "one.pdf")
    return " ".join(text_of(path / "one.pdf"))


def test_photos_by_themselves_have_no_strip(
    make_report: MakeReport, make_product: MakeReport, tmp_path: Path
) -> None:
    page = PicturePages(Template(), "", 1.0)
    assert strip_of(page, make_report().product, english()) == []
    assert strip_of(page, make_product(1).product, english()) == []
    text = said_of(make_product(1), tmp_path)
    assert "SKU-1 · A bag" in text and "SKU-1_1.jpg, 300 × 400 px" in text
    assert "The other" not in text and "hoto 1 of 1" not in text


@pytest.mark.parametrize(("count", "rows"), [(2, 1), (8, 1), (9, 2), (12, 2), (40, 6)])
def test_the_strip_is_as_tall_as_its_rows(make_product: MakeReport, count: int, rows: int) -> None:
    parts = strip_of(PicturePages(Template(), "", 1.0), make_product(count).product, english())
    assert height_of(parts) == HEAD + rows * ROW
    assert len(parts) == 1 + -(-(count - 1) // ACROSS)


def test_each_photo_has_its_tag_and_contradictions_are_told(
    make_product: MakeReport, tmp_path: Path
) -> None:
    report = make_product(4, odd={3: "Watches"}, troubles={4: "not an image"})
    text = said_of(report, tmp_path)
    assert "The other 3 photos photo 3 looks like Watches" in text
    assert "2 Handbags ● 90.0 %" in text
    assert "3 Watches ● 90.0 % contradicts" in text
    assert "not an image" in text and "4 not tagged" in text
    assert "The other photo" in said_of(make_product(2), tmp_path)


def test_a_photo_that_changed_or_went_since_says_so(
    make_product: MakeReport, tmp_path: Path
) -> None:
    report = make_product(3)
    assert report.product is not None
    _, changed, gone = report.product.photos
    changed.path.write_bytes(report.photo.path.read_bytes())
    gone.path.unlink()
    text = said_of(report, tmp_path)
    assert "changed since it was tagged" in text and "no such file or directory" in text
    assert "2 Handbags" in text and "3 Handbags" in text


def test_another_photo_can_be_the_explained_one(make_product: MakeReport, tmp_path: Path) -> None:
    report = make_product(3)
    assert report.product is not None
    first, *others = report.product.photos
    turned = replace(report.product, photos=(others[0], first, others[1]), explained=2)
    text = said_of(replace(report, product=turned), tmp_path)
    assert "Photo 2 of 3: Handbags, 71.3 %" in text
    assert "1 Handbags ● 90.0 %" in text and "3 Handbags ● 90.0 %" in text
