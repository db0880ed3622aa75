"""Tables in Kaggle's layout, with the faults that real ones have."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.data.dataset import (
    DataError,
    is_validation,
    read_catalog,
    read_classes,
    read_examples,
    read_partial,
    read_rows,
    targets,
)

HEADER = "id,articleType,productDisplayName\n"


def _data(folder: Path, rows: str, split: str = "") -> Path:
    (folder / "styles.csv").write_text(HEADER + rows, encoding="utf-8")
    (folder / "split.csv").write_text("id,split\n" + split, encoding="utf-8")
    return folder


def test_unquoted_commas_stay_in_the_last_column(tmp_path: Path) -> None:
    data = _data(tmp_path, "1,Ties,Red, blue, and green tie\n2,Caps,Plain\n")
    assert [row["productDisplayName"] for row in read_rows(data / "styles.csv")] == [
        "Red, blue, and green tie",
        "Plain",
    ]


def test_a_short_line_is_skipped(tmp_path: Path) -> None:
    data = _data(tmp_path, "1,Ties\n\n2,Caps,Plain\n")
    assert [e.path.stem for e in read_catalog(data)] == ["2"]


def test_the_first_of_two_equal_ids_counts(tmp_path: Path) -> None:
    data = _data(tmp_path, "1,Ties,a\n1,Caps,b\n")
    assert [e.accepted for e in read_catalog(data)] == [("Ties",)]


def test_the_split_table_gives_the_subset(tmp_path: Path) -> None:
    data = _data(tmp_path, "1,Ties,a\n2,Caps,b\n3,Caps,c\n", "1,train\n2,test\n")
    subsets = [e.subset for e in read_catalog(data, data / "split.csv")]
    assert subsets == ["train", "test", "none"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("id,name,x\n1,a,b\n", "has no column 'articleType'"),
        ("id,name\n", "has no column 'articleType'"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "styles.csv").write_text(content)
    with pytest.raises(DataError, match=said):
        read_catalog(tmp_path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"styles\.csv: no such file"):
        read_catalog(tmp_path)


def test_classes_with_one_photo_are_left_out(tmp_path: Path) -> None:
    data = _data(tmp_path, "1,Ties,a\n2,Ties,b\n3,Caps,c\n4,Belts,d\n5,Belts,e\n")
    assert read_classes(data, read_catalog(data)) == ("Belts", "Ties")


def test_one_class_is_too_few(tmp_path: Path) -> None:
    data = _data(tmp_path, "1,Ties,a\n2,Ties,b\n")
    with pytest.raises(DataError, match="fewer than two"):
        read_classes(data, read_catalog(data))


def test_an_empty_training_split_is_named(tmp_path: Path) -> None:
    data = _data(tmp_path, "1,Ties,a\n2,Caps,b\n", "1,test\n2,test\n")
    with pytest.raises(DataError, match="no training photo"):
        read_examples(data, data / "split.csv", [], ("Ties", "Caps"))


def test_a_split_without_photos_is_named(tmp_path: Path) -> None:
    data = _data(tmp_path, "1,Ties,a\n")
    with pytest.raises(DataError, match=r"split\.csv: names no photo"):
        read_catalog(data, data / "split.csv")


def test_classes_without_a_training_photo_are_named(tmp_path: Path) -> None:
    data = _data(tmp_path, "1,Ties,a\n2,Caps,b\n", "1,train\n2,test\n")
    with pytest.raises(DataError, match="no training photo of Belts, Caps"):
        read_examples(data, data / "split.csv", [], ("Belts", "Caps", "Ties"))


def test_partial_labels_mark_every_accepted_class(tmp_path: Path) -> None:
    table = tmp_path / "sellers.csv"
    table.write_text("image,label,accepted\nab,Hoodie,Sweatshirts;Jackets\n")
    (example,) = read_partial(table, tmp_path / "sellers", "partial")
    assert example.path == tmp_path / "sellers" / "ab.jpg"
    marked = targets([example], ("Caps", "Jackets", "Sweatshirts"))
    np.testing.assert_array_equal(marked, [[0, 1, 1]])


_words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20)


@given(rows=st.lists(st.tuples(_words, _words, _words), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_read_back(
    rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = tmp_path_factory.mktemp("table") / "t.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("a", "b", "c"), *rows])
    assert [tuple(row.values()) for row in read_rows(table)] == rows


def test_equal_files_fall_on_the_same_side_and_few_are_held_out() -> None:
    contents = [str(i).encode() for i in range(4000)]
    held = sum(map(is_validation, contents))
    assert 120 < held < 280
    assert all(is_validation(c) == is_validation(bytes(c)) for c in contents)
