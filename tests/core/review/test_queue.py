import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.natural import path_key
from core.review import catalog_tags, queue
from core.review.records import PhotoRow
from core.review.searching import ENGLISH
from core.review.sorting import SORTINGS
from core.review.store import Review
from core.review.views import NONE, NOTHING_ASKED, VIEWS, Filter, View
from core.vocabulary import PENDING, Order, Status, Verdict, ViewKey
from tests.core.review.desk import LABELS, add_photos, classify, predict

CONFIDENCES = (0.9, 0.3, 0.6, 0.5, 0.7, 0.4)
STATUSES = (Status.KNOWN, Status.UNKNOWN, Status.UNCERTAIN) * 2
NAMES = ("b/Zebra Größe.jpg", "a/apple.jpg", "a/pear.png", "c/fig_100%.jpg", "d.jpg", "e.jpg")


@pytest.fixture
def desk(review: Review, tmp_path) -> tuple[Review, list[int]]:  # noqa: ANN001
    """Six classified photos and one that is not; a catalog disagrees about three."""
    ids = add_photos(review, [*NAMES, "unread.jpg"])
    labels = [LABELS[i % 3] for i in range(6)]
    answers = map(predict, labels, CONFIDENCES, STATUSES)
    classify(review, ids[:6], list(answers))
    table = tmp_path / "tags.csv"
    table.write_text(
        "path,tag,name\nb/Zebra Größe.jpg,Dress,Red gown\na/apple.jpg,Handbag,\n"
        "a/pear.png,handbags,\nd.jpg,Dresses,Blue gown\n",
        encoding="utf-8",
    )
    catalog_tags.import_tags(review, table)
    return review, ids


def test_the_named_views(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    review.decisions.accept([ids[0]])
    review.decisions.correct([ids[2]], "Ponchos")
    review.decisions.flag([ids[4]], "blurred")
    review.decisions.skip([ids[1]])
    shown = {key: [ids.index(i) for i in review.queue.ids(view)] for key, view in VIEWS.items()}
    assert shown == {
        ViewKey.DOUBTFUL: [5, 3, 6, 1],
        ViewKey.DISAGREEMENTS: [1],
        ViewKey.UNKNOWN: [1],
        ViewKey.TO_DO: [5, 6, 1, 3],
        ViewKey.DONE: [2, 0],
        ViewKey.FLAGGED: [4],
        ViewKey.UNREADABLE: [],
        ViewKey.ALL: [4, 5, 6, 1, 2, 0, 3],
    }
    counts = review.queue.counts()
    assert (counts.to_do, counts.done, counts.flagged, counts.total) == (4, 2, 1, 7)
    assert counts.by_view == {key: len(found) for key, found in shown.items()}


def test_what_cannot_be_read_is_no_work_but_a_view_of_its_own(
    desk: tuple[Review, list[int]],
) -> None:
    review, ids = desk
    for photo in (ids[6], ids[3], ids[2]):
        review.photos.fail(photo, "torn")
    review.decisions.flag(ids[2:3], "broken file")
    shown = {key: [ids.index(i) for i in review.queue.ids(view)] for key, view in VIEWS.items()}
    assert shown[ViewKey.UNREADABLE] == [6, 3]
    assert shown[ViewKey.TO_DO] == [4, 5, 1, 0]
    assert set(shown[ViewKey.DOUBTFUL]) == {0, 1, 4, 5}
    assert shown[ViewKey.FLAGGED] == [2]
    counts = review.queue.counts()
    assert (counts.to_do, counts.unreadable, counts.flagged, counts.total) == (4, 2, 1, 7)
    assert counts.by_view == {key: len(found) for key, found in shown.items()}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(Verdict)), min_size=7, max_size=7))
