from collections.abc import Callable
from pathlib import Path

import pytest

from core.entities import Progress
from core.errors import Cancelled, ReviewError
from core.review import catalog_products
from core.review.catalog_tags import import_tags
from core.review.store import Review
from core.vocabulary import Grouping
from tests.core.catalog import shop
from tests.core.catalog.systems import SYSTEMS
from tests.core.review.desk import BAG, SHIRT, add_photos, states

FILE = (
    "Handle,Title,Type,Image Src\nshirt-10,A shirt,Tshirts,https://cdn.example/one.jpg\n"
    "shirt-10,,,https://cdn.example/two.jpg\nbag-20,A bag,Handbags,https://cdn.example/three.jpg\n"
    "bag-20,,,https://cdn.example/four.jpg\n"
)
"""Only the file tells which of these photos are one product."""


@pytest.fixture
def imported(review: Review, tmp_path: Path) -> tuple[Review, list[int]]:
    """A review with two products of a file that is gone, the second with one of its photos."""
    ids = add_photos(review, ["one.jpg", "two.jpg", "three.jpg", "other.jpg"])
    file = tmp_path / "shop.csv"
    file.write_text(FILE)
    import_tags(review, file, grouped=True)
    file.unlink()
    return review, ids


def take_in(review: Review) -> bool:
    found = catalog_products.matched(review)
    assert found is not None
    return catalog_products.take_in(review, found)


def test_a_photo_that_comes_later_gets_product_tag_and_decision(
    imported: tuple[Review, list[int]],
) -> None:
    review, ids = imported
    review.decisions.correct(ids[2:3], BAG)
    assert not take_in(review) and not catalog_products.is_due(review)
    ids += add_photos(review, ["one.jpg", "two.jpg", "three.jpg", "other.jpg", "four.jpg"])[4:]
    assert catalog_products.is_due(review)
    assert take_in(review)
    product = review.products.of(ids[4])
    assert product is not None
    assert (product.key, [one.path for one in product.members]) == (
        "bag-20", ["three.jpg", "four.jpg"],
    )  # fmt: skip
    row = review.photos.get(ids[4])
    assert (row.catalog_tag, row.catalog_label) == ("Handbags", BAG)
    assert states(review, ids[4:])[0].tag == BAG  # it takes the product's decision
    assert review.products.of(ids[3]) is None and review.products.alone() == 1
    assert not catalog_products.is_due(review) and not take_in(review)


@pytest.mark.parametrize("system", ["yml", "bmecat", "parents_by_long_ids", "in_json"])
def test_photos_that_come_later_find_what_other_systems_said(
    review: Review, tmp_path: Path, system: str
) -> None:
    first = add_photos(review, list(shop.PHOTOS[:1]))
    file = tmp_path / "export"
    file.write_bytes(SYSTEMS[system]())
    import_tags(review, file, grouped=True)
    tag = review.photos.get(first[0]).catalog_tag
    file.unlink()
    ids = add_photos(review, list(shop.PHOTOS))
    assert take_in(review)
    rows = review.photos.get_many(ids)
    assert {row.path: row.catalog_label for row in rows} == shop.TRUTH
    assert {row.catalog_tag for row in rows[:3]} == {tag}


def test_products_that_were_cancelled_stay_due(imported: tuple[Review, list[int]]) -> None:
    review, _ = imported
    ids = add_photos(review, ["one.jpg", "two.jpg", "three.jpg", "other.jpg", "four.jpg"])
    found = catalog_products.matched(review)
    assert found is not None

    def cancel(step: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        catalog_products.take_in(review, found, on_progress=cancel)
    assert review.products.of(ids[4]) is None and catalog_products.is_due(review)
    assert take_in(review)
    assert review.products.of(ids[4]) is not None and not catalog_products.is_due(review)


def test_what_was_moved_by_hand_stays_there(imported: tuple[Review, list[int]]) -> None:
    review, ids = imported
    review.products.part(ids[1:2])
    add_photos(review, ["one.jpg", "two.jpg", "three.jpg", "other.jpg", "four.jpg"])
    take_in(review)
    parted = review.products.of(ids[1])
    assert parted is not None and [one.id for one in parted.members] == ids[1:2]


def test_tags_come_too_where_each_photo_is_by_itself(
    imported: tuple[Review, list[int]],
) -> None:
    review, _ = imported
    review.products.group([], Grouping.NONE)
    ids = add_photos(review, ["one.jpg", "two.jpg", "three.jpg", "other.jpg", "four.jpg"])
    assert take_in(review)
    assert review.photos.get(ids[4]).catalog_label == BAG
    assert review.products.count() == 0


def test_the_file_groups_again_without_being_given(imported: tuple[Review, list[int]]) -> None:
    review, ids = imported
    review.decisions.correct(ids[:1], SHIRT)
    review.products.group([], Grouping.NONE)
    done = catalog_products.group(review, catalog_products.matched(review))
    assert (done.products, done.photos) == (2, 3)
    assert review.products.grouping is Grouping.CATALOG
    assert [state.tag for state in states(review, ids)] == [SHIRT, SHIRT, "", ""]
    product = review.products.of(ids[0])
    assert product is not None and product.title == "A shirt"


def test_a_proposal_tells_products_titles_and_what_is_left(
    imported: tuple[Review, list[int]],
) -> None:
    review, _ = imported
    found = catalog_products.matched(review)
    assert found is not None
    made = catalog_products.proposal(found)
    assert made.products == {"shirt-10": ("one.jpg", "two.jpg"), "bag-20": ("three.jpg",)}
    assert (made.alone, made.titles["bag-20"]) == (1, "A bag")
    assert made.forms[0].reason == catalog_products.NAMED_BY_FILE
    assert next(iter(made.named())) == ("one.jpg", "shirt-10", "A shirt")


def test_nothing_is_offered_where_nothing_is_kept(
    make_review: Callable[..., Review], imported: tuple[Review, list[int]]
) -> None:
    other = make_review("other.tagproof")
    assert catalog_products.matched(other) is None and not catalog_products.is_due(other)
    with pytest.raises(ReviewError, match="import the file again"):
        catalog_products.group(other, None)
    before = imported[0]  # its file was imported when rows were not kept yet
    with before.database.transaction() as connection:
        connection.execute("DELETE FROM catalog_rows")
    assert catalog_products.matched(before) is None and not before.products.catalog_kept
