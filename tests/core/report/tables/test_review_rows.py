"""A review's rows say of each photo what file, network, catalog and reviewer know."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.entities import Box
from core.report.tables import review_rows
from core.report.tables.columns import COLUMNS
from core.review.store import Review
from core.vocabulary import Grouping, Verdict
from tests.core.review.desk import PACK, add_photos, classify, predict


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    """Three photos: accepted, undecided, unreadable; the last path comes first."""
    with Review(tmp_path / "a.tagproof", folder=tmp_path, reviewer="ana") as review:
        review.predictions.use(PACK)
        ids = add_photos(review, ["c.jpg", "b.jpg", "a.jpg"])
        classify(review, ids[:2], [predict("Handbags", 0.9), predict("Dresses", 0.6)])
        review.photos.fail(ids[2], "truncated")
        review.decisions.accept(ids[:1])
        yield review


def test_rows_come_by_path_or_as_named(review: Review) -> None:
    assert [row["path"] for row in review_rows.rows(review)] == ["a.jpg", "b.jpg", "c.jpg"]
    first = review.photos.find(review.photos.folder / "c.jpg")
    (row,) = review_rows.rows(review, [first])
    assert row["path"] == "c.jpg"


def test_a_row_has_every_column_in_order(review: Review) -> None:
    bad, waiting, accepted = review_rows.rows(review)
    assert all(list(row) == list(COLUMNS) for row in (bad, waiting, accepted))
    assert (bad["error"], bad["label"], bad["second_label"]) == ("truncated", None, None)
    assert (waiting["decision"], waiting["automatic"], waiting["reviewer"]) == ("to do", None, None)
    assert (accepted["decision"], accepted["tag"]) == ("accepted", "Handbags")
    assert (accepted["automatic"], accepted["reviewer"]) == (False, "ana")
    assert (accepted["second_label"], accepted["network"]) == ("Tshirts", "catalog-cnn 1.0")


@pytest.mark.parametrize(
    ("time_ns", "said"),
    [
        (-1, "1969-12-31T23:59:59+00:00"),
        (-(2**63), "1677-09-21T00:12:43+00:00"),
        (2**63 - 1, "2262-04-11T23:47:16+00:00"),
    ],
)
def test_a_file_of_any_time_has_a_row(
    review: Review, time_ns: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, which converts no time before 1970."""
    monkeypatch.setattr(review_rows, "datetime", None)
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET modified_ns = ?", (time_ns,))
    assert {row["modified"] for row in review_rows.rows(review)} == {said}


@pytest.mark.parametrize(
    ("term", "label", "said", "agrees"),
    [
        ("Bags", "Handbags", "agree", True),
        ("Frocks", "Dresses", "differ", False),
        ("Umbrellas", None, "no class", None),
        (None, None, None, None),
    ],
)
def test_a_catalog_tag_that_means_no_class_neither_agrees_nor_differs(
    review: Review, term: str | None, label: str | None, said: str | None, agrees: bool | None
) -> None:
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET catalog_tag = ?, catalog_label = ?", (term, label))
    photo = review.photos.find(review.photos.folder / "c.jpg")
    (row,) = review_rows.rows(review, [photo])
    assert row["agreement"] == said
    assert review_rows.decision_note(review, review.photos.get(photo)).agrees is agrees


def test_a_note_pins_the_log(review: Review) -> None:
    accepted = review.photos.get(review.photos.find(review.photos.folder / "c.jpg"))
    note = review_rows.decision_note(review, accepted)
    entry = review_rows.last_entry(review, accepted)
    assert (note.word, note.label, note.reviewer) == (Verdict.ACCEPTED.value, "Handbags", "ana")
    assert note.entry == entry.hash
    assert abs((datetime.now(UTC) - note.decided).total_seconds()) < 60
    waiting = review.photos.get(review.photos.find(review.photos.folder / "b.jpg"))
    assert review_rows.last_entry(review, waiting) is None
    assert review_rows.decision_note(review, waiting).entry == ""


def test_a_product_is_told_with_every_photo_and_the_one_explained(review: Review) -> None:
    ids = [review.photos.find(review.photos.folder / f"{name}.jpg") for name in "abc"]
    review.products.group(
        [("a.jpg", "10", "A bag"), ("b.jpg", "10", ""), ("c.jpg", "10", "")], Grouping.CATALOG
    )
    note = review_rows.product_note(review, review.photos.get(ids[2]))
    assert note is not None
    assert (note.name, note.explained) == ("10 · A bag", 3)
    bad, dress, bag = note.photos
    assert (bad.trouble, bad.status, bad.label) == ("truncated", None, "")
    assert (dress.label, bag.label) == ("Dresses", "Handbags")
    assert bag.confidence == pytest.approx(0.9) and bag.path == review.photos.folder / "c.jpg"
    row = review.photos.get(ids[2])
    assert (note.tag.label, note.tag.probability) == (row.label, pytest.approx(row.confidence))
    assert note.status is row.status and len(note.top) == 5
    assert [one.probability for one in note.top] == sorted(
        (one.probability for one in note.top), reverse=True
    )
    review.photos.end_scan(review.photos.begin_scan())
    gone = review_rows.product_note(review, review.photos.get(ids[2]))
    assert gone is None  # nothing that is there was tagged
    review.products.group([], Grouping.NONE)
    assert review_rows.product_note(review, review.photos.get(ids[2])) is None


def test_a_box_has_its_column_and_a_products_boxes_theirs(review: Review) -> None:
    ids = [review.photos.find(review.photos.folder / f"{name}.jpg") for name in "bc"]
    decided = review_rows.last_entry(review, review.photos.get(ids[1]))
    review.boxes.draw(ids[1], Box(1, 2, 30, 40))
    row = next(review_rows.rows(review, [ids[1]]))
    assert (row["box"], row["photo_boxes"]) == ("1,2,30,40", None)
    assert row["audit_entry"] == decided.hash, "a box is no decision about the tag"
    review.products.group([("b.jpg", "1", ""), ("c.jpg", "1", "")], Grouping.CATALOG)
    row = next(review_rows.rows(review, [ids[0]]))
    assert (row["box"], row["photo_boxes"]) == (None, [None, "1,2,30,40"])