def test_every_photo_is_in_one_of_the_views(
    desk: tuple[Review, list[int]], photos: list[tuple[bool, Verdict]]
) -> None:
    review, ids = desk
    with review.database.transaction() as connection:
        for photo, (broken, verdict) in zip(ids, photos, strict=True):
            state = ("torn", "error", None) if broken else ("", "known", 0.9)
            connection.execute(
                "UPDATE photos SET error = ?, status = ?, confidence = ?, verdict = ?,"
                " decided_at = 'now' WHERE id = ?",
                (*state, verdict.rank, photo),
            )
    counts = review.queue.counts()
    assert counts.to_do + counts.unreadable + counts.done + counts.flagged == counts.total == 7
    found = {key: review.queue.ids(view).tolist() for key, view in VIEWS.items()}
    assert counts.by_view == {key: len(listed) for key, listed in found.items()}
    parts = (ViewKey.TO_DO, ViewKey.UNREADABLE, ViewKey.DONE, ViewKey.FLAGGED)
    assert sorted(photo for key in parts for photo in found[key]) == sorted(ids)


def test_what_stands_is_counted_by_class(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    assert review.queue.carried() == {LABELS[0]: 2, LABELS[1]: 2, LABELS[2]: 2}
    review.decisions.accept([ids[0]])
    review.decisions.correct([ids[3]], "Ponchos")
    review.decisions.flag([ids[1]], "blurred")
    assert review.queue.carried() == {LABELS[0]: 1, LABELS[1]: 2, LABELS[2]: 2, "Ponchos": 1}


def test_decided_tags_are_counted_by_an_index_that_holds_all_of_it(
    desk: tuple[Review, list[int]],
) -> None:
    review, ids = desk
    review.decisions.correct(ids[:2], "Ponchos")
    review.decisions.accept([ids[2]])
    review.decisions.flag([ids[4]], "blurred")
    assert review.queue.counts().by_tag == {"Ponchos": 2, LABELS[2]: 1}
    review.decisions.withdraw([ids[0]])
    assert review.queue.counts().by_tag == {"Ponchos": 1, LABELS[2]: 1}
    plan = review.database.rows(
        "EXPLAIN QUERY PLAN SELECT tag, count(*) FROM photos"
        " WHERE tag <> '' AND missing = 0 AND behind = 0 GROUP BY tag"
    )
    assert [step[3] for step in plan] == [
        "SEARCH photos USING COVERING INDEX photos_by_tag (missing=? AND behind=?)"
    ]


def test_the_worst_disagreement_comes_first(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    rows = review.photos.get_many(review.queue.ids(VIEWS[ViewKey.DISAGREEMENTS]).tolist())
    assert {row.id for row in rows} == {ids[0], ids[1], ids[4]}
    doubts = [row.tag_doubt for row in rows]
    assert doubts == sorted(doubts, reverse=True)
    assert rows[0].id == ids[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("GRÖSSE", [0]), ("zebra größe", [0]), ("a/", [1, 2]), ("gown", [0, 4]), ("gown blue", [4]),
     ("100%", [3]), ("_", [3]), ("nothing like it", []), ("'; DROP", []), ("handbag", [1, 2, 5])],
)  # fmt: skip
def test_search_looks_through_path_product_and_tag(
    desk: tuple[Review, list[int]], text: str, wanted: list[int]
) -> None:
    review, ids = desk
    found = review.queue.ids(View(Filter(text=text), Order.PATH)).tolist()
    assert sorted(ids.index(i) for i in found) == wanted


def keeps(chosen: Filter, row: PhotoRow) -> bool:
    """The filter, said again in plain Python."""
    sure, margin = row.confidence, row.margin
    return all((
        not chosen.verdicts or row.state.verdict in chosen.verdicts,
        not chosen.statuses or row.status in chosen.statuses,
        not chosen.classes or (row.state.tag or row.label) in chosen.classes,
        chosen.confidence is None
        or (sure is not None and chosen.confidence[0] <= sure <= chosen.confidence[1]),
        chosen.margin is None
        or (margin is not None and chosen.margin[0] <= margin <= chosen.margin[1]),
        not chosen.disagreeing
        or (row.catalog_label is not None and row.label is not None
            and row.catalog_label != row.label),
        not chosen.duplicates or row.cluster is not None,
        chosen.automatic is None or row.state.automatic == chosen.automatic,
        chosen.text.casefold() in row.path.casefold(),
        chosen.missing == row.missing,
    ))  # fmt: skip


LIMITS = st.tuples(st.floats(0, 0.6), st.floats(0.4, 1)) | st.none()
FILTERS = st.builds(
    Filter,
    verdicts=st.lists(st.sampled_from(Verdict), max_size=3).map(tuple),
    statuses=st.lists(st.sampled_from(STATUSES), max_size=2).map(tuple),
    classes=st.lists(st.sampled_from(LABELS), max_size=2).map(tuple),
    confidence=LIMITS,
    margin=LIMITS,
    disagreeing=st.booleans(),
    automatic=st.none() | st.booleans(),
    text=st.sampled_from(["", "", "a/", "JPG"]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=FILTERS, order=st.sampled_from(Order), descending=st.booleans())
def test_filters_give_what_they_say_in_the_order_they_say(
    desk: tuple[Review, list[int]], chosen: Filter, order: Order, descending: bool
) -> None:
    review, ids = desk
    if review.queue.counts().done == 0:
        review.decisions.accept([ids[0]], automatic=True)
        review.decisions.skip([ids[3]])
    found = review.queue.ids(View(chosen, order, descending)).tolist()
    rows = review.photos.get_many(ids)
    assert sorted(found) == [row.id for row in rows if keeps(chosen, row)]
    keys = {
        Order.DOUBT: lambda row: (row.state.verdict.rank, row.confidence or 2, row.id),
        Order.CONFIDENCE: lambda row: (row.confidence or 2, row.id),
        Order.MARGIN: lambda row: (row.state.verdict.rank, row.margin or 2, row.id),
        Order.PATH: lambda row: path_key(row.path),
        Order.DATE: lambda row: (row.modified_ns, row.id),
    }
    shown = review.photos.get_many(found)
    if order in keys:
        assert shown == sorted(shown, key=keys[order], reverse=descending)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_view_is_answered_by_an_index(review: Review, view: View) -> None:
    found, order, values = review.queue._sorted(view, NOTHING_ASKED, ENGLISH)
    plan = review.database.rows(
        f"EXPLAIN QUERY PLAN SELECT id FROM photos WHERE {found} ORDER BY {order}", values
    )
    assert [step[3] for step in plan if "SCAN" in step[3] or "TEMP" in step[3]] == []


def test_labels_are_counted(desk: tuple[Review, list[int]]) -> None:
    review, _ = desk
    assert sorted(review.queue.labels()) == [(label, 2) for label in sorted(LABELS[:3])]
    assert review.queue.ids(View(Filter(verdicts=PENDING, classes=("Nothing",)))).size == 0


def test_orders_by_what_the_network_and_the_reviewer_said(
    desk: tuple[Review, list[int]],
) -> None:
    review, ids = desk
    review.decisions.accept([ids[0]])
    review.decisions.flag([ids[4]], "blurred")

    def order(by: Order, *, descending: bool = False) -> list[int]:
        found = review.queue.ids(View(Filter(), by, descending)).tolist()
        return [ids.index(photo) for photo in found]

    assert order(Order.STATUS) == [1, 4, 5, 2, 3, 0, 6]
    assert order(Order.VERDICT)[-2:] == [0, 4]
    labels = [review.photos.get(ids[place]).label for place in order(Order.LABEL)]
    assert labels == [*sorted(labels[:-1]), None]


def test_a_family_stands_together(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    classify(review, [ids[6]], [predict("Dresses", 0.9)])
    found = review.queue.ids(View(Filter(), Order.FAMILY)).tolist()
    labels = [review.photos.get(photo).label for photo in found]
    assert labels == ["Casual Shoes"] * 2 + ["Dresses"] + ["Handbags"] * 2 + ["Tshirts"] * 2


def test_what_an_order_says_nothing_of_comes_last_in_it(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    review.decisions.accept([ids[1]])
    review.decisions.flag([ids[3]], "blurred")
    with review.database.transaction() as connection:
        connection.executemany(
            "UPDATE photos SET cluster = ? WHERE id = ?",
            [(7, ids[5]), (3, ids[2]), (7, ids[0]), (3, ids[4])],
        )

    def order(by: Order) -> list[int]:
        view = View(Filter(), by, SORTINGS[by].descending)
        return [ids.index(photo) for photo in review.queue.ids(view).tolist()]

    assert order(Order.CLUSTER) == [2, 4, 0, 5, 1, 3, 6]
    assert order(Order.DECIDED)[:2] == [3, 1]
    assert len(order(Order.DECIDED)) == len(order(Order.DISAGREEMENT)) == len(ids)
    alike = review.queue.ids(View(Filter(duplicates=True), Order.CLUSTER)).tolist()
    assert [ids.index(photo) for photo in alike] == [2, 4, 0, 5]


def test_the_least_trusted_explanation_comes_first(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    with review.database.transaction() as connection:
        connection.executemany(
            "UPDATE photos SET badge = ? WHERE id = ?",
            [("trust", ids[0]), ("weak", ids[1]), ("care", ids[2])],
        )
    found = review.queue.ids(View(Filter(), Order.BADGE)).tolist()
    assert [ids.index(photo) for photo in found[:3]] == [1, 2, 0]


def test_what_is_asked_beside_a_view_never_widens_it(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    review.decisions.accept([ids[0]])
    for asked in (Filter(verdicts=("accepted", "to do")), Filter(statuses=("known",))):
        found = review.queue.ids(VIEWS[ViewKey.TO_DO], asked).tolist()
        assert ids[0] not in found
        assert set(found) <= set(review.queue.ids(VIEWS[ViewKey.TO_DO]).tolist())
    assert review.queue.ids(VIEWS[ViewKey.ALL], Filter(verdicts=("accepted",))).tolist() == ids[:1]


def test_a_class_is_what_stands(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    review.decisions.correct([ids[0]], "Ponchos")
    every = VIEWS[ViewKey.ALL]
    assert review.queue.ids(every, Filter(classes=("Ponchos",))).tolist() == [ids[0]]
    assert review.queue.ids(every, Filter(classes=(LABELS[0],))).tolist() == [ids[3]]
    assert review.queue.ids(every, Filter(classes=(NONE,))).tolist() == [ids[6]]


def test_class_by_class_in_the_views_order(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    review.decisions.correct([ids[2]], "apron")
    found, names = review.queue.ids_by_class(VIEWS[ViewKey.ALL])
    assert names == ["apron", *[LABELS[1]] * 2, LABELS[2], *[LABELS[0]] * 2, ""]
    assert [ids.index(one) for one in found.tolist()] == [2, 4, 1, 5, 0, 3, 6]
    none = review.queue.ids_by_class(VIEWS[ViewKey.ALL], Filter(classes=("Nothing",)))
    assert (none[0].tolist(), none[1]) == ([], [])


@pytest.mark.parametrize(
    ("folders", "wanted"),
    [(("a",), [1, 2]), (("a", "c"), [1, 2, 3]), (("",), [0, 1, 2, 3, 4, 5, 6]), (("b",), [0])],
)
def test_folders_hold_what_lies_below_them(
    desk: tuple[Review, list[int]], folders: tuple[str, ...], wanted: list[int]
) -> None:
    review, ids = desk
    found = review.queue.ids(VIEWS[ViewKey.ALL], Filter(folders=folders)).tolist()
    assert sorted(ids.index(one) for one in found) == wanted


def test_only_the_folder_itself(desk: tuple[Review, list[int]]) -> None:
    review, ids = desk
    found = review.queue.ids(VIEWS[ViewKey.ALL], Filter(deep=False)).tolist()
    assert [ids.index(one) for one in found] == [4, 5, 6]


@pytest.mark.parametrize("key", ViewKey)
def test_a_part_of_a_list_is_a_part_of_it(key: ViewKey, desk: tuple[Review, list[int]]) -> None:
    queue, view = desk[0].queue, VIEWS[key]
    every = queue.ids(view).tolist()
    assert queue.around(None, 3, view) == every[:3]
    assert queue.around(77, 3, view) == every[:3]
    for place, photo in enumerate(every):
        start = max(0, place - 1)
        assert queue.around(photo, 3, view) == every[start : start + 3]


def test_lists_longer_than_what_is_turned_at_once_are_whole(
    desk: tuple[Review, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    every = desk[0].queue.ids(VIEWS[ViewKey.ALL]).tolist()
    assert len(every) == 7
    for together in range(1, 20):
        monkeypatch.setattr(queue, "_TOGETHER", together)
        ids = desk[0].queue.ids(VIEWS[ViewKey.ALL])
        assert list(queue.one_by_one(ids)) == every
    assert list(queue.one_by_one(ids[:0])) == []
    assert desk[0].queue.ids(VIEWS[ViewKey.FLAGGED]).tolist() == []
