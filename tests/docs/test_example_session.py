"""The example in docs runs as it stands."""

import runpy
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.packs import LABELS, PACKS, draw_product

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "example_session.py"


def test_the_example_tags_explains_and_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    for label in LABELS:
        Image.fromarray(draw_product(label, (48, 40))).save(photos / f"{label}.png")
    runpy.run_path(str(EXAMPLE))["main"](photos, tmp_path / "out", PACKS / "tiny")
    told = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in told] == [f"{label}.png" for label in LABELS]
    assert Image.open(tmp_path / "out" / "card.png").width > 1000
    page, *_ = PdfReader(tmp_path / "out" / "report.pdf").pages
    assert "Against random order" in page.extract_text()
    assert "The doubtful one" in page.extract_text()
