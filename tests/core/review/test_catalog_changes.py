import csv
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.catalog.edits import Change, Edits
from core.errors import ExportFailed
from core.review.catalog_changes import CHANGE_LISTS, Export, LeftOut, Omission, write_changes
from core.spreadsheets import CsvFor
from tests.core.catalog import shop

CHANGES = [
    Change("10", "Tops, New", "Shirts, New", "ana", "a/10_1.jpg", "has a collar", "Linen"),
    Change("=20", "", "Größe", "", "20.jpg", "-"),
]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    found = shop.inspected(tmp_path / "shop.csv", shop.by_key())
    left_out = [
        LeftOut("300", "300_1.jpg", Omission.DISPUTED),
        LeftOut("20", "20_1.jpg", Omission.UNDECIDED),
    ]
    return Export(found, Edits(), CHANGES, left_out, 3, tmp_path)


def test_the_list_holds_what_was_and_will_be(export: Export, tmp_path: Path) -> None:
    write_changes(export, tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(newline="", encoding="utf-8") as stream:
        assert list(csv.reader(stream)) == [
            ["product", "before", "after", "by", "photo", "why"],
            ["10", "Tops, New", "Shirts, New", "ana", "a/10_1.jpg", "has a collar"],
            ["'=20", "", "Größe", "", "20.jpg", "'-"],  # no spreadsheet runs it
        ]


def test_a_list_has_the_columns_and_the_form_asked_for(export: Export, tmp_path: Path) -> None:
    write_changes(
        export, tmp_path / "c.csv", columns=("after", "photo"), csv_for=CsvFor.EXCEL_SEMICOLON
    )
    written = (tmp_path / "c.csv").read_bytes().decode("utf-8-sig")
    assert written == "after;photo\r\nShirts, New;a/10_1.jpg\r\nGröße;20.jpg\r\n"


def test_pages_name_what_stays_for_want_of_agreement(export: Export, tmp_path: Path) -> None:
    assert export.disputed == ["300"]
    write_changes(export, tmp_path / "c.pdf")
    said = " ".join(page.extract_text() for page in PdfReader(tmp_path / "c.pdf").pages)
    assert "Changes to shop.csv" in said and "Left as they are (1)" in said and "300" in said


def test_lists_are_written_as_their_names_end(export: Export, tmp_path: Path) -> None:
    for ending in CHANGE_LISTS:
        write_changes(export, tmp_path / f"changes{ending.upper()}")
    assert (tmp_path / "changes.CSV").read_text("utf-8").startswith("product,before,after")
    assert PdfReader(tmp_path / "changes.PDF").pages
    with pytest.raises(ExportFailed, match=r"changes\.xlsx: .* ends in \.csv or \.pdf"):
        write_changes(export, tmp_path / "changes.xlsx")
    assert not (tmp_path / "changes.xlsx").exists()


def test_a_place_that_is_a_folder_is_told_with_its_name(export: Export, tmp_path: Path) -> None:
    (tmp_path / "c.csv").mkdir()
    with pytest.raises(ExportFailed, match=r"c\.csv: is a folder"):
        write_changes(export, tmp_path / "c.csv")
