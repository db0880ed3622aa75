from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.review import catalog_tags
from core.review.membership import Place, products_of, put, settle
from core.review.search_text import refresh_words
from core.review.store import Review
from core.review.views import VIEWS, Filter, View
from core.vocabulary import ViewKey
from tests.core.review.desk import BAG, SHIRT, listed

Shop = tuple[Review, list[int]]


def test_any_photos_name_the_key_and_the_title_find_it(shop: Shop) -> None:
    review, ids = shop
    for text in ("a_3", "LINEN", "a_2 shirt", "a_1"):
        assert listed(review, ids, View(Filter(text=text))) == [0], text
    assert listed(review, ids, View(Filter(text="b_2"))) == [3]
    assert listed(review, ids, View(Filter(text="alone"))) == [5]


def test_a_catalogs_tag_of_one_photo_is_the_products(shop: Shop, tmp_path: Path) -> None:
    review, ids = shop
    table = tmp_path / "tags.csv"
    table.write_text("path,tag\na_2.jpg,Handbags\nalone.jpg,Dresses\n", encoding="utf-8")
    catalog_tags.import_tags(review, table)
    assert [row.catalog_label for row in review.photos.get_many(ids[:4])] == [BAG, BAG, BAG, None]
    assert listed(review, ids, VIEWS[ViewKey.DISAGREEMENTS]) == [0]
    assert review.photos.get(ids[0]).tag_doubt is not None
    assert listed(review, ids, View(Filter(text="handbags"))) == [0]


HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


def everything(review: Review) -> list[list[tuple[object, ...]]]:
    tables = ("photos", "words", "products")
    return [review.database.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables]


@HERE
@given(photo=st.integers(0, 5), target=st.sampled_from([None, 1, 2]), place=st.integers(0, 9))
def test_a_photo_put_elsewhere_and_back_leaves_no_trace(
    shop: Shop, photo: int, target: int | None, place: int
) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        refresh_words(connection, ids)  # a new photo's end without a blank line
    before = everything(review)
    with review.database.transaction() as connection:
        was = Place.of(connection, ids[photo])
        put(connection, ids[photo], Place(target, "", place if target else 0))
        assert Place.of(connection, ids[photo]).product == target
    with review.database.transaction() as connection:
        put(connection, ids[photo], Place(**was.fields()))
        assert Place.of(connection, ids[photo]) == was
    assert everything(review) == before


def test_a_photo_taken_out_shows_its_own_and_its_product_the_rest(shop: Shop) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        put(connection, ids[2], Place())
    assert [row.label for row in review.photos.get_many(ids[:3])] == [SHIRT, SHIRT, BAG]
    assert listed(review, ids) == [0, 2, 5, 3]
    assert listed(review, ids, View(Filter(text="a_3"))) == [2]
    assert listed(review, ids, View(Filter(text="linen"))) == [0]
    assert review.products.of(ids[0]).contradictions == ()  # type: ignore[union-attr]


def test_the_lead_that_leaves_is_followed_by_the_next(shop: Shop) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        key = Place.of(connection, ids[3])
        put(connection, ids[0], Place(key.product, key.key, 5))
    assert listed(review, ids) == [1, 5, 3]
    assert listed(review, ids, View(Filter(text="a_1"))) == [3]


def test_a_catalogs_tag_goes_to_the_photos_that_have_none(shop: Shop) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        connection.executemany(
            "UPDATE photos SET catalog_tag = ?1, catalog_label = ?1 WHERE id = ?2",
            [(BAG, ids[1]), (SHIRT, ids[2])],
        )
        settle(connection, [None, 1, 2])
    found = [row.catalog_label for row in review.photos.get_many(ids)]
    assert found == [BAG, BAG, SHIRT, None, None, None]


def test_products_are_told_of_the_photos_that_are_of_one(shop: Shop) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        assert products_of(connection, [ids[0], ids[2], ids[5], 999]) == {1}
        assert products_of(connection, ids) == {1, 2}
        assert products_of(connection, [ids[5]]) == set()
