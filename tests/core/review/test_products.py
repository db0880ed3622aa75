import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.errors import ReviewError
from core.report.tables import review_rows
from core.report.tables.columns import cell
from core.review import catalog_tags
from core.review.audit import export_jsonl, verify
from core.review.auto_accept import AutoAccept
from core.review.duplicates import Duplicates
from core.review.records import FoundFile, State
from core.review.store import Review
from core.review.summary import summarise
from core.review.training_export import export_training
from core.review.views import VIEWS, Filter, View
from core.vocabulary import Grouping, Order, Status, Verdict, ViewKey
from tests.core.review.desk import LABELS, add_photos, classify, predict, sha

NAMES = ["a_1.jpg", "a_2.jpg", "a_3.jpg", "b_1.jpg", "b_2.jpg", "alone.jpg"]
A, B = [0, 1, 2], [3, 4]
SHIRT, SHOES, BAG, DRESS, GLOSS = LABELS
ACCEPTED = State(Verdict.ACCEPTED, SHIRT)

Shop = tuple[Review, list[int]]


def named(*products: str) -> list[tuple[str, str, str]]:
    """Name the photos of the products asked for, as a catalog would."""
    titles = {"a": "Linen Shirt", "b": ""}
    return [(name, name[0], titles[name[0]]) for name in NAMES[:5] if name[0] in products]


@pytest.fixture
def shop(review: Review) -> Shop:
    """Products a (three photos) and b (two), and a photo by itself; a's third is of a bag."""
    ids = add_photos(review, NAMES)
    labels = [SHIRT, SHIRT, BAG, SHOES, SHOES, DRESS]
    sure = [0.9, 0.95, 0.85, 0.7, 0.6, 0.5]
    statuses = [Status.KNOWN, Status.KNOWN, *[Status.UNCERTAIN] * 4]
    classify(review, ids, list(map(predict, labels, sure, statuses)))
    done = review.products.group(named("a", "b"), Grouping.CATALOG)
    assert (done.products, done.photos, done.strangers, done.disputed) == (2, 5, (), ())
    return review, ids


def listed(review: Review, ids: list[int], view: View = VIEWS[ViewKey.ALL]) -> list[int]:
    return [ids.index(photo) for photo in review.queue.ids(view).tolist()]


def states(review: Review, ids: list[int]) -> list[State]:
    return [row.state for row in review.photos.get_many(ids)]


def test_a_product_is_one_entry_and_counts_once(shop: Shop) -> None:
    review, ids = shop
    assert listed(review, ids) == [0, 5, 3]
    assert review.queue.counts().to_do == 3
    assert review.queue.counts().by_view[ViewKey.ALL] == 3
    assert sorted(review.queue.labels()) == sorted([(SHIRT, 1), (SHOES, 1), (DRESS, 1)])
    assert (review.products.count(), review.photos.count()) == (2, 6)


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


def test_one_decision_is_one_entry_that_names_the_photos(shop: Shop, tmp_path: Path) -> None:
    review, ids = shop
    review.decisions.accept([ids[2], ids[0], ids[5]])
    assert states(review, ids)[:3] == [ACCEPTED] * 3
    entry, other = review.decisions.history()
    assert (entry.photo, entry.path, entry.network_tag) == (ids[0], "a_1.jpg", SHIRT)
    said = json.loads(entry.product or "")
    assert said == {"key": "a", "photos": [[ids[i], NAMES[i], sha(i)] for i in A]}
    assert (entry.photos, other.photos) == (tuple(ids[:3]), (ids[5],))
    assert list(review.decisions.history(ids[1])) == [entry]
    assert review.decisions.state(ids[1]) == ACCEPTED
    assert review.decisions.undo() == (ids[0], ids[5])
    assert states(review, ids) == [State()] * 6
    review.decisions.redo()
    assert states(review, ids)[:3] == [ACCEPTED] * 3
    assert verify(review.path).sound
    log = tmp_path / "log.jsonl"
    assert export_jsonl(review.path, log) == 6
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert ["product" in line for line in lines] == [True, False] * 3


def test_any_photos_name_the_key_and_the_title_find_it(shop: Shop) -> None:
    review, ids = shop
    for text in ("a_3", "LINEN", "a_2 shirt", "a_1"):
        assert listed(review, ids, View(Filter(text=text))) == [0], text
    assert listed(review, ids, View(Filter(text="b_2"))) == [3]
    assert listed(review, ids, View(Filter(text="alone"))) == [5]


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


def test_switching_gives_each_photo_its_own_again(shop: Shop) -> None:
    review, ids = shop
    review.decisions.accept([ids[0]])
    done = review.products.group([], Grouping.NONE)
    assert (done.products, review.products.grouping) == (0, Grouping.NONE)
    assert listed(review, ids) == [0, 1, 2, 5, 3, 4]
    assert [row.label for row in review.photos.get_many(ids[:3])] == [SHIRT, SHIRT, BAG]
    assert states(review, ids)[:3] == [ACCEPTED] * 3
    assert review.decisions.undo() == ()
    assert listed(review, ids, View(Filter(text="linen"))) == []
    assert verify(review.path).sound


