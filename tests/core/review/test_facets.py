"""What a tick more would list, counted beside everything else that is chosen."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.review import catalog_tags
from core.review.facets import count_facets
from core.review.store import Review
from core.review.views import NOTHING_ASKED, VIEWS, Filter, View
from core.vocabulary import Facet, Status, ViewKey
from tests.core.review.desk import BAG, LABELS, SHIRT, SHOES, add_photos, classify, predict

NAMES = ("a/1.jpg", "a/b/2.jpg", "a/b/3.jpg", "c/4.jpg", "5.jpg", "waits.jpg")
EVERY = VIEWS[ViewKey.ALL]


@pytest.fixture
def desk(review: Review, tmp_path: Path) -> Review:
    """Five answered photos in folders, four with a term, two decided, and one that waits."""
    ids = add_photos(review, list(NAMES))
    statuses = (Status.KNOWN, Status.UNKNOWN, Status.KNOWN, Status.UNCERTAIN, Status.KNOWN)
    labels = (SHIRT, SHIRT, SHOES, BAG, SHOES)
    answers = [predict(label, 0.8, status) for label, status in zip(labels, statuses, strict=True)]
    classify(review, ids[:5], answers)
    table = tmp_path / "tags.csv"
    table.write_text(
        "path,tag\na/1.jpg,Hemden\na/b/2.jpg,Hemden\na/b/3.jpg,Schuhe\n5.jpg,Hemden\n", "utf-8"
    )
    catalog_tags.import_tags(review, table)
    review.decisions.accept([ids[0]])
    review.decisions.correct([ids[1]], "Ponchos")
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET badge = 'weak' WHERE id = ?", (ids[2],))
    return review


def test_every_facet_is_counted(desk: Review) -> None:
    counts = count_facets(desk.database, EVERY, NOTHING_ASKED)
    assert set(counts) == set(Facet)
    assert counts[Facet.CLASS] == {SHIRT: 1, "Ponchos": 1, SHOES: 2, BAG: 1, "": 1}
    assert counts[Facet.STATUS] == {"known": 3, "unknown": 1, "uncertain": 1, "": 1}
    assert counts[Facet.DECISION] == {"accepted": 1, "corrected": 1, "to do": 4}
    assert counts[Facet.TERM] == {"Hemden": 3, "Schuhe": 1, "": 2}
    assert counts[Facet.AGREEMENT] == {"no class": 3, "agree": 1, "": 2}
    assert counts[Facet.BADGE] == {"weak": 1, "": 5}
    assert counts[Facet.FOLDER] == {"": 6, "a": 3, "a/b": 2, "c": 1}


def test_a_facets_own_choice_does_not_narrow_its_own_counts(desk: Review) -> None:
    counts = count_facets(desk.database, EVERY, Filter(classes=(SHOES,)))
    assert counts[Facet.CLASS][SHIRT] == 1
    assert counts[Facet.STATUS] == {"known": 2}
    both = count_facets(desk.database, EVERY, Filter(classes=(SHOES,), statuses=("unknown",)))
    assert both[Facet.CLASS] == {"Ponchos": 1}
    assert both[Facet.STATUS] == {"known": 2}
    assert both[Facet.DECISION] == {}


def test_the_view_and_the_search_narrow_all_counts(desk: Review) -> None:
    counts = count_facets(desk.database, VIEWS[ViewKey.TO_DO], Filter(text="shoes"))
    assert counts[Facet.CLASS] == {SHOES: 2}
    assert counts[Facet.DECISION] == {"to do": 2}


def test_only_what_is_looked_at_is_counted(desk: Review) -> None:
    assert set(count_facets(desk.database, EVERY, NOTHING_ASKED, facets=[Facet.TERM])) == {
        Facet.TERM
    }
    assert count_facets(desk.database, EVERY, NOTHING_ASKED, facets=[]) == {}


CHOSEN = st.fixed_dictionaries({
    "classes": st.lists(st.sampled_from([SHIRT, SHOES, "Ponchos", ""]), unique=True).map(tuple),
    "statuses": st.lists(st.sampled_from(["known", "unknown", ""]), unique=True).map(tuple),
    "verdicts": st.lists(st.sampled_from(["to do", "accepted", "flagged"]), unique=True).map(tuple),
    "terms": st.lists(st.sampled_from(["Hemden", "Schuhe", ""]), unique=True).map(tuple),
    "folders": st.lists(st.sampled_from(["a", "a/b", "c", ""]), unique=True).map(tuple),
    "text": st.sampled_from(["", "a", "shoes", "not sure"]),
})  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOSEN, st.sampled_from([EVERY, VIEWS[ViewKey.TO_DO], VIEWS[ViewKey.DONE]]))
def test_a_count_is_what_its_value_alone_would_list(
    desk: Review, chosen: dict[str, object], view: View
) -> None:
    asked = Filter(**chosen)  # type: ignore[arg-type]
    counts = count_facets(desk.database, view, asked)
    for facet, counted in counts.items():
        for value in ({*counted} | {*LABELS}) if facet is Facet.CLASS else counted:
            if facet is Facet.FOLDER and value == "":
                continue
            listed = desk.queue.ids(view, asked.choosing(facet, [value]))
            assert len(listed) == counted[value], (facet, value)
