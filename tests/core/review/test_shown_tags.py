import sqlite3
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.entities import ExplainSettings
from core.review.shown_tags import (
    STORED,
    probabilities_of,
    show_everything,
    show_photos,
    show_products,
    show_subjects,
)
from core.review.store import Review
from core.vocabulary import Grouping, Status, Trust
from tests.core.review.desk import (
    BAG,
    LABELS,
    PACK,
    SHIRT,
    classify,
    explanation,
    predict,
    sha,
)

Shop = tuple[Review, list[int]]


def test_all_its_photos_carry_one_tag(shop: Shop) -> None:
    review, ids = shop
    rows = review.photos.get_many(ids[:3])
    assert {row.label for row in rows} == {SHIRT}
    expected = np.mean([0.9, 0.95, 0.15 / 4])
    assert rows[0].confidence == pytest.approx(expected)
    assert rows[0].status is Status.UNCERTAIN
    answer = review.products.answer(ids[1])
    assert answer is not None
    assert answer.confidence == pytest.approx(expected)


def test_another_network_answers_for_products_as_well(
    shop: Shop, make_review: Callable[..., Review]
) -> None:
    review, ids = shop
    review.predictions.use(replace(PACK, sha256="ef" * 32))
    assert review.photos.get(ids[0]).label is None
    assert set(review.photos.unread()) == set(ids)
    classify(review, ids[2:3], [predict(BAG, 0.9)])
    assert [row.label for row in review.photos.get_many(ids[:4])] == [BAG, BAG, BAG, None]
    assert set(review.photos.unread()) == {*ids} - {ids[2]}
    review.predictions.use(PACK)
    assert review.photos.get(ids[0]).label == SHIRT
    assert review.products.of(ids[0]).carrier == ids[1]  # type: ignore[union-attr]


HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)

ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(LABELS),
        st.floats(0.25, 1, width=32),
        st.sampled_from([Status.KNOWN, Status.UNCERTAIN, Status.UNKNOWN]),
    ),
    min_size=6,
    max_size=6,
)


def shown(review: Review) -> list[list[tuple[object, ...]]]:
    columns = "id, status, label, confidence, margin, badge, odd"
    return [
        review.database.rows(f"SELECT {columns} FROM photos ORDER BY id"),
        review.database.rows("SELECT id, carrier FROM products ORDER BY id"),
    ]


@HERE
@given(answers=ANSWERS)
def test_all_ways_to_show_answers_show_the_same(
    shop: Shop, answers: list[tuple[str, float, Status]]
) -> None:
    review, ids = shop
    classify(review, ids, [predict(*answer) for answer in answers])
    wanted = shown(review)
    ways: list[Callable[[sqlite3.Connection], None]] = [
        show_everything,
        lambda connection: show_subjects(connection, map(sha, range(6))),
        lambda connection: (show_photos(connection, ids), show_products(connection, [1, 2]))[0],
    ]
    for way in ways:
        with review.database.transaction() as connection:
            connection.execute("UPDATE photos SET label = 'x', confidence = 0, badge = 'weak'")
            connection.execute("UPDATE products SET carrier = 99")
            way(connection)
        assert shown(review) == wanted
    said = review.products.answer(ids[0])
    assert said is not None
    row = review.photos.get(ids[2])
    assert (row.label, row.status) == (LABELS[said.index], said.status)
    assert (row.confidence, row.margin) == (said.confidence, said.margin)
    assert review.photos.get(ids[5]).label == answers[5][0]


def test_what_contradicts_its_product_is_marked_with_what_it_looks_like(shop: Shop) -> None:
    review, ids = shop
    odd = review.database.rows("SELECT id, odd FROM photos WHERE odd IS NOT NULL")
    assert odd == [(ids[2], BAG)]
    classify(review, ids[2:3], [predict(SHIRT, 0.9)])
    assert review.database.rows("SELECT id FROM photos WHERE odd IS NOT NULL") == []


def test_a_product_shows_the_badge_of_its_carrier(shop: Shop) -> None:
    review, ids = shop
    for other in (0, 2):
        review.explanations.save(sha(other), explanation(ExplainSettings()), badge=Trust.WEAK)
    with review.database.transaction() as connection:
        show_products(connection, [1])
    assert [row.badge for row in review.photos.get_many(ids[:3])] == [None] * 3
    review.explanations.save(sha(1), explanation(ExplainSettings()), badge=Trust.CARE)
    with review.database.transaction() as connection:
        show_products(connection, [1])
    assert [row.badge for row in review.photos.get_many(ids[:3])] == [Trust.CARE] * 3


def test_an_unreadable_photo_keeps_its_fault_and_does_not_count(shop: Shop) -> None:
    review, ids = shop
    review.photos.fail(ids[1], "cut off")
    with review.database.transaction() as connection:
        show_everything(connection)
    rows = review.photos.get_many(ids[:3])
    assert [row.status for row in rows][1] is Status.ERROR
    assert rows[0].confidence == pytest.approx((0.9 + 0.15 / 4) / 2)


@pytest.mark.parametrize("chosen", [(1,), (0, 1, 2)])
def test_an_answer_of_another_version_does_not_count(shop: Shop, chosen: tuple[int, ...]) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        connection.executemany(
            "UPDATE predictions SET status = 'sideways' WHERE subject = ?",
            [(sha(number),) for number in chosen],
        )
        show_everything(connection)
    shown_once = [row.confidence for row in review.photos.get_many(ids[:3])]
    with review.database.transaction() as connection:
        show_products(connection, [1])
    assert [row.confidence for row in review.photos.get_many(ids[:3])] == shown_once
    together = review.products.answer(ids[0])
    expected = None if len(chosen) == 3 else pytest.approx((0.9 + 0.15 / 4) / 2)
    assert shown_once == [expected] * 3
    assert (together and together.confidence) == expected


@given(st.lists(st.lists(st.floats(0, 1, width=32), min_size=5, max_size=5), max_size=4))
def test_stored_probabilities_come_back(rows: list[list[float]]) -> None:
    found = probabilities_of([np.array(row, dtype=STORED).tobytes() for row in rows])
    assert found.dtype == np.float32
    assert found.tolist() == rows


def test_only_photos_of_that_content_are_written_again(shop: Shop) -> None:
    review, ids = shop
    review.products.group([], Grouping.NONE)
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET label = 'x'")
        show_subjects(connection, [sha(2)])
    labels = [row.label for row in review.photos.get_many(ids)]
    assert labels == ["x", "x", BAG, "x", "x", "x"]