SKIPPED = State(Verdict.SKIPPED)
FLAGGED = State(Verdict.FLAGGED, reason="torn")
DRESSES = State(Verdict.CORRECTED, DRESS)


@pytest.mark.parametrize(
    ("alone", "together"),
    [
        ([ACCEPTED, State(), SKIPPED], ACCEPTED),
        ([State(), FLAGGED, State()], FLAGGED),
        ([ACCEPTED, DRESSES, State()], State()),
        ([ACCEPTED, FLAGGED, State()], State()),
        ([SKIPPED, State(), State()], State()),
        ([SKIPPED, SKIPPED, SKIPPED], SKIPPED),
    ],
)
def test_photos_decided_alone_share_what_they_agree_on(
    shop: Shop, alone: list[State], together: State
) -> None:
    review, ids = shop
    review.products.group([], Grouping.NONE)
    for photo, state in zip(ids, alone, strict=False):
        if state.verdict is Verdict.FLAGGED:
            review.decisions.flag([photo], state.reason)
        elif state.verdict is Verdict.SKIPPED:
            review.decisions.skip([photo])
        elif state.tag:
            review.decisions.correct([photo], state.tag)
    before = states(review, ids)[:3]
    review.products.group(named("a"), Grouping.CATALOG)
    assert states(review, ids)[:3] == [together] * 3
    assert verify(review.path).sound
    review.products.group([], Grouping.NONE)
    assert states(review, ids)[:3] == before
    review.products.group(named("a"), Grouping.CATALOG)
    review.decisions.skip([ids[0]])
    review.products.group([], Grouping.NONE)
    assert states(review, ids)[:3] == [SKIPPED] * 3
    assert verify(review.path).sound


def test_what_two_products_claim_belongs_to_neither(shop: Shop) -> None:
    review, ids = shop
    rows = [("a_1.jpg", "a", ""), ("a_2.jpg", "a", ""), ("a_2.jpg", "b", ""), ("no.jpg", "a", "")]
    done = review.products.group(rows, Grouping.CATALOG)
    assert (done.photos, done.strangers, done.disputed) == (1, ("no.jpg",), ("a_2.jpg",))
    assert review.products.of(ids[1]) is None


def test_a_new_photo_joins_its_product_and_takes_its_decision(shop: Shop) -> None:
    review, ids = shop
    review.decisions.accept([ids[3]])
    (new,) = review.photos.add([FoundFile(review.photos.folder / "b_3.jpg", 1, 1)], 2)
    done = review.products.extend([*named("b"), ("b_3.jpg", "b", "")])
    assert (done.products, done.photos) == (1, 1)
    assert review.photos.get(new).state == State(Verdict.ACCEPTED, SHOES)
    assert new in review.photos.unread()
    review.decisions.undo()
    assert review.photos.get(new).state == State()
    assert verify(review.path).sound


def test_a_replaced_photo_puts_its_product_back_on_the_desk(shop: Shop) -> None:
    review, ids = shop
    review.decisions.accept([ids[0]])
    review.photos.set_contents([(ids[1], sha(77))])
    assert states(review, ids)[:3] == [State()] * 3
    *_, last = review.decisions.history()
    assert (last.action, last.photos) == ("replaced", tuple(ids[:3]))
    assert ids[1] in review.photos.unread()


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


def test_a_product_with_a_contradiction_is_not_accepted_by_itself(shop: Shop) -> None:
    review, ids = shop
    accepting = AutoAccept(review, [(0.0, 0.1), (1.0, 0.0)])
    assert accepting.apply(0.5) == 2
    assert [state.automatic for state in states(review, ids)] == [False] * 3 + [True] * 3
    assert len(list(review.decisions.history())) == 2


def test_a_product_that_is_not_tagged_whole_is_not_accepted_by_itself(shop: Shop) -> None:
    review, ids = shop
    review.photos.add([FoundFile(review.photos.folder / "b_3.jpg", 1, 1)], 2)
    review.products.extend([*named("b"), ("b_3.jpg", "b", "")])
    assert AutoAccept(review, [(0.0, 0.1)]).apply(0.5) == 1
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


def test_a_catalogs_tag_of_one_photo_is_the_products(shop: Shop, tmp_path: Path) -> None:
    review, ids = shop
    table = tmp_path / "tags.csv"
    table.write_text("path,tag\na_2.jpg,Handbags\nalone.jpg,Dresses\n", encoding="utf-8")
    catalog_tags.import_tags(review, table)
    assert [row.catalog_label for row in review.photos.get_many(ids[:4])] == [BAG, BAG, BAG, None]
    assert listed(review, ids, VIEWS[ViewKey.DISAGREEMENTS]) == [0]
    assert review.photos.get(ids[0]).tag_doubt is not None
    assert listed(review, ids, View(Filter(text="handbags"))) == [0]


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


def test_another_network_answers_for_products_as_well(
    shop: Shop, make_review: Callable[..., Review]
) -> None:
    from dataclasses import replace

    from tests.core.review.desk import PACK

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
