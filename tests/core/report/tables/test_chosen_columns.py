"""Columns are named, checked and kept; what there is not is told with what there is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ColumnsUnusable
from core.report.tables.chosen_columns import LONGEST_BYTES, checked, read_columns, write_columns
from core.report.tables.columns import COLUMNS

SOME = st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True).map(tuple)


@given(SOME)
def test_order_and_letters_are_as_said(columns: tuple[str, ...]) -> None:
    assert checked(f" {name.upper()} " for name in columns) == columns


def test_an_unknown_column_is_named_with_the_possible_ones() -> None:
    with pytest.raises(ColumnsUnusable, match='no column "tags", "pfad"; there are path, ') as told:
        checked(["path", "tags", "pfad"])
    assert all(name in str(told.value) for name in COLUMNS)


@pytest.mark.parametrize(
    ("names", "said"), [(["tag", "path", "Tag"], "twice: tag"), (["", " "], "no column is named")]
)
def test_none_and_one_twice_are_refused(names: list[str], said: str) -> None:
    with pytest.raises(ColumnsUnusable, match=said):
        checked(names)


def test_columns_survive_their_file(tmp_path: Path) -> None:
    write_columns(("tag", "path"), tmp_path / "c.txt")
    assert read_columns(tmp_path / "c.txt") == ("tag", "path")
    (tmp_path / "bom.txt").write_bytes(b"\xef\xbb\xbfpath\r\n\r\ntag")
    assert read_columns(tmp_path / "bom.txt") == ("path", "tag")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"pfad", 'no column "pfad"'), (b"\xff", "UTF-8"), (b"\n" * (LONGEST_BYTES + 1), "too long")],
)
def test_a_file_that_is_no_list_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "c.txt").write_bytes(content)
    with pytest.raises(ColumnsUnusable, match=rf"c\.txt: .*{said}"):
        read_columns(tmp_path / "c.txt")
    with pytest.raises(ColumnsUnusable, match=r"none\.txt: no such file"):
        read_columns(tmp_path / "none.txt")
