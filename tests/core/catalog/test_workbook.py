import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest

from core.catalog.workbook import open_workbook, shown
from core.errors import CatalogError


@pytest.mark.parametrize(
    ("value", "number_format", "wanted"),
    [
        (123, "00000", "00123"),
        (8901230000000.0, "General", "8901230000000"),
        (12.5, "0.00", "12.5"),
        (3.0, "0.00", "3.00"),
        (None, "", ""),
        (True, "", "TRUE"),
        (datetime.date(2026, 5, 1), "", "2026-05-01"),
        ("text", "", "text"),
    ],
)
def test_numbers_are_as_the_sheet_shows_them(
    value: object, number_format: str, wanted: str
) -> None:
    assert shown(value, number_format) == wanted


def test_all_sheets_are_read(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Info"
    book.active["A1"] = "Prices"
    sheet = book.create_sheet("Products")
    sheet["B3"] = "x"
    book.save(path)
    tables = open_workbook(path)
    assert [table.name for table in tables] == ["Info", "Products"]
    assert list(tables[0].records()) == [["Prices"]]
    assert list(tables[1].records()) == [[], [], ["", "x"]]


def test_bombs_and_other_archives_are_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (20 << 20))
    with pytest.raises(CatalogError, match="unpacks to far more"):
        open_workbook(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "text")
    with pytest.raises(CatalogError, match="no Excel workbook"):
        open_workbook(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04junk", b""])
def test_damaged_workbooks_are_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    with pytest.raises(CatalogError, match="damaged"):
        open_workbook(path)


def test_workbooks_with_broken_parts_are_told(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(CatalogError, match="damaged"):
        open_workbook(path)


def test_an_archive_of_a_later_version_is_told(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    openpyxl.Workbook().save(path)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 115  # the version that is needed to unpack it
    path.write_bytes(content)
    with pytest.raises(CatalogError, match="damaged"):
        open_workbook(path)


def test_a_part_that_does_not_unpack_is_told(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/workbook.xml")
    content = bytearray(path.read_bytes())
    start = part.header_offset + 30 + len(part.filename)
    content[start : start + part.compress_size] = b"\xff" * part.compress_size
    path.write_bytes(content)
    with pytest.raises(CatalogError, match="damaged"):
        open_workbook(path)
