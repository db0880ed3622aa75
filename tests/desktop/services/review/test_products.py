"""Photos grouped by their names, in a review that workers share."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.vocabulary import Grouping, Verdict
from desktop.services.review.products import choice, extend, group, part, set_aside
from desktop.services.review.shared_review import SharedReview


@pytest.fixture
def shop(shared: SharedReview, products: Path) -> Path:
    """Two products with two photos each, beside the photos by themselves."""
    names = ("a10_1.png", "a10_2.png", "b20_1.png", "b20_2.png")
    for name in names:
        (products / name).write_bytes((products / "a" / "blue.png").read_bytes())
    shared.register([products / name for name in names])
    return products


def test_names_propose_and_one_choice_groups(shared: SharedReview, shop: Path) -> None:
    offered = choice(shared)
    assert (offered.now, list(offered.by_name.products)) == (Grouping.NONE, ["a10", "b20"])
    assert group(shared, Grouping.FOLDER, offered.by_name)
    assert choice(shared).now is Grouping.FOLDER
    assert {path.name: one.photos for path, one in shared.products().items()} == {
        "a10_1.png": 2,
        "b20_1.png": 2,
    }
    assert group(shared, Grouping.NONE, offered.by_name)
    assert shared.products() == {}


def test_new_photos_join_only_where_names_group(shared: SharedReview, shop: Path) -> None:
    assert not extend(shared)  # each photo is by itself
    group(shared, Grouping.FOLDER, choice(shared).by_name)
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
    group(shared, Grouping.FOLDER, choice(shared).by_name)
    lead, other = shop / "a10_1.png", shop / "a10_2.png"
    assert part(shared, other) == shared.ids([other])
    assert [photo.path for photo in shared.product(other)] == [other]
    assert set_aside(shared, lead, "not of it") == shared.ids([lead])
    assert shared.rows(shared.ids([lead]))[lead].state.verdict is Verdict.FLAGGED
    for _ in range(2):
        shared.review.decisions.undo()
    assert [photo.path for photo in shared.product(lead)] == [lead, other]


def test_a_closed_review_is_left_alone(shared: SharedReview, shop: Path) -> None:
    shared.close()
    assert not extend(shared)
    assert shared.product(shop / "a10_1.png") == ()
