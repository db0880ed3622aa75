import sqlite3
from enum import StrEnum

import pytest

from core.review.sorting import FAMILY, SORTINGS, Sorting
from core.review.store import Review
from core.vocabulary import Order, Status, Trust
from tests.core.review.desk import add_photos

UNIQUE = {"id", "path_key"}


@pytest.mark.parametrize("sorting", SORTINGS.values(), ids=list(SORTINGS))
def test_an_order_leaves_no_two_photos_in_one_place(review: Review, sorting: Sorting) -> None:
    add_photos(review, ["a.jpg", "b.jpg"])
    assert sorting.columns[-1] in UNIQUE
    columns = ", ".join(sorting.columns).replace(FAMILY, "label")
    assert len(review.database.rows(f"SELECT id FROM photos ORDER BY {columns}")) == 2


@pytest.mark.parametrize(
    ("order", "column", "kind"), [(Order.STATUS, "status", Status), (Order.BADGE, "badge", Trust)]
)
def test_the_least_to_be_relied_on_comes_first_and_the_unknown_last(
    order: Order, column: str, kind: type[StrEnum]
) -> None:
    values = [None, *kind, "of another version"]
    with sqlite3.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE photos ({column})")
        connection.executemany("INSERT INTO photos VALUES (?)", [(value,) for value in values])
        ranked = f"SELECT {column} FROM photos ORDER BY {SORTINGS[order].columns[0]}, rowid"
        assert [value for (value,) in connection.execute(ranked)] == [
            *reversed(kind), None, "of another version",
        ]  # fmt: skip
