import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ReviewError
from core.review.bulk import orders_set_aside
from core.review.records import FoundFile
from core.review.store import Review
from core.vocabulary import Grouping

ROOT = Path(__file__).parents[3]
PHOTOS = 40
ORDERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name"


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    with Review(tmp_path / "a.tagproof", folder=tmp_path, reviewer="me") as opened:
        files = [FoundFile(tmp_path / f"{n}.jpg", n, n) for n in range(PHOTOS)]
        opened.photos.add(files, opened.photos.begin_scan())
        yield opened


def orders(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute(ORDERS).fetchall()


def test_the_same_orders_are_there_again_and_follow_what_was_changed(review: Review) -> None:
    with review.database.transaction() as connection:
        before = orders(connection)
        with orders_set_aside(connection, PHOTOS):
            inside = {name for name, _ in orders(connection)}
            connection.execute("UPDATE photos SET modified_ns = -modified_ns")
        assert orders(connection) == before
        assert inside < {name for name, _ in before}
        assert {"photos_by_product", "photos_by_content"} <= inside
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_few_changes_leave_the_orders_alone(review: Review) -> None:
    with review.database.transaction() as connection:
        before = orders(connection)
        with orders_set_aside(connection, 1):
            assert orders(connection) == before


def test_what_fails_leaves_the_orders_as_they_were(review: Review) -> None:
    before = review.database.rows(ORDERS)
    with (
        pytest.raises(ReviewError),
        review.database.transaction() as connection,
        orders_set_aside(connection, PHOTOS),
    ):
        connection.execute("UPDATE photos SET path = 'one and the same'")
    assert review.database.rows(ORDERS) == before


KILLED = """
import os, sys
from pathlib import Path
from core.review.store import Review
from core.vocabulary import Grouping

def stop(sql):
    if sql.startswith("CREATE INDEX photos_by_path"):
        os._exit(9)

with Review(Path(sys.argv[1])) as review:
    review.database._writer.set_trace_callback(stop)
    named = [(row.path, "one", "") for row in review.photos.present()]
    review.products.group(named, Grouping.CATALOG)
"""
"""Groups photos, and is killed when some of the orders are there again and others are not yet."""


def test_a_grouping_that_is_killed_leaves_everything_as_it_was(review: Review) -> None:
    review.products.group([("0.jpg", "two", ""), ("1.jpg", "two", "")], Grouping.FOLDER)
    path, orders_before = review.database.path, review.database.rows(ORDERS)
    review.close()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == 9
    with Review(path, read_only=True) as after:
        assert after.database.rows(ORDERS) == orders_before
        assert after.database.rows("PRAGMA integrity_check") == [("ok",)]
        assert after.products.grouping is Grouping.FOLDER
        assert [(one.key, one.photos) for one in after.products.listed()] == [("two", 2)]
