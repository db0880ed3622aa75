"""Nonsense that another program wrote into a review is a sentence, and no fault of ours."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import ReviewError
from core.review.migrations import NEWEST
from core.review.odd_values import odd_value, odd_value_shown
from core.review.store import Review
from core.vocabulary import Grouping
from tests.core.review.desk import closed

ODD = {
    "photos.label": "UPDATE photos SET label = x'ff'",
    "photos.path": "UPDATE photos SET path = char(0) || id",
    "photos.size": "UPDATE photos SET size = 'large'",
    "photos.confidence": "UPDATE photos SET confidence = 9e999",
    "photos.look": "UPDATE photos SET look = 'text'",
    "photos": "UPDATE photos SET product = 77",
    "packs.labels": "UPDATE packs SET labels = '{}'",
    "packs.families": "UPDATE packs SET families = 'none'",
    "meta.value": "UPDATE meta SET value = x'ff' WHERE key = 'folder'",
}


def edited(tagged: tuple[Review, list[int]], sql: str) -> Path:
    path = closed(tagged)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()
    return path


@pytest.mark.parametrize(("place", "sql"), ODD.items(), ids=ODD)
def test_what_this_program_never_writes_is_found(
    place: str, sql: str, tagged: tuple[Review, list[int]]
) -> None:
    with closing(sqlite3.connect(edited(tagged, sql))) as connection:
        assert odd_value(connection) == place


def test_a_review_of_ours_holds_nothing_odd(tagged: tuple[Review, list[int]]) -> None:
    review, ids = tagged
    review.decisions.correct(ids[:1], "Hat")
    with closing(sqlite3.connect(closed(tagged))) as connection:
        assert odd_value(connection) == ""
        assert odd_value_shown(connection) == ""
    with closing(sqlite3.connect(":memory:")) as connection:
        assert odd_value_shown(connection) == ""


@pytest.mark.parametrize(
    "place",
    ["photos.label", "photos.size", "photos.confidence", "meta.value"],
)
def test_what_a_list_would_show_is_refused_when_the_file_is_opened(
    place: str, tagged: tuple[Review, list[int]]
) -> None:
    """A window that paints it ends, and the program with it."""
    path = edited(tagged, ODD[place])
    for read_only in (True, False):
        with pytest.raises(ReviewError, match=rf"holds in {place} what no review holds"):
            Review(path, read_only=read_only)


def opened_later(path: Path) -> Review:
    return Review(path, read_only=True, look_later=True)


@pytest.mark.parametrize("place", ["photos.label", "photos.size", "photos.confidence"])
def test_a_look_that_was_left_for_later_finds_the_same(
    place: str, tagged: tuple[Review, list[int]]
) -> None:
    told = rf"holds in {place} what no review holds"
    with opened_later(edited(tagged, ODD[place])) as review:
        with pytest.raises(ReviewError, match=told):
            review.database.look_through()
        with pytest.raises(ReviewError, match=told):
            review.database.look_through(tagged[1][:1])


def test_photos_are_looked_at_by_themselves(tagged: tuple[Review, list[int]]) -> None:
    odd, *others = tagged[1]
    sql = f"UPDATE photos SET label = x'ff' WHERE id = {odd}"
    with opened_later(edited(tagged, sql)) as review:
        review.database.look_through(others)
        with pytest.raises(ReviewError, match=r"photos\.label"):
            review.database.look_through([odd])


@pytest.mark.parametrize(
    ("place", "sql"),
    [
        ("photos.label", "UPDATE photos SET label = x'ff' WHERE id = {other}"),
        ("products.title", "UPDATE products SET title = x'ff'"),
    ],
)
def test_with_a_photo_its_product_is_looked_at(
    place: str, sql: str, tagged: tuple[Review, list[int]]
) -> None:
    review, (one, other, *others) = tagged
    names = [review.photos.get(photo).path for photo in (one, other)]
    review.products.group(((name, "key", "") for name in names), Grouping.NAMES)
    with opened_later(edited(tagged, sql.format(other=other))) as looked:
        looked.database.look_through(others)
        with pytest.raises(ReviewError, match=place):
            looked.database.look_through([one])


def test_what_is_read_at_once_is_looked_at_whenever_a_file_is_opened(
    tagged: tuple[Review, list[int]],
) -> None:
    """Few rows, or found by an index: what the file says of itself, and the boxes."""
    path = edited(tagged, f"UPDATE photos SET box = x'ff' WHERE id = {tagged[1][-1]}")
    with pytest.raises(ReviewError, match=r"photos\.box"):
        opened_later(path)


@pytest.mark.parametrize(
    ("place", "sql"),
    [
        ("photos.id", "UPDATE photos SET id = -5 WHERE id = {last}"),
        ("photos.id", "UPDATE photos SET id = 1 << 40 WHERE id = {last}"),
        ("photos.path", "UPDATE photos SET path = '' WHERE id = {last}"),
    ],
)
def test_a_key_that_no_photo_has_is_refused_whenever_a_file_is_opened(
    place: str, sql: str, tagged: tuple[Review, list[int]]
) -> None:
    """It is no photo to list, nor a place in the columns of lists."""
    path = edited(tagged, sql.format(last=tagged[1][-1]))
    with pytest.raises(ReviewError, match=rf"holds in {place} what no review holds"):
        opened_later(path)
    with closing(sqlite3.connect(path)) as connection:
        assert odd_value(connection) == place


def test_a_file_of_an_older_program_is_looked_through_before_it_is_renewed(
    tagged: tuple[Review, list[int]],
) -> None:
    path = edited(tagged, ODD["photos.label"])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {NEWEST - 1}")
    with pytest.raises(ReviewError, match=r"photos\.label"):
        Review(path, look_later=True)
    assert list(path.parent.glob("*.backup*")) == []


def test_what_it_brings_about_names_the_file_and_the_column(
    tagged: tuple[Review, list[int]],
) -> None:
    path = edited(tagged, ODD["photos.look"])
    with (
        pytest.raises(ReviewError, match=r"holds in photos\.look what no review holds"),
        Review(path, read_only=True),
    ):
        raise TypeError("cannot use a string pattern on a bytes-like object")


def test_a_fault_of_ours_stays_one(tagged: tuple[Review, list[int]]) -> None:
    with pytest.raises(TypeError, match="ours"), Review(closed(tagged), read_only=True):
        raise TypeError("ours")
