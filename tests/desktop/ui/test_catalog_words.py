"""A shop's file in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.catalog.class_map import ClassMap
from core.catalog.inspection import Inspection
from core.catalog.matching import Reason
from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from core.catalog.words import Role
from core.review.catalog_changes import Omission
from desktop.ui.catalog_words import (
    OMISSIONS,
    REASONS,
    ROLE_SIGNS,
    column_name,
    how_read,
    left_out,
    why_left_out,
)


def test_every_role_and_reason_has_its_words() -> None:
    assert set(ROLE_SIGNS) == set(Role)
    assert set(REASONS) == set(Reason)
    assert set(OMISSIONS) == set(Omission)
    assert why_left_out(Omission.UNDECIDED) == "nothing is decided yet"
    assert why_left_out(Reason.TWO_PRODUCTS) == "two products claim the photo"


def inspected(file: Path, content: bytes) -> Inspection:
    file.write_bytes(content)
    index = PhotoIndex(["blue.png", "red.png", "grey.png", "other.png"])
    return inspect(file, index, ClassMap(["Blue", "Red"]))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"\xef\xbb\xbfimage;category\nblue.png;Blue\n",
            "Text in UTF-8 with a byte order mark, delimiter semicolon, column names in row 1, "
            "2 columns",
        ),
        (
            b"<items><item><image>blue.png</image><type>Blue</type></item>"
            b"<item><image>red.png</image><type>Red</type></item></items>",
            "XML, one <item> a product, 2 columns",
        ),
        (b"blue.png\tBlue\nred.png\tRed\n", "Text in UTF-8, delimiter tab, no column names, "
         "2 columns"),
        (b"image,category,name\nblue.png,Blue,a,b\n",
         "Text in UTF-8, delimiter comma, column names in row 1, 3 columns, "
         "1 row with commas outside quotes, mended"),
    ],
)  # fmt: skip
def test_how_a_file_is_read_is_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    assert how_read(inspected(tmp_path / "t", content).readings[0]) == said


def test_columns_without_a_name_are_numbered(tmp_path: Path) -> None:
    found = inspected(tmp_path / "t.csv", b"image,,category\nblue.png,,Blue\n")
    assert [column_name(found.readings[0], at) for at in range(3)] == [
        "image", "Column 2", "category",
    ]  # fmt: skip


def test_what_is_left_out_is_counted_by_reason_with_examples(tmp_path: Path) -> None:
    rows = b"blue.png,Blue\ngrey.png,\nother.png,Red\nother.png,Blue\ngone.png,Red\n"
    said = {
        (one.counted, one.why): one.examples
        for one in left_out(inspected(tmp_path / "t.csv", b"image,category\n" + rows))
    }
    assert said == {
        ("1 photo", REASONS[Reason.TWO_CLASSES]): ("other.png",),
        ("1 photo", "the file names no category"): ("grey.png",),
        ("1 photo", REASONS[Reason.UNSPOKEN]): ("red.png",),
        ("1 cell", REASONS[Reason.NOT_THERE]): ("row 6: gone.png",),
    }
