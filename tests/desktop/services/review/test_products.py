"""Photos grouped by their names, in a review that workers share."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.review.catalog_tags import import_tags
from core.vocabulary import Grouping, Verdict
from desktop.services.review.products import (
    FILE_LACKING,
    choice,
    extend,
    group,
    move,
    others,
    part,
    set_aside,
)
from desktop.services.review.shared_review import SharedReview


@pytest.fixture
def shop(shared: SharedReview, products: Path) -> Path:
    """Two products with two photos each, beside the photos by themselves."""
    names = ("a10_1.png", "a10_2.png", "b20_1.png", "b20_2.png")
    for name in names:
        (products / name).write_bytes((products / "a" / "blue.png").read_bytes())
    shared.register([products / name for name in names])
    return products


def by_names(shared: SharedReview) -> None:
    names = choice(shared).proposals[Grouping.NAMES]
    group(shared, Grouping.NAMES, list(names.named()))


def test_names_propose_and_one_choice_groups(shared: SharedReview, shop: Path) -> None:
    offered = choice(shared)
    names = offered.proposals[Grouping.NAMES]
    assert (offered.now, list(names.products)) == (Grouping.NONE, ["a10", "b20"])
    assert not offered.proposals[Grouping.FOLDERS].products
    assert Grouping.CATALOG not in offered.proposals
    assert group(shared, Grouping.NAMES, list(names.named()))
    assert choice(shared).now is Grouping.NAMES
    assert {path.name: one.photos for path, one in shared.products().items()} == {
        "a10_1.png": 2,
        "b20_1.png": 2,
    }
    assert group(shared, Grouping.NONE, ())
    assert shared.products() == {}


def test_new_photos_join_only_where_names_group(shared: SharedReview, shop: Path) -> None:
    assert not extend(shared)  # each photo is by itself
    by_names(shared)
    assert not extend(shared)  # nothing is new
    (shop / "a10_3.png").write_bytes((shop / "a10_1.png").read_bytes())
    shared.register([shop / "a10_3.png"])
    assert extend(shared)
    assert [photo.path.name for photo in shared.product(shop / "a10_3.png")] == [
        "a10_1.png",
        "a10_2.png",
        "a10_3.png",
    ]
    assert shared.product(shop / "a" / "blue.png") == ()


def test_a_photo_leaves_its_product_and_undo_brings_it_back(
    shared: SharedReview, shop: Path
) -> None:
    by_names(shared)
    lead, other = shop / "a10_1.png", shop / "a10_2.png"
    assert part(shared, other) == shared.ids([other])
    assert [photo.path for photo in shared.product(other)] == [other]
    assert set_aside(shared, lead, "not of it") == shared.ids([lead])
    assert shared.rows(shared.ids([lead]))[lead].state.verdict is Verdict.FLAGGED
    for _ in range(2):
        shared.review.decisions.undo()
    assert [photo.path for photo in shared.product(lead)] == [lead, other]


def test_a_photo_moves_to_another_product_and_takes_its_decision(
    shared: SharedReview, shop: Path
) -> None:
    by_names(shared)
    photo, target = shop / "a10_2.png", shop / "b20_1.png"
    assert others(shared, photo) == {"b20": target}
    shared.review.decisions.flag(shared.ids([target]), "torn")
    assert move(shared, photo, target) == shared.ids([photo])
    assert [one.path.name for one in shared.product(target)] == [
        "b20_1.png",
        "b20_2.png",
        "a10_2.png",
    ]
    assert shared.rows(shared.ids([photo]))[photo].state.verdict is Verdict.FLAGGED
    assert others(shared, photo) == {"a10": shop / "a10_1.png"}


def test_new_photos_join_the_products_of_a_catalog_that_is_kept(
    shared: SharedReview, shop: Path, tmp_path: Path, troubles: list[str]
) -> None:
    file = tmp_path / "shop.csv"
    file.write_text("sku,image,category\nA1,a10_1.png,Red\nA1,b20_1.png,\nA1,new.png,\n")
    import_tags(shared.review, file, grouped=True)
    file.unlink()
    extend(shared)
    assert not extend(shared)
    (shop / "new.png").write_bytes((shop / "a10_1.png").read_bytes())
    shared.register([shop / "new.png"])
    assert extend(shared)
    names = [photo.path.name for photo in shared.product(shop / "new.png")]
    assert names == ["a10_1.png", "b20_1.png", "new.png"]
    by_names(shared)
    made = choice(shared).proposals[Grouping.CATALOG]
    assert list(made.products) == ["A1"]
    group(shared, Grouping.CATALOG, list(made.named()))
    assert len(shared.product(shop / "new.png")) == 3
    assert troubles == []


def test_what_to_do_is_said_where_the_catalog_was_not_kept(
    shared: SharedReview, shop: Path, troubles: list[str]
) -> None:
    group(shared, Grouping.CATALOG, [("a10_1.png", "A1", ""), ("a10_2.png", "A1", "")])
    assert not extend(shared)
    assert troubles == [FILE_LACKING]


def test_only_the_products_of_some_photos_are_read(shared: SharedReview, shop: Path) -> None:
    by_names(shared)
    among = shared.products([shop / "a10_2.png", shop / "a10_1.png", shop / "nowhere.png"])
    assert {path.name: one.photos for path, one in among.items()} == {"a10_1.png": 2}
    assert shared.products([]) == {}


def test_a_closed_review_is_left_alone(shared: SharedReview, shop: Path) -> None:
    shared.close()
    assert not extend(shared)
    assert shared.product(shop / "a10_1.png") == ()
