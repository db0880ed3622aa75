import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import ReviewError
from core.report.tables import review_rows
from core.review.audit import verify
from core.review.auto_accept import AutoAccept
from core.review.duplicates import Duplicates
from core.review.records import FoundFile, State
from core.review.store import Review
from core.review.summary import summarise
from core.review.training_export import export_training
from core.review.views import VIEWS, Filter, View
from core.spreadsheets import cell
from core.vocabulary import Grouping, LeftAlone, Order, Verdict, ViewKey
from tests.core.review.desk import (
    ACCEPTED,
    BAG,
    DRESS,
    NAMES,
    SHIRT,
    SHOES,
    classify,
    listed,
    named,
    predict,
    sha,
    states,
)

Shop = tuple[Review, list[int]]


def test_a_product_is_one_entry_and_counts_once(shop: Shop) -> None:
    review, ids = shop
    assert listed(review, ids) == [0, 5, 3]
    assert review.queue.counts().to_do == 3
    assert review.queue.counts().by_view[ViewKey.ALL] == 3
    assert sorted(review.queue.labels()) == sorted([(SHIRT, 1), (SHOES, 1), (DRESS, 1)])
    assert (review.products.count(), review.photos.count()) == (2, 6)


def test_an_entry_tells_its_photos_and_what_each_looks_like(shop: Shop) -> None:
    review, ids = shop
    product = review.products.of(ids[2])
    assert product is not None
    assert (product.key, product.title, product.lead) == ("a", "Linen Shirt", ids[0])
    assert product.carrier == ids[1] == review.products.carrier(ids[0])
    assert [one.path for one in product.members] == NAMES[:3]
    assert [one.label for one in product.members] == [SHIRT, SHIRT, BAG]
    assert [one.confidence for one in product.members] == pytest.approx([0.9, 0.95, 0.85])
    assert product.contradictions == (f"photo 3 looks like {BAG}",)
    assert review.products.of(ids[5]) is None
    assert review.products.carrier(ids[5]) == ids[5]
    assert [(one.lead, one.photos, one.contradictions) for one in review.products.listed()] == [
        (ids[0], 3, 1),
        (ids[3], 2, 0),
    ]
    assert listed(review, ids, View(Filter(contradicting=True))) == [0]


def test_a_photo_is_moved_to_another_product_and_back(shop: Shop) -> None:
    review, ids = shop
    review.decisions.flag([ids[3]], "torn")
    review.products.move([ids[0]], ids[4])
    assert listed(review, ids) == [1, 5, 3]
    product = review.products.of(ids[0])
    assert product is not None
    assert [one.id for one in product.members] == [ids[3], ids[4], ids[0]]
    assert states(review, ids)[0] == State(Verdict.FLAGGED, reason="torn")
    assert listed(review, ids, View(Filter(text="a_1"))) == [3]
    (entry,) = review.decisions.history(ids[0])
    said = json.loads(entry.product or "")
    assert (entry.action, said["from"]["key"], said["to"]["key"]) == ("move", "a", "b")
    assert review.decisions.undo() == (ids[0],)
    assert listed(review, ids) == [0, 5, 3]
    assert states(review, ids)[0] == State()
    assert review.products.of(ids[0]).members[0].id == ids[0]  # type: ignore[union-attr]
    review.decisions.redo()
    assert listed(review, ids) == [1, 5, 3]
    assert verify(review.path).sound


def test_a_photo_becomes_a_product_of_its_own(shop: Shop) -> None:
    review, ids = shop
    review.decisions.accept([ids[0]])
    review.products.part([ids[2], ids[2]])
    assert listed(review, ids) == [0, 2, 5, 3]
    assert review.photos.get(ids[2]).label == BAG
    assert review.products.of(ids[0]).contradictions == ()  # type: ignore[union-attr]
    assert states(review, ids)[:3] == [ACCEPTED, ACCEPTED, State()]
    review.products.extend(named("a"))
    assert listed(review, ids) == [0, 2, 5, 3]
    review.decisions.undo()
    assert states(review, ids)[:3] == [ACCEPTED] * 3


def test_a_photo_is_set_aside_in_one_step(shop: Shop) -> None:
    review, ids = shop
    review.decisions.accept([ids[0]])
    review.products.set_aside([ids[2]], "another product")
    assert listed(review, ids, VIEWS[ViewKey.FLAGGED]) == [2]
    assert states(review, ids)[1] == ACCEPTED
    review.decisions.undo()
    assert listed(review, ids) == [0, 5, 3]
    assert states(review, ids)[:3] == [ACCEPTED] * 3
    review.decisions.redo()
    assert listed(review, ids, VIEWS[ViewKey.FLAGGED]) == [2]
    assert verify(review.path).sound


