from hypothesis import given
from hypothesis import strategies as st

from core.entities import Box
from core.review.boxing import Shift, box_of, lay, read
from core.review.store import Review
from tests.core.review.desk import BAG, DRESS, SHIRT, predict, sha

Tagged = tuple[Review, list[int]]
PLACES = st.integers(-(10**6), 10**6)
BOXES = st.builds(Box, PLACES, PLACES, PLACES, PLACES)
BOX = Box(10, 20, 30, 40)


@given(st.none() | BOXES, st.none() | BOXES)
def test_what_the_log_holds_reads_back(before: Box | None, after: Box | None) -> None:
    assert Shift.from_json(Shift(before, after).to_json()) == Shift(before, after)


def test_a_box_that_somebody_edited_is_no_box() -> None:
    assert read(None) is None
    for text in ("", "1,2,3", "1,2,3,wide"):
        assert read(text) is None


def test_bytes_in_place_of_a_box_are_no_box(tagged: Tagged) -> None:
    review, ids = tagged
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET box = x'ff00' WHERE id = ?", (ids[0],))
        assert box_of(connection, ids[0]) is None
    assert review.boxes.drawn(ids) == {}


def test_the_tag_is_that_of_what_is_inside(tagged: Tagged) -> None:
    review, ids = tagged
    review.predictions.save([(f"{sha(0)}@{BOX}", predict(BAG, 0.9))])
    assert review.photos.get(ids[0]).label == SHIRT
    with review.database.transaction() as connection:
        lay(connection, ids[0], BOX)
        assert box_of(connection, ids[0]) == BOX
    assert review.photos.get(ids[0]).label == BAG
    with review.database.transaction() as connection:
        lay(connection, ids[0], None)
    assert review.photos.get(ids[0]).label == SHIRT


def test_a_products_tag_follows(shop: Tagged) -> None:
    review, ids = shop
    lone = ids[5]
    assert review.photos.get(ids[0]).label == SHIRT
    subjects = [f"{sha(n)}@{BOX}" for n in (0, 1)]
    review.predictions.save([(one, predict(DRESS, 0.99)) for one in subjects])
    with review.database.transaction() as connection:
        for photo in ids[:2]:
            lay(connection, photo, BOX)
    assert {row.label for row in review.photos.get_many(ids[:3])} == {DRESS}
    product = review.products.of(ids[0])
    assert product is not None
    assert [one.box for one in product.members] == [BOX, BOX, None]
    assert review.photos.get(lone).label == DRESS
