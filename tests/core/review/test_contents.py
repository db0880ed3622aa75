"""What photos hold is known once they are read, and not while they may hold something else."""

from __future__ import annotations

from core.review.contents import contents
from core.review.records import FoundFile
from core.review.store import Review
from tests.core.review.desk import add_photos

Row = tuple[int, int, str | None, bool]


def rows(review: Review) -> list[Row]:
    found = contents(review.database)
    columns = found.photos.tolist(), found.entries.tolist(), found.subjects
    return list(zip(*columns, found.readable.tolist(), strict=True))


def test_photos_by_themselves_and_those_of_products(shop: tuple[Review, list[int]]) -> None:
    review, ids = shop
    leads = [review.products.of(photo).lead for photo in ids[:5]]
    subjects = [review.photos.get(photo).sha256 for photo in ids]
    assert None not in subjects
    wanted = zip(ids, [*leads, ids[5]], subjects, [True] * 6, strict=True)
    assert rows(review) == sorted(wanted)


def test_what_was_not_read_or_has_changed_is_not_known(review: Review) -> None:
    known, unread, changed, broken, gone = add_photos(review, [f"{n}.jpg" for n in range(5)])
    scan = review.photos.begin_scan()
    files = [FoundFile(review.photos.folder / f"{n}.jpg", 1, 1) for n in range(4)]
    review.photos.add(files, scan)
    review.photos.set_contents([(known, "a" * 64), (changed, "b" * 64)])
    review.photos.add([FoundFile(review.photos.folder / "2.jpg", 2, 2)], scan)
    review.photos.fail(broken, "not an image")
    review.photos.end_scan(scan)
    assert rows(review) == [
        (known, known, "a" * 64, True),
        (unread, unread, None, True),
        (changed, changed, None, True),
        (broken, broken, None, False),
    ]
    assert gone not in {row[0] for row in rows(review)}


def test_nothing_is_there_yet(review: Review) -> None:
    assert rows(review) == []