def test_what_cannot_be_moved_changes_nothing(shop: Shop) -> None:
    review, ids = shop
    for refused in (
        lambda: review.products.move([ids[0]], ids[5]),
        lambda: review.products.move([999], ids[0]),
        lambda: review.products.part([ids[1], 999]),
    ):
        with pytest.raises(ReviewError):
            refused()
    review.products.move([ids[1]], ids[0])
    assert list(review.decisions.history()) == []
    assert listed(review, ids) == [0, 5, 3]


def test_a_replaced_photo_puts_its_product_back_on_the_desk(shop: Shop) -> None:
    review, ids = shop
    review.decisions.accept([ids[0]])
    review.photos.set_contents([(ids[1], sha(77))])
    assert states(review, ids)[:3] == [State()] * 3
    *_, last = review.decisions.history()
    assert (last.action, last.photos) == ("replaced", tuple(ids[:3]))
    assert ids[1] in review.photos.unread()


def test_a_product_with_a_contradiction_is_not_accepted_by_itself(shop: Shop) -> None:
    review, ids = shop
    accepting = AutoAccept(review, [(0.0, 0.1), (1.0, 0.0)])
    assert accepting.apply(0.5, {LeftAlone.UNCERTAIN}) == 2
    assert [state.automatic for state in states(review, ids)] == [False] * 3 + [True] * 3
    assert len(list(review.decisions.history())) == 2


def test_a_product_that_is_not_tagged_whole_is_not_accepted_by_itself(shop: Shop) -> None:
    review, ids = shop
    review.photos.add([FoundFile(review.photos.folder / "b_3.jpg", 1, 1)], 2)
    review.products.extend([*named("b"), ("b_3.jpg", "b", "")])
    assert AutoAccept(review, [(0.0, 0.1)]).apply(0.5, {LeftAlone.UNCERTAIN}) == 1
    assert states(review, ids)[3] == State()


def test_the_summary_counts_products(shop: Shop) -> None:
    review, ids = shop
    review.decisions.accept([ids[0]])
    review.decisions.correct([ids[3]], DRESS)
    summary = summarise(review)
    assert (summary.tagged, summary.to_do, summary.decisions) == (2, 1, 2)
    assert {one.label: (one.accepted, one.corrected) for one in summary.agreement} == {
        SHIRT: (1, 0),
        SHOES: (0, 1),
    }
    assert (summary.photos, summary.products) == (6, 2)


def test_photos_of_one_product_are_not_duplicates_of_each_other(shop: Shop) -> None:
    review, ids = shop
    looks = [bytes([value]) * 32 for value in (0, 0, 255, 15, 255, 15)]
    duplicates = Duplicates(review.database)
    duplicates.save(zip(ids, looks, strict=True))
    assert duplicates.find() == 6
    assert listed(review, ids, View(Filter(duplicates=True), Order.PATH)) == [0, 5, 3]
    assert len({row.cluster for row in review.photos.get_many(ids)}) == 1
    duplicates.save([(ids[2], bytes(32))])
    duplicates.find()
    assert listed(review, ids, View(Filter(duplicates=True), Order.PATH)) == [5, 3]
    review.products.group([], Grouping.NONE)
    assert listed(review, ids, View(Filter(duplicates=True), Order.PATH)) == [0, 1, 2, 5, 3]


def test_each_photo_leaves_for_training_with_its_products_tag(
    make_review: Callable[..., Review], photo_file: Callable[..., Path], tmp_path: Path
) -> None:
    review = make_review()
    files = [photo_file(f"photos/{name}", seed=n) for n, name in enumerate(NAMES[:3])]
    ids = review.photos.add(map(FoundFile.of, files), review.photos.begin_scan())
    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    review.photos.set_contents(list(zip(ids, hashes, strict=True)))
    classify(review, ids, [predict(SHIRT), predict(SHIRT), predict(BAG)])
    review.products.group(named("a"), Grouping.CATALOG)
    review.decisions.correct([ids[1]], "Ponchos")
    assert export_training(review, tmp_path / "out").written == 3
    with (tmp_path / "out" / "styles.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["articleType"], row["productDisplayName"]) for row in rows} == {
        ("Ponchos", "Linen Shirt")
    }


def test_a_table_has_one_row_a_product_and_tells_its_photos(shop: Shop) -> None:
    review, ids = shop
    review.decisions.correct([ids[1]], DRESS, reason="seen in hand")
    first, alone, _ = review_rows.rows(review)
    assert (first["path"], first["product"], first["product_name"]) == (
        "a_1.jpg", "a", "Linen Shirt",
    )  # fmt: skip
    assert first["photos"] == NAMES[:3]
    assert first["photo_labels"] == [SHIRT, SHIRT, BAG]
    assert first["contradictions"] == [f"photo 3 looks like {BAG}"]
    assert (first["label"], first["second_label"], first["tag"]) == (SHIRT, BAG, DRESS)
    assert cell(first["photos"]) == "a_1.jpg | a_2.jpg | a_3.jpg"
    assert (alone["path"], alone["product"], alone["photos"]) == ("alone.jpg", None, None)
