"""What the writer of workbooks writes, read back by openpyxl and by hand."""

import io
import re
import tempfile
import time
import tracemalloc
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from PIL import Image

from core.report.tables.xlsx import SheetWriter, letters

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def jpeg(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, "JPEG")
    return buffer.getvalue()


def test_values_keep_their_kind_and_the_sheet_its_form(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    with SheetWriter(file, "Review", [14, 40]) as sheet:
        sheet.row(["photo", "path"], bold=True)
        sheet.row([1, 0.1], points=50)
        sheet.row([None, True])
        sheet.row([" <&> ", "dress_1600_x1600_front.jpg"])
        sheet.row([float("nan"), ""])
    read = load_workbook(file)["Review"]
    assert [[cell.value for cell in row] for row in read] == [
        ["photo", "path"], [1, 0.1], [None, True], [" <&> ", "dress_1600_x1600_front.jpg"],
        ["nan", None],
    ]  # fmt: skip
    assert read["A1"].font.bold and not read["A2"].font.bold
    assert (read.freeze_panes, read.auto_filter.ref) == ("B2", "A1:B5")
    assert (read.column_dimensions["B"].width, read.row_dimensions[2].height) == (40, 50)


def test_only_what_has_an_escape_is_a_shared_text(tmp_path: Path) -> None:
    """Readers take escapes for letters in rows, and shared texts would all be held in memory."""
    file = tmp_path / "t.xlsx"
    with SheetWriter(file, "Review", [14, 14]) as sheet:
        sheet.row(["plain", "a\rb"])
        sheet.row(["_x0041_", "a\rb"])
    with zipfile.ZipFile(file) as archive:
        shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        rows = archive.read("xl/worksheets/sheet1.xml").decode()
    assert list(shared.itertext()) == ["a_x000D_b", "_x005F_x0041_"]
    assert "plain" in rows and "_x" not in rows


def test_pictures_stand_in_their_rows_under_the_prefix_that_exceljs_reads(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    with SheetWriter(file, "Review", [14]) as sheet:
        for number in range(3):
            sheet.row([number])
            if number:
                sheet.picture(jpeg(64, 48), 64, 48, f'"{number}"\r.jpg')
    images = load_workbook(file)["Review"]._images
    assert [image.anchor._from.row for image in images] == [1, 2]
    assert [(image.width, image.height) for image in images] == [(64, 48)] * 2
    with zipfile.ZipFile(file) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert "<xdr:wsDr " in drawing and drawing.count("<xdr:oneCellAnchor>") == 2
    named = [one.get("descr") for one in ElementTree.fromstring(drawing).iter(f"{DRAWN}cNvPr")]
    assert named == ['"1"_x000D_.jpg', '"2"_x000D_.jpg']


def test_a_sheet_without_pictures_speaks_of_no_drawing(tmp_path: Path) -> None:
    with SheetWriter(tmp_path / "t.xlsx", "Review", [14]) as sheet:
        sheet.row(["photo"])
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        assert not [name for name in archive.namelist() if "drawing" in name]
        assert b"drawing" not in archive.read("[Content_Types].xml")


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        with SheetWriter(tmp_path / "t.xlsx", "Review", [14] * 5) as sheet:
            for number in range(rows):
                sheet.row([f"photo-{number}-{place}.jpg" for place in range(5)])
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(1_500) < peak(500) + 50_000


def test_no_part_is_written_as_zip64(tmp_path: Path) -> None:
    """SheetJS refuses what has its sizes there alone."""
    with SheetWriter(tmp_path / "t.xlsx", "Review", [14]) as sheet:
        sheet.row(["photo"])
        sheet.picture(jpeg(4, 4), 4, 4, "a.jpg")
    content = (tmp_path / "t.xlsx").read_bytes()
    parts = [content[at + 18 : at + 26] for at in _all(content, b"PK\x03\x04")]
    assert len(parts) > 8 and b"\xff" * 4 not in b"".join(parts)


def _all(content: bytes, sign: bytes) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(sign), content)]


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_are_named(number: int, name: str) -> None:
    assert letters(number) == name


def test_a_full_or_missing_temporary_folder_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scratch files lie where the workbook does: room is needed on one disk alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))
    file = tmp_path / "t.xlsx"
    with SheetWriter(file, "T", [10]) as sheet:
        sheet.row(["a"])
    assert load_workbook(file).active["A1"].value == "a"
    assert list(tmp_path.iterdir()) == [file]


def test_a_clock_that_lost_its_battery_does_not_matter_and_bytes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A board without a battery starts in 1970, of which ZIP knows nothing."""
    written = []
    for now in (0.0, 1.8e9):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        file = tmp_path / "t.xlsx"
        with SheetWriter(file, "T", [10]) as sheet:
            sheet.row(["a"])
            sheet.picture(b"jpeg", 4, 3, "a.jpg")
        written.append(file.read_bytes())
    assert written[0] == written[1]
