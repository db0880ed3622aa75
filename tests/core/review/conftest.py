from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.review.connection import connect
from core.review.store import Review
from core.vocabulary import Grouping, Status
from tests import unix
from tests.core.review.desk import (
    BAG,
    DRESS,
    LABELS,
    NAMES,
    PACK,
    SHIRT,
    SHOES,
    add_photos,
    classify,
    named,
    predict,
)


@pytest.fixture
def make_review(tmp_path: Path) -> Iterator[Callable[..., Review]]:
    """Open reviews of one folder; closed at the end."""
    opened: list[Review] = []

    def make(name: str = "a.tagproof", **options: object) -> Review:
        settings: dict[str, object] = {"folder": tmp_path / "photos", "reviewer": "ana"}
        review = Review(tmp_path / name, **(settings | options))
        review.predictions.use(PACK)
        opened.append(review)
        return review

    yield make
    for review in opened:
        review.close()


@pytest.fixture
def review(make_review: Callable[..., Review]) -> Review:
    return make_review()


@pytest.fixture
def tagged(review: Review) -> tuple[Review, list[int]]:
    """Five photos, tagged with rising confidence."""
    ids = add_photos(review, [f"shoes/photo {i}.jpg" for i in range(5)])
    classify(review, ids, [predict(LABELS[i], 0.5 + i / 10) for i in range(5)])
    return review, ids


@pytest.fixture
def shop(review: Review) -> tuple[Review, list[int]]:
    """Products a (three photos) and b (two), and a photo by itself; a's third is of a bag."""
    ids = add_photos(review, NAMES)
    labels = [SHIRT, SHIRT, BAG, SHOES, SHOES, DRESS]
    sure = [0.9, 0.95, 0.85, 0.7, 0.6, 0.5]
    statuses = [Status.KNOWN, Status.KNOWN, *[Status.UNCERTAIN] * 4]
    classify(review, ids, list(map(predict, labels, sure, statuses)))
    done = review.products.group(named("a", "b"), Grouping.CATALOG)
    assert (done.products, done.photos, done.strangers, done.disputed) == (2, 5, (), ())
    return review, ids


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A file with a table of one row, that nobody has open."""
    path = tmp_path / unix.taken("notes?&#1.db", "notes&#1.db")[0]
    with closing(connect(path, options="mode=rwc")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE notes (text TEXT)")
        connection.execute("INSERT INTO notes VALUES ('one')")
    return path
