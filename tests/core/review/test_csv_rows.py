import codecs
import csv
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import ReviewError
from core.review.csv_rows import open_table

TEXT = "path,tag\na.jpg,Größe\nb.jpg,Hüte\n"
ROWS = [["a.jpg", "Größe"], ["b.jpg", "Hüte"]]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\n\n,\n").encode(),
        TEXT.rstrip("\n").encode(),
        TEXT.replace("e\n", "e,,\n").encode(),
        b'"path","tag"\n"a.jpg","Gr\xc3\xb6\xc3\x9fe"\n"b.jpg",H\xc3\xbcte\n',
    ],
)
def test_the_same_table_in_every_dress(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    table = open_table(path)
    assert table.columns == ("path", "tag")
    assert list(table.rows()) == ROWS


def test_commas_without_quotes_belong_to_the_last_column(tmp_path: Path) -> None:
    path = tmp_path / "styles.csv"
    path.write_text("id,articleType,productDisplayName\n1,Bags,Puma, black, large\n2,Hats,Cap\n3\n")
    table = open_table(path)
    assert list(table.rows()) == [
        ["1", "Bags", "Puma, black, large"],
        ["2", "Hats", "Cap"],
        ["3", "", ""],
    ]
    assert (table.mended, table.short) == (1, 1)


def test_quotes_that_never_end_spoil_one_row_only(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = "".join(f"{i},x\n" for i in range(300))
    path.write_text(f'path,tag\na,"torn\nb,7" heel\nc,"two\nlines"\nd,"q ""in"" q"\n{rows}')
    found = list(open_table(path).rows())
    assert found[:4] == [["a", "torn"], ["b", '7" heel'], ["c", "two\nlines"], ["d", 'q "in" q']]
    assert found[4:] == [[str(i), "x"] for i in range(300)]


def test_a_cell_without_end_is_counted_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"path,tag\na,x\nb,{'y' * 200_000}\nc,z\n")
    table = open_table(path)
    assert [row[0] for row in table.rows()] == ["a", "c"]
    assert table.unreadable == 1


@pytest.mark.parametrize("content", [b"", b"\n", b",,\n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"])
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(ReviewError, match=r"t\.csv"):
        list(open_table(path).rows())


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(ReviewError):
            open_table(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_clear_word(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    try:
        table = open_table(path)
    except ReviewError:
        return
    try:
        assert all(len(row) == len(table.columns) for row in table.rows())
    except ReviewError:
        return


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELL, CELL.filter(str.strip)), max_size=8))
def test_what_a_csv_writer_writes_is_read_back(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("path", "tag"), *rows])
    assert list(open_table(path).rows()) == [list(row) for row in rows]


def test_long_tables_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("path,tag\n" + "photo.jpg,Handbags\n" * 200_000)
    started = time.perf_counter()
    rows = iter(open_table(path).rows())
    assert next(rows) == ["photo.jpg", "Handbags"]
    first = time.perf_counter() - started
    assert sum(1 for _ in rows) == 199_999
    assert first < (time.perf_counter() - started) / 2
