import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.delimited import open_delimited
from core.catalog.inspection import Reading
from core.catalog.lines import Dialect
from core.catalog.roles import Proposal, Roles
from core.catalog.splice_text import cell_spans, write_text_table, written
from core.catalog.table import Table
from core.catalog.term_map import TermMap
from core.errors import CatalogError
from tests.core.catalog.way_back import write


def test_words_that_the_encoding_lacks_are_told(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes("sku,category,größe\n10,Tshirts,L\n".encode("cp1252"))
    with pytest.raises(CatalogError, match=r"row 2: '衣' cannot be written in CP1252"):
        write(path, {"10": "Shirts"}, out, TermMap({"衣": "Shirts"}))
    assert not out.exists()


def test_stray_quotes_in_other_cells_stay(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_text('sku,category,note\n10,Tshirts,"torn\n20,Handbags,x\n')
    write(path, {"10": "Shirts"}, out)
    assert out.read_text() == 'sku,category,note\n10,Shirts,"torn\n20,Handbags,x\n'


def test_rows_without_the_cell_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sku,category\n10\n20,Handbags\n")
    with pytest.raises(CatalogError, match="row 2 has torn quotes or too few cells"):
        write(path, {"10": "Shirts"}, tmp_path / "out.csv")


CELL = st.text(st.sampled_from('ab ,;"\n\t\\'), max_size=6)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(CELL, min_size=2, max_size=4), new=CELL, at=st.integers(0, 3))
def test_one_cell_is_replaced_and_the_others_stay(cells: list[str], new: str, at: int) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    record, dialect = text.getvalue(), Dialect(",")
    spans = cell_spans(record, dialect)
    assert len(spans) == len(cells)
    start, end = spans[at % len(cells)]
    changed = record[:start] + written(new, record[start:end], dialect) + record[end:]
    cells[at % len(cells)] = new
    assert next(csv.reader([changed])) == cells


def reading(path: Path, category: int = 1) -> Reading:
    """A table whose first record names its columns."""
    raw = open_delimited(path)
    columns = tuple(next(raw.records()))
    return Reading(Table(raw, 1, columns), Proposal(Roles(category=category), {}, []))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5), new=CELL, data=st.data())
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_all_in_front_of_and_behind_the_record_stays_byte_for_byte(
    tmp_path: Path, encoding: str, rows: list[tuple[str, str, str]], new: str, data: st.DataObject
) -> None:
    texts = []
    for row in [("sku", "größe", "note"), *rows]:
        text = io.StringIO(newline="")
        csv.writer(text, quoting=csv.QUOTE_ALL).writerow(row)
        texts.append(text.getvalue())
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes("".join(texts).encode(encoding))
    number = data.draw(st.integers(2, len(texts)))
    write_text_table(reading(path), {number: new}, {number}, out, False)
    first, _, last = rows[number - 2]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow((first, new, last))
    texts[number - 1] = text.getvalue()
    assert out.read_bytes() == "".join(texts).encode(encoding)


def test_mixed_line_ends_spaces_and_bytes_that_are_no_text_stay(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    good = "".join(f"{i},Größe,x\n" for i in range(200)).encode()
    content = b"sku,category,note\r\n" + good + b"A10,Tshirts, Torn \xff\n\n20,Handbags,last"
    path.write_bytes(content)
    write_text_table(reading(path), {202: "Shirts"}, {202}, out, False)
    assert out.read_bytes() == content.replace(b"Tshirts", b"Shirts")


def test_only_changed_records_and_the_head_are_kept(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes(b"sku,category\n1,a\n2,b\n3,c\n")
    write_text_table(reading(path), {3: "x"}, {3, 4}, out, True)
    assert out.read_bytes() == b"sku,category\n2,x\n3,c\n"


@pytest.mark.parametrize(
    ("new", "before", "wanted"),
    [("a", "b", "a"), ("a", '"b"', '"a"'), ("a,b", "b", '"a,b"'), ('7"', "b", '"7"""'),
     (" a", "b", '" a"'), ("a;b", "b", "a;b")],
)  # fmt: skip
def test_cells_are_quoted_as_before_or_where_they_must(new: str, before: str, wanted: str) -> None:
    assert written(new, before, Dialect(",")) == wanted


def test_backslashes_escape_where_the_file_does_so() -> None:
    dialect = Dialect(",", escaped=True)
    record = 'a,"5\\" wide, new",c\n'
    assert [record[start:end] for start, end in cell_spans(record, dialect)] == [
        "a", '"5\\" wide, new"', "c",
    ]  # fmt: skip
    assert written('5" x', "a", dialect) == '"5\\" x"'
