import csv
from pathlib import Path

import pytest

from core.errors import ExportFailed
from core.review.catalog_changes import Change, write_changes

CHANGE = Change("10", "Tops, New", "Shirts, New", "ana", "a/10_1.jpg", "has a collar", "Linen")


def test_the_list_holds_what_was_and_will_be(tmp_path: Path) -> None:
    write_changes([CHANGE, Change("=20", "", "Größe", "", "20.jpg", "-")], tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(newline="", encoding="utf-8") as stream:
        assert list(csv.reader(stream)) == [
            ["product", "before", "after", "by", "photo", "why"],
            ["10", "Tops, New", "Shirts, New", "ana", "a/10_1.jpg", "has a collar"],
            ["'=20", "", "Größe", "", "20.jpg", "'-"],  # no spreadsheet runs it
        ]


def test_a_place_that_is_a_folder_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "c.csv").mkdir()
    with pytest.raises(ExportFailed, match=r"c\.csv: is a folder"):
        write_changes([CHANGE], tmp_path / "c.csv")
