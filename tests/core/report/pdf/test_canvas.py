"""Fonts, letters, pictures and papers of a PDF."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pypdf import PdfReader

from core.report.content import PhotoReport
from core.report.drawing import fonts
from core.report.drawing.page import POINTS
from core.report.pdf import canvas, document
from core.report.template import Paper, Template
from tests.core.report.pdf.conftest import text_of

MakeReport = Callable[..., PhotoReport]


def test_fonts_are_embedded_and_letters_can_be_copied(
    make_report: MakeReport, tmp_path: Path
) -> None:
    document.write_report([make_report("手袋 가방.jpg")], tmp_path / "one.pdf")
    reader = PdfReader(tmp_path / "one.pdf")
    fonts = [o for o in objects(reader) if o.get("/Type") == "/Font"]
    used = [f for f in fonts if f["/BaseFont"] != "/Helvetica"]
    assert any("DroidSansFallback" in f["/BaseFont"] for f in used)
    for font in used:
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font
    assert "手袋 가방.jpg" in text_of(tmp_path / "one.pdf")[0]


def objects(reader: PdfReader) -> list[Any]:
    found = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    return [o for o in found if hasattr(o, "get")]


def test_a_name_painted_in_another_order_can_be_copied_as_it_is_spelt(
    make_report: MakeReport, tmp_path: Path
) -> None:
    document.write_report([make_report("हिन्दी.jpg")], tmp_path / "one.pdf")
    drawn = PdfReader(tmp_path / "one.pdf").pages[0].get_contents().get_data()
    letters = fonts.display("हिन्दी.jpg").encode("utf-16-be").hex()
    assert f"/ActualText <feff{letters}>".encode() in drawn


@pytest.mark.parametrize("name", ["שלום", "سلام", "حقيبة", "\N{GRINNING FACE}"])
def test_glyphs_stand_for_the_letters_of_the_name(
    make_report: MakeReport, tmp_path: Path, name: str
) -> None:
    document.write_report([make_report(f"{name}.jpg")], tmp_path / "one.pdf")
    maps = b"".join(o["/ToUnicode"].get_data() for o in objects(PdfReader(tmp_path / "one.pdf"))
                    if "/ToUnicode" in o)  # fmt: skip
    told = {bytes.fromhex(m.decode()).decode("utf-16-be")
            for m in re.findall(rb"^<..> <([0-9A-F]{4,})>$", maps, re.MULTILINE)}  # fmt: skip
    assert set(name) <= set("".join(told))
    assert not any("\ufb50" <= letter <= "\ufefc" for letter in "".join(told))


@pytest.mark.parametrize(("paper", "size"), list(POINTS.items()))
def test_paper(make_report: MakeReport, tmp_path: Path, paper: Paper, size: Any) -> None:
    document.write_report([make_report()], tmp_path / "one.pdf", template=Template(paper=paper))
    box = PdfReader(tmp_path / "one.pdf").pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.1)


def test_noise_is_made_lighter_until_it_fits() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (1300, 1000, 3), dtype=np.uint8)
    data, size = canvas.jpeg(noise)
    assert len(data) <= canvas.HEAVIEST
    assert size[0] / size[1] == pytest.approx(1000 / 1300, abs=0.01)
