"""A search finds photos by tags, decisions, statuses and texts, all its words together."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.review.records import PhotoRow
from core.review.searching import ENGLISH, Names, members, terms
from core.review.store import Review
from core.review.views import Filter, View
from core.vocabulary import Order, Status, Verdict
from tests.core.review.desk import LABELS, PACK, add_photos, classify, predict

NAMES = ("a/front.jpg", "a/back.jpg", "b/teal bag.jpg", "b/shoe.jpg", "c.jpg", "d.jpg")
STATUSES = (Status.KNOWN, Status.UNCERTAIN, Status.UNKNOWN, Status.KNOWN, Status.UNCERTAIN)

Desk = tuple[Review, list[int]]


@pytest.fixture
def desk(review: Review) -> Desk:
    """Five classified photos, four of them decided, with a catalog's terms; a sixth waits."""
    ids = add_photos(review, list(NAMES))
    labels = [LABELS[i % 3] for i in range(5)]
    classify(review, ids[:5], [predict(*one) for one in zip(labels, [0.9] * 5, STATUSES)])  # noqa: B905
    review.decisions.correct([ids[0]], "Rain hats")
    review.decisions.accept([ids[1]])
    review.decisions.flag([ids[3]], "Several products on one photo")
    review.decisions.skip([ids[4]])
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET catalog_label = ? WHERE id = ?", (LABELS[3], ids[5]))
    return review, ids


def found(desk: Desk, text: str) -> list[int]:
    review, ids = desk
    return sorted(map(ids.index, review.queue.ids(View(Filter(text=text), Order.PATH)).tolist()))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (LABELS[0], [0, 3]),  # the network's tag, also where another was decided
        (LABELS[1].upper()[:5], [1, 4]),
        (LABELS[3], [5]),  # what a catalog's term means
        ("rain", [0]),
        ("rain-hats", [0]),
        ("several products", [3]),  # a reason
        ("corrected", [0]),
        ("accept", [1]),
        ("flagged", [3]),
        ("skip", [4]),
        ("to do", [2, 5]),
        ("unknown", [2]),
        ("not sure", [1, 4]),
        ("sure", [0, 3]),
        ("uncertain accepted", [1]),
        ("teal", [2]),
        ("a/ corrected", [0]),
        ("fl", []),  # too little to mean a decision
        ("; DROP", []),
        ("  ", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_each_kind_of_word_finds_its_photos(desk: Desk, text: str, wanted: list[int]) -> None:
    assert found(desk, text) == wanted


def test_a_search_follows_decisions_and_undo(desk: Desk) -> None:
    review, ids = desk
    review.decisions.correct([ids[2]], "Umbrellas")
    assert found(desk, "umbrella") == [2]
    review.decisions.undo()
    assert found(desk, "umbrella") == []


def test_products_are_found_by_what_is_decided_about_them(shop: Desk) -> None:
    review, ids = shop
    review.decisions.correct([ids[1]], "Rain hats")
    found_ids = review.queue.ids(View(Filter(text="rain"), Order.PATH)).tolist()
    assert found_ids == [ids[0]]


def test_names_of_several_words_stay_whole() -> None:
    assert terms(" Teal  NOT sure bag") == ["not sure", "teal", "bag"]
    assert terms("nothing") == ["nothing"]
    assert members("unfamiliar") == [Status.UNKNOWN]
    assert members("not") == [Status.UNCERTAIN]
    assert members("se") == []


def test_another_language_is_understood_beside_the_files_own() -> None:
    spoken = {**ENGLISH, Verdict.ACCEPTED: ("accepted", "Accepted", "Bestätigt")}
    assert members("bestätigt", spoken) == [Verdict.ACCEPTED]
    assert members("accepted", spoken) == [Verdict.ACCEPTED]


def test_names_are_read_from_indexes_alone(desk: Desk) -> None:
    review, _ = desk
    assert Names.of(review.database) == Names(
        PACK.labels, (LABELS[1], "Rain hats"), ("Several products on one photo",)
    )
    for column in ("tag", "reason"):
        plan = review.database.rows(
            f"EXPLAIN QUERY PLAN SELECT DISTINCT {column} FROM photos WHERE {column} <> ''"
        )
        assert f"COVERING INDEX photos_by_{column}" in plan[0][3]


WORDS = st.sampled_from(["rain", "a/", "jpg", "sure", "known", "flag", "bag", LABELS[1], "photo"])


def holds(row: PhotoRow, word: str) -> bool:
    """The search, said again in plain Python."""
    word = word.casefold()
    texts = (row.path, row.label, row.state.tag, row.state.reason, row.catalog_label)
    return any(word in (text or "").casefold() for text in texts) or bool(
        {row.status, row.state.verdict} & set(members(word))
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=3, unique=True))
def test_all_words_are_found_and_nothing_else(desk: Desk, words: list[str]) -> None:
    review, ids = desk
    rows = review.photos.get_many(ids)
    wanted = [place for place, row in enumerate(rows) if all(holds(row, w) for w in words)]
    assert found(desk, " ".join(words)) == wanted
