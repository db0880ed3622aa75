import csv
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.lines import Dialect, blocks


def rows(text: str, dialect: Dialect | None = None) -> list[list[str]]:
    dialect = dialect or Dialect(",")
    source = iter(text.splitlines(keepends=True))
    return list(csv.reader(blocks(source, dialect), **dialect.options))


def test_quotes_that_never_end_spoil_one_row_only() -> None:
    filler = "".join(f"{i},x\n" for i in range(2000))
    found = rows(f'path,tag\na,"torn\nb,7" heel\nc,"two\nlines"\nd,"q ""in"" q"\n{filler}')
    assert found[1:5] == [["a", "torn"], ["b", '7" heel'], ["c", "two\nlines"], ["d", 'q "in" q']]
    assert found[5:] == [[str(i), "x"] for i in range(2000)]


def test_a_stray_quote_leaves_the_other_cells_of_its_row() -> None:
    assert rows('1,"a, b","torn\n2,x,y\n') == [["1", "a, b", "torn"], ["2", "x", "y"]]


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize("row", ['7" heel,"torn', '"a",7" heel,"torn', 'heel 7","torn'])
def test_stray_quotes_that_come_in_pairs_swallow_no_rows(row: str, spaced: bool) -> None:
    found = rows(f'{row}\nb,x\n7" wide,"two\nlines"\nc,"q"\n', Dialect(",", spaced))
    assert found[0][-1] == "torn"
    assert found[1:] == [["b", "x"], ['7" wide', "two\nlines"], ["c", "q"]]


def test_texts_of_many_lines_with_quotes_are_one_cell() -> None:
    text = 'h,"<p>\n' + 'line ""with"" quotes\n' * 200 + 'end</p>",z\nn,b,c\n'
    found = rows(text)
    assert [len(row) for row in found] == [3, 3]
    assert found[0][1].count('"with"') == 200


def test_stray_quotes_in_every_row_take_no_longer_than_reading() -> None:
    text = "".join(f'{i}.jpg,"Tshirts,n{i}\n' for i in range(20_000))
    started = time.process_time()
    found = rows(text)
    assert len(found) == 20_000 and found[7] == ["7.jpg", "Tshirts", "n7"]
    assert time.process_time() - started < 5


def test_backslashes_can_escape() -> None:
    assert rows('a,"5\\" wide",c\n', Dialect(",", escaped=True)) == [["a", '5" wide', "c"]]


def test_an_escaped_backslash_escapes_no_quote() -> None:
    lines = ['"a\\\\","b\n', 'c"\n', "d,e\n"]
    found = list(blocks(iter(lines), Dialect(",", escaped=True)))
    assert found == [lines[0] + lines[1], lines[2]]


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
    max_size=12,
)


@given(st.lists(st.tuples(CELL, CELL.filter(str.strip)), max_size=8))
def test_what_a_writer_writes_is_read_back(table: list[tuple[str, str]]) -> None:
    import io

    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    dialect = Dialect(",")
    raws: list[str] = []
    source = iter(text.getvalue().splitlines(keepends=True))
    assert list(csv.reader(blocks(source, dialect, raws))) == [list(row) for row in table]
    assert "".join(raws) == text.getvalue()
