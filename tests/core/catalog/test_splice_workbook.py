import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.edits import Edits
from core.catalog.reading import inspect
from core.catalog.splice_workbook import column_letters, column_number, write_workbook
from core.entities import Progress
from core.errors import CatalogError
from tests.core.catalog import shop
from tests.core.catalog.way_back import book, write

SHEET = "xl/worksheets/sheet1.xml"


def test_workbooks_keep_formats_formulas_and_sheets(tmp_path: Path) -> None:
    path, out = tmp_path / "b.xlsx", tmp_path / "out.xlsx"
    book(path)
    write(path, {"10": "Dresses & <more>", "300": "Shirts"}, out)
    before, after = openpyxl.load_workbook(path), openpyxl.load_workbook(out)
    assert after["Products"]["B4"].value == "Dresses & <more>"
    assert after["Products"]["B4"].font.bold
    assert after["Products"]["B6"].value == "Shirts"
    after["Products"]["B4"].value = "Tshirts"
    after["Products"]["B6"].value = None
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                twin = after[sheet.title][cell.coordinate]
                assert (twin.value, twin.number_format) == (cell.value, cell.number_format)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_columns_have_letters() -> None:
    assert [column_letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(st.integers(0, 16_383))
def test_a_columns_letters_lead_back_to_it(column: int) -> None:
    assert column_number(column_letters(column)) == column


def rewritten(path: Path, pattern: bytes, by: bytes) -> bytes:
    """Change the first sheet's XML and give it."""
    with zipfile.ZipFile(path) as archive:
        parts = [(part, archive.read(part)) for part in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts:
            changed = re.sub(pattern, by, data) if part.filename == SHEET else data
            archive.writestr(part, changed)
    return sheet_of(path)


def sheet_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(SHEET)


def cells_of(path: Path, row: int) -> list[object]:
    sheet = openpyxl.load_workbook(path)["Products"]
    return [cell.value for cell in sheet[row]]


def test_all_in_front_of_and_behind_the_cell_stays_byte_for_byte(tmp_path: Path) -> None:
    path, out = tmp_path / "b.xlsx", tmp_path / "out.xlsx"
    book(path)
    write(path, {"20": "Dresses"}, out)
    before, after = sheet_of(path), sheet_of(out)
    start, end = before.index(b'<c r="B5"'), before.index(b'<c r="C5"')
    assert after.startswith(before[:start]) and after.endswith(before[end:])
    middle = after[start : len(after) - len(before[end:])]
    assert middle.startswith(b'<c r="B5" s="') and middle.count(b"<c ") == 1


def test_a_cell_that_its_row_leaves_out_is_added_in_its_place(tmp_path: Path) -> None:
    path, out = tmp_path / "b.xlsx", tmp_path / "out.xlsx"
    book(path)
    rewritten(path, rb'<c r="B6"[^>]*/>', b"")
    write(path, {"300": "Shirts"}, out)
    assert cells_of(out, 6)[:3] == [300, "Shirts", "300_1.jpg"]
    assert re.findall(rb'r="([A-E]6)"', sheet_of(out)) == [b"A6", b"B6", b"C6", b"D6", b"E6"]


def test_cells_that_do_not_say_where_they_stand_are_counted(tmp_path: Path) -> None:
    path, out = tmp_path / "b.xlsx", tmp_path / "out.xlsx"
    book(path)
    before = rewritten(path, rb'<c r="[A-Z]+\d+"', b"<c")
    write(path, {"10": "Shirts"}, out)
    assert cells_of(out, 4)[:3] == [10, "Shirts", "10_1.jpg, 10_2.jpg, 10_3.jpg"]
    assert sheet_of(out).count(b"<c ") == before.count(b"<c ")


def test_a_category_that_is_a_formulas_result_is_refused(tmp_path: Path) -> None:
    path, out = tmp_path / "b.xlsx", tmp_path / "out.xlsx"
    book(path)
    formula = rb'<c r="B4" t="str"><f>A1</f><v>Tshirts</v></c>'
    rewritten(path, rb'<c r="B4".*?</c>', formula)
    with pytest.raises(CatalogError, match="category in row 4 is the result of a formula"):
        write(path, {"10": "Dresses"}, out)
    assert not out.exists()


def test_a_row_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    book(path)
    found = inspect(path, shop.index(), shop.classes())
    with pytest.raises(CatalogError, match="row 9 is not in the sheet any more"):
        write_workbook(found, Edits({9: "Dresses"}, {9}), tmp_path / "out.xlsx")


def test_it_is_told_how_much_is_copied(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    book(path)
    found = inspect(path, shop.index(), shop.classes())
    steps: list[Progress] = []
    write_workbook(found, Edits({4: "Dresses"}), tmp_path / "out.xlsx", steps.append)
    with zipfile.ZipFile(path) as source:
        whole = sum(part.file_size for part in source.infolist())
    done = [step.done for step in steps]
    assert {step.total for step in steps} == {whole}
    assert done == sorted(done) and 0 == done[0] < done[-1] < whole
