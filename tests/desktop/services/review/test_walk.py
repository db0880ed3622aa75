"""A walk over the folder: begun with its first photo, and what it did not find."""

from __future__ import annotations

from pathlib import Path

from core.review.records import FoundFile
from desktop.services.review.shared_review import SharedReview
from desktop.services.review.walk import Walk


def test_what_a_walk_did_not_find_is_missing(shared: SharedReview, products: Path) -> None:
    photos, found = shared.review.photos, sorted(products.rglob("*.png"))
    assert photos.count_present() == len(found)
    walk = Walk(photos)
    assert walk.add(list(FoundFile.of_all(found[1:]))) == shared.ids(found[1:])
    assert walk.lost() is None
    walk.end({"hidden": 1})
    assert photos.count_present() == len(found) - 1
    assert photos.left_out() == {"hidden": 1}


def test_a_walk_that_found_next_to_nothing_tells_so(shared: SharedReview, products: Path) -> None:
    known = len(list(products.rglob("*.png")))
    assert Walk(shared.review.photos).lost() == (0, known)


def test_it_looks_at_what_is_known_with_its_first_photo(
    shared: SharedReview, products: Path
) -> None:
    """Not when it is made: that is before the first look at a folder of a million."""
    asked: list[str] = []
    database = shared.review.database
    rows = database.rows
    database.rows = lambda sql, values=(): asked.append(sql) or rows(sql, values)  # type: ignore
    walk = Walk(shared.review.photos)
    assert asked == []
    walk.add([])
    assert asked
