"""What a cell may hold, so that no spreadsheet runs it; and CSV as each reader wants it."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ExportFailed
from core.spreadsheets import CsvFor, cell, neutral, unneutral, writing_csv

ROOT = Path(__file__).resolve().parents[2]
LETTERS = st.characters(codec="utf-8") | st.sampled_from("='+-@ \t\r\n＝\x00")
TEXTS = st.text(LETTERS)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "-0.5", "'=1"]
)
def test_formulas_are_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "/photos/-1.jpg", "0.5", "C:\\-x", "'quoted"])
def test_harmless_cells_stay(text: str) -> None:
    assert neutral(text) == text


@given(TEXTS)
def test_what_was_neutralised_is_known_again(text: str) -> None:
    assert unneutral(neutral(text)) == text
    assert not neutral(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "yes"), (3, "3"), (-0.5, "-0.500000"),
        (["=a", None, 0.5], "'=a |  | 0.500000"),
    ],
)  # fmt: skip
def test_values_are_written_for_people(value: object, text: str) -> None:
    assert cell(value) == text


@given(rows=st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=4))
@pytest.mark.parametrize("for_whom", CsvFor)
def test_any_text_survives_every_form(
    for_whom: CsvFor, rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("csv") / "t.csv"
    with writing_csv(file, for_whom) as table:
        for row in rows:
            table.row(row)
    sign = ";" if for_whom is CsvFor.EXCEL_SEMICOLON else ","
    with file.open(encoding="utf-8-sig", newline="") as lines:
        read = list(csv.reader(lines, delimiter=sign))
    assert [[unneutral(text) for text in row] for row in read] == rows


@pytest.mark.parametrize(
    ("for_whom", "content"),
    [
        (CsvFor.PROGRAMS, "ü,0.5,3\r\n".encode()),
        (CsvFor.EXCEL, "ü,0.5,3\r\n".encode("utf-8-sig")),
        (CsvFor.EXCEL_SEMICOLON, "ü;0,5;3\r\n".encode("utf-8-sig")),
    ],
)
def test_each_reader_has_its_form(for_whom: CsvFor, content: bytes, tmp_path: Path) -> None:
    with writing_csv(tmp_path / "t.csv", for_whom, decimals=None) as table:
        table.row(("ü", 0.5, 3))
    assert (tmp_path / "t.csv").read_bytes() == content


def test_what_no_encoding_holds_becomes_an_escape(tmp_path: Path) -> None:
    with writing_csv(tmp_path / "t.csv") as table:
        table.row(["a\udcff"])
    assert (tmp_path / "t.csv").read_text() == "a\\udcff\n"


def test_a_table_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed), writing_csv(tmp_path / "t.csv") as table:
        table.row(["a"])
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("package", ["core", "desktop", "model"])
def test_no_module_writes_a_table_by_other_means(package: str) -> None:
    """A name that begins a formula is made harmless in one place, so in every table alike."""
    writers = re.compile(r"\bcsv\.(writer|DictWriter)\b|\.to_csv\(|np\.savetxt\(")
    files = (ROOT / package).rglob("*.py")
    using = (file for file in files if writers.search(file.read_text("utf-8")))
    found = {file.relative_to(ROOT).as_posix() for file in using}
    assert found == ({"core/spreadsheets.py"} if package == "core" else set())
