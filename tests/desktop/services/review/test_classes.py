"""What a review tells about its classes: photos of each, and those of its catalog's terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.catalog import term_map
from core.review import catalog_tags
from desktop.services.review.classes import NO_CATALOG, NO_MEANING, occurring
from desktop.services.review.shared_review import SharedReview


@pytest.fixture
def imported(answered: SharedReview, tmp_path: Path) -> SharedReview:
    """All photos answered; the catalog tells of three, and of a category without a class."""
    file = tmp_path / "shop.csv"
    file.write_text("image,category\nblue.png,blue\nred.png,Red\ngrey.png,Ash\n", "utf-8")
    catalog_tags.import_tags(answered.review, file)
    return answered


def test_without_a_catalog_there_is_a_reason_and_photos_are_counted(answered: SharedReview) -> None:
    (blue,) = answered.ids([path for path in answered.everything().marks if "blue" in path.name])
    answered.review.decisions.correct([blue], "Teal")
    known = occurring(answered)
    assert known.photos == {"Teal": 1, "Green": 1, "Grey": 1, "Red": 1, "Yellow": 1}
    assert (known.of_catalog, known.unclear, known.why_not) == ((), 0, NO_CATALOG)


def test_a_catalogs_terms_name_the_classes(imported: SharedReview) -> None:
    known = occurring(imported)
    assert (known.of_catalog, known.unclear, known.why_not) == (("Blue", "Red"), 1, "")
    catalog_tags.assign(imported.review, {"Ash": "Grey"})
    known = occurring(imported)
    assert (known.of_catalog, known.unclear) == (("Blue", "Grey", "Red"), 0)


def test_a_catalog_without_meaning_says_so(answered: SharedReview, tmp_path: Path) -> None:
    file = tmp_path / "shop.csv"
    file.write_text("image,category\nblue.png,Azure\n", "utf-8")
    catalog_tags.import_tags(answered.review, file)
    known = occurring(answered)
    assert (known.of_catalog, known.unclear, known.why_not) == ((), 1, NO_MEANING)


def test_a_damaged_map_is_the_reason_and_photos_are_counted(imported: SharedReview) -> None:
    term_map.stored().write_text("nothing\nof this kind\n", "utf-8")
    known = occurring(imported)
    assert known.of_catalog == ()
    assert "a map of terms needs a column" in known.why_not
    assert sum(known.photos.values()) == 5
