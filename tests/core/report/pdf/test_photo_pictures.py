"""Pictures of any shape stand beside each other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.report.content import PhotoReport
from core.report.pdf import document
from core.report.template import Paper, Template
from tests.core.report.pdf.conftest import text_of

MakeReport = Callable[..., PhotoReport]


def test_pictures_are_fine_enough_for_print_and_light(
    make_report: MakeReport, tmp_path: Path
) -> None:
    document.write_report([make_report(size=(1800, 2400))], tmp_path / "one.pdf")
    images = PdfReader(tmp_path / "one.pdf").pages[0].images
    tall = [image.image.size for image in images if image.image.height > 700]
    assert len(tall) == 2
    assert all(height <= 310 / 72 * 300 + 1 for _, height in tall)
    assert (tmp_path / "one.pdf").stat().st_size < 400_000


def test_small_photos_are_not_enlarged(make_report: MakeReport, tmp_path: Path) -> None:
    document.write_report([make_report(size=(60, 80))], tmp_path / "one.pdf")
    sizes = [image.image.size for image in PdfReader(tmp_path / "one.pdf").pages[0].images]
    assert sizes.count((60, 80)) >= 2


@pytest.mark.parametrize("size", [(2400, 120), (300, 400), (90, 1800), (4, 4)])
def test_a_contrast_stands_beside_the_overlay_on_any_shape(
    make_report: MakeReport, tmp_path: Path, size: tuple[int, int]
) -> None:
    for paper in Paper:
        report, form = make_report(size=size, against="Clutches"), Template(paper=paper)
        document.write_report([report, report], tmp_path / "two.pdf", template=form)
        page = text_of(tmp_path / "two.pdf")[-2]
        assert "Why Handbags and not Clutches" in page
        assert "Handbags over Clutches: mainly because of" in page
        assert "+2.100" in page  # the strongest weight, twice as far from zero as either


def test_a_changed_photo_is_not_shown_as_the_explained_one(
    make_report: MakeReport, tmp_path: Path
) -> None:
    report = make_report(size=(1800, 2400))
    report.photo.path.write_bytes(report.photo.path.read_bytes() + b"\0")
    document.write_report([report], tmp_path / "one.pdf")
    (text,) = text_of(tmp_path / "one.pdf")
    assert "gone or changed" in text
