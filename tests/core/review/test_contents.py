"""What photos hold is known once they are read, and not while they may hold something else."""

from __future__ import annotations

from core.review.contents import Content, contents
from core.review.records import FoundFile
from core.review.store import Review
from tests.core.review.desk import add_photos


def test_photos_by_themselves_and_those_of_products(shop: tuple[Review, list[int]]) -> None:
    review, ids = shop
    found = {one.photo: one for one in contents(review.database)}
    assert sorted(found) == sorted(ids)
    leads = {photo: review.products.of(photo).lead for photo in ids[:5]}
    assert {photo: found[photo].entry for photo in ids} == leads | {ids[5]: ids[5]}
    subjects = {photo: review.photos.get(photo).sha256 for photo in ids}
    assert {photo: one.subject for photo, one in found.items()} == subjects
    assert all(one.readable for one in found.values())


def test_what_was_not_read_or_has_changed_is_not_known(review: Review) -> None:
    known, unread, changed, broken, gone = add_photos(review, [f"{n}.jpg" for n in range(5)])
    scan = review.photos.begin_scan()
    files = [FoundFile(review.photos.folder / f"{n}.jpg", 1, 1) for n in range(4)]
    review.photos.add(files, scan)
    review.photos.set_contents([(known, "a" * 64), (changed, "b" * 64)])
    review.photos.add([FoundFile(review.photos.folder / "2.jpg", 2, 2)], scan)
    review.photos.fail(broken, "not an image")
    review.photos.end_scan(scan)
    assert contents(review.database) == [
        Content(known, known, "a" * 64, True),
        Content(unread, unread, None, True),
        Content(changed, changed, None, True),
        Content(broken, broken, None, False),
    ]
    assert gone not in {one.photo for one in contents(review.database)}


def test_nothing_is_there_yet(review: Review) -> None:
    assert contents(review.database) == []
