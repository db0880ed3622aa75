import random
import sqlite3
from contextlib import closing

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.entities import Progress
from core.errors import Cancelled
from core.review.audit import verify
from core.review.records import FoundFile, State
from core.review.regrouping import shared
from core.review.store import Review
from core.review.views import Filter, View
from core.vocabulary import PENDING, TAGGED, Grouping, Verdict
from tests.core.review.desk import (
    ACCEPTED,
    BAG,
    DRESS,
    SHIRT,
    SHOES,
    listed,
    named,
    states,
)

Shop = tuple[Review, list[int]]


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


ANY_STATE = st.sampled_from(
    [
        State(), SKIPPED, FLAGGED, ACCEPTED, DRESSES,
        State(Verdict.CORRECTED, SHIRT),
        State(Verdict.ACCEPTED, SHIRT, automatic=True),
    ]
)  # fmt: skip
UNDECIDED = st.sampled_from([State(verdict) for verdict in PENDING])


@given(st.lists(ANY_STATE, min_size=1, max_size=4))
def test_what_photos_share_was_decided_of_one_of_them_or_is_nothing(alone: list[State]) -> None:
    together = shared(alone)
    assert together == State() or together in alone
    assert shared([together] * len(alone)) == together


@given(st.lists(ANY_STATE, min_size=1, max_size=4), st.lists(UNDECIDED, max_size=3), st.randoms())
def test_the_undecided_follow_in_any_order(
    alone: list[State], undecided: list[State], order: random.Random
) -> None:
    together = shared(alone)
    assume(together.verdict not in PENDING)
    mixed = [*alone, *undecided]
    order.shuffle(mixed)
    found = shared(mixed)
    tagged = together.verdict in TAGGED
    assert (found.verdict in TAGGED, found.automatic) == (tagged, together.automatic)
    assert not tagged or found.tag == together.tag


def test_by_hand_comes_before_by_itself() -> None:
    by_itself = State(Verdict.ACCEPTED, SHIRT, automatic=True)
    assert shared([by_itself, ACCEPTED]) == ACCEPTED


def test_photos_that_are_in_a_product_stay_there(shop: Shop) -> None:
    review, ids = shop
    everything = "SELECT * FROM photos ORDER BY id"
    before = review.database.rows(everything)
    done = review.products.extend([(name, "c", "") for name, *_ in named("a")])
    assert (done.products, done.photos) == (0, 0)
    assert review.database.rows(everything) == before
    assert review.products.of(ids[0]).key == "a"  # type: ignore[union-attr]


def test_the_first_title_that_is_said_is_the_products(shop: Shop) -> None:
    review, ids = shop
    rows = [("a_1.jpg", "a", ""), ("a_2.jpg", "a", "Shirt"), ("a_3.jpg", "a", "Blouse")]
    review.products.group(rows, Grouping.CATALOG)
    assert review.products.of(ids[0]).title == "Shirt"  # type: ignore[union-attr]


def dump(review: Review) -> list[str]:
    """All that the file holds, with its indexes, as another reader finds it."""
    with closing(sqlite3.connect(review.path)) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize("after", [1, 2, 3, 4, 5])
def test_whoever_cancels_finds_all_as_it_was(shop: Shop, after: int) -> None:
    review, ids = shop
    review.decisions.accept([ids[0]])
    before = dump(review)
    told: list[Progress] = []

    def cancel(step: Progress) -> None:
        told.append(step)
        if len(told) == after:
            raise Cancelled

    rows = [(name, "other", "Title") for name, *_ in named("a", "b")]
    with pytest.raises(Cancelled):
        review.products.group(rows, Grouping.FOLDER, on_progress=cancel)
    assert len(told) == after
    assert dump(review) == before
    assert verify(review.path).sound
    review.products.group(rows, Grouping.FOLDER, on_progress=told.append)
    assert (told[-1].done, review.products.count()) == (told[-1].total, 1)
    assert [step.done for step in told[after:]] == sorted(step.done for step in told[after:])


def test_new_photos_can_be_left_alone_on_the_way(shop: Shop) -> None:
    review, _ = shop
    review.photos.add([FoundFile(review.photos.folder / "b_3.jpg", 1, 1)], 2)
    before = dump(review)

    def cancel(step: Progress) -> None:
        raise Cancelled

    rows = [*named("b"), ("b_3.jpg", "b", "")]
    with pytest.raises(Cancelled):
        review.products.extend(rows, on_progress=cancel)
    assert dump(review) == before
    assert review.products.extend(rows).photos == 1
