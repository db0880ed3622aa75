import json

import pytest

from core.review.membership import Place
from core.review.records import FoundFile
from core.review.store import Review
from core.review.units import Unit, choose_leads, come_and_gone, units_of
from core.review.views import Filter, View
from tests.core.review.desk import BAG, DRESS, NAMES, SHIRT, SHOES, listed, sha

Shop = tuple[Review, list[int]]


def test_a_product_whose_lead_is_gone_or_broken_is_led_by_the_next(shop: Shop) -> None:
    review, ids = shop
    scan = review.photos.begin_scan()
    there = [FoundFile(review.photos.folder / name, 10 + i, i) for i, name in enumerate(NAMES)]
    review.photos.add(there[1:], scan)
    review.photos.end_scan(scan)
    assert listed(review, ids) == [1, 5, 3]
    assert review.photos.get(ids[1]).confidence == pytest.approx((0.95 + 0.15 / 4) / 2)
    review.photos.fail(ids[1], "cut off")
    assert listed(review, ids) == [2, 5, 3]
    assert review.photos.get(ids[2]).label == BAG
    scan = review.photos.begin_scan()
    review.photos.add(there, scan)
    review.photos.end_scan(scan)
    assert listed(review, ids) == [0, 5, 3]
    assert listed(review, ids, View(Filter(text="a_1"))) == [0]


def test_each_product_comes_once_where_its_first_photo_was_named(shop: Shop) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        found = units_of(connection, [ids[4], ids[5], ids[2], ids[3], 999, ids[5]])
    assert [unit.lead for unit in found] == [ids[3], ids[5], ids[0]]
    assert [unit.photos for unit in found] == [(ids[3], ids[4]), (ids[5],), tuple(ids[:3])]
    assert [unit.label for unit in found] == [SHOES, DRESS, SHIRT]


def test_a_product_says_its_key_and_its_photos_in_their_order(shop: Shop) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET place = 9 WHERE id = ?", (ids[0],))
        connection.execute("UPDATE photos SET sha256 = NULL WHERE id = ?", (ids[2],))
        product, alone = units_of(connection, [ids[0], ids[5]])
    assert alone == Unit(ids[5], (ids[5],), DRESS)
    assert json.loads(product.product or "") == {
        "key": "a",
        "photos": [[ids[1], NAMES[1], sha(1)], [ids[2], NAMES[2], ""], [ids[0], NAMES[0], sha(0)]],
    }


@pytest.mark.parametrize(
    ("change", "lead"),
    [
        ("missing = 1 WHERE id = ?1", 1),
        ("error = 'cut off' WHERE id = ?1", 1),
        ("place = 9 WHERE id = ?1", 1),
        ("missing = id < ?1 + 2, error = iif(id = ?1 + 2, 'cut off', '') WHERE product = 1", 2),
        ("missing = 1 WHERE product = 1 AND ?1", 0),
    ],
)
def test_the_first_that_is_there_and_readable_leads(shop: Shop, change: str, lead: int) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        connection.execute(f"UPDATE photos SET {change}", (ids[0],))
        choose_leads(connection, [1])
        (unit,) = units_of(connection, ids[:1])
        behind = connection.execute("SELECT id FROM photos WHERE behind ORDER BY id").fetchall()
    assert unit.lead == ids[lead]
    assert [photo for (photo,) in behind] == [*sorted({*ids[:3]} - {ids[lead]}), ids[4]]


def test_products_whose_photos_came_or_went_are_told_until_led_again(shop: Shop) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        assert come_and_gone(connection) == []
        connection.execute("UPDATE photos SET missing = 1 WHERE id IN (?, ?)", (ids[4], ids[5]))
        (product,) = come_and_gone(connection)
        assert product == Place.of(connection, ids[4]).product
        choose_leads(connection, [product])
        assert come_and_gone(connection) == []
        connection.execute(
            "UPDATE photos SET missing = id = ? WHERE product = ?", (ids[3], product)
        )
        assert come_and_gone(connection) == [product], "one came and one went"
