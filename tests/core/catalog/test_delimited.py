import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.delimited import find_dialect, open_delimited
from core.errors import CatalogError
from core.spreadsheets import CsvFor, writing_csv

TEXT = "path,tag\na.jpg,Größe\nb.jpg,Hüte\n"
ROWS = [["path", "tag"], ["a.jpg", "Größe"], ["b.jpg", "Hüte"]]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", "|").encode(),
        TEXT.replace(",", "^").encode(),
        TEXT.rstrip("\n").encode(),
        b'"path","tag"\n"a.jpg","Gr\xc3\xb6\xc3\x9fe"\n"b.jpg",H\xc3\xbcte\n',
        TEXT.replace(",", ', "').replace("\n", '"\n').encode(),
    ],
)
def test_the_same_table_in_every_dress(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    assert list(open_delimited(path).records()) == ROWS


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_spreadsheets_own_line_names_the_delimiter(tmp_path: Path, first: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"{first}\na;b,c,d\n1;2,3,4\n")
    assert list(open_delimited(path).records()) == [[], ["a", "b,c,d"], ["1", "2,3,4"]]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ('"Price, net (EUR), from 10";path;tag\n1,5;a.jpg;x\n1,5;b.jpg;y\n', ";"),
        ("price;weight;path\n1,5;2,5;a\n1,5;2,5;b\n", ";"),
        ("id,type,name\n1,Bags,Puma, black\n2,Hats,Cap\n3,Hats,Hat\n", ","),
        ("id\timages\n1\ta.jpg,b.jpg\n2\tc.jpg,d.jpg\n", "\t"),
        ("path\na.jpg\n", ","),
    ],
)
def test_the_delimiter_is_what_rows_agree_on(text: str, sign: str) -> None:
    assert find_dialect(text.splitlines(keepends=True)).delimiter == sign


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_any_bytes_give_records_or_a_clear_word(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    try:
        table = open_delimited(path)
        records = list(table.records())
        raw = list(table.raw_records())
    except CatalogError as error:
        assert "t.csv" in str(error)
        return
    assert len(raw) == len(records)


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\ufeff", exclude_categories=["Cs"]),
    max_size=10,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_raw_records_are_the_file(
    tmp_path: Path, rows: list[tuple[str, str, str]], encoding: str, end: str
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows([("path", "tag", "note"), *rows])
    path = tmp_path / "t.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    table = open_delimited(path)
    raws = "".join(raw for raw, _ in table.raw_records())
    assert raws.replace("\ufeff", "") == text.getvalue()


def test_backslashes_before_a_closing_quote_spoil_no_other_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b'"","\\\\","\\"\r\n"","","\n"\r\n')
    wanted = [["", "\\\\", "\\"], ["", "", "\n"]]
    assert list(open_delimited(path).records()) == wanted


def test_torn_quotes_that_spoil_rows_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b'a,b,c\n""x,1,",\n"\n,"\n')
    table = open_delimited(path)
    with pytest.raises(CatalogError, match="has torn quotes that spoil its rows"):
        list(table.records())
    with pytest.raises(CatalogError, match="has torn quotes that spoil its rows"):
        list(table.raw_records())


@pytest.mark.parametrize("for_whom", CsvFor)
def test_every_form_that_we_write_is_read_again(for_whom: CsvFor, tmp_path: Path) -> None:
    with writing_csv(tmp_path / "t.csv", for_whom) as table:
        for row in (["path", "tag", "share"], ["a, b.jpg", "Größe; groß", 0.5], ["c.jpg", "", 1.0]):
            table.row(row)
    point = "," if for_whom is CsvFor.EXCEL_SEMICOLON else "."
    assert list(open_delimited(tmp_path / "t.csv").records()) == [
        ["path", "tag", "share"],
        ["a, b.jpg", "Größe; groß", f"0{point}500000"],
        ["c.jpg", "", f"1{point}000000"],
    ]
