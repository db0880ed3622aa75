"""Each question by itself, as SQL."""

from pathlib import Path

import pytest

from core.review import conditions
from core.review.conditions import COLUMNS, Condition
from core.review.store import Review
from core.review.views import FIELDS, Filter
from core.vocabulary import Facet, Order, Verdict
from tests.core.review.desk import add_photos


def test_every_facet_has_a_column_and_a_field() -> None:
    assert set(COLUMNS) == set(FIELDS) == set(Facet)


def test_parts_are_asked_together_with_their_values_in_order() -> None:
    both = Condition.all_of([Condition("a = ?", (1,)), Condition("b IN (?, ?)", (2, 3))])
    assert both == Condition("a = ? AND b IN (?, ?)", (1, 2, 3))
    assert Condition.all_of([]).sql == "1"


def test_neighbouring_verdicts_are_a_range() -> None:
    def sql(*verdicts: Verdict) -> str:
        return conditions.of_facet(Facet.DECISION, verdicts).sql

    assert sql(Verdict.ACCEPTED, Verdict.CORRECTED) == "verdict BETWEEN 2 AND 3"
    assert sql(Verdict.TODO, Verdict.FLAGGED) == "verdict IN (0, 4)"


def test_a_facet_can_leave_out_its_own_choice() -> None:
    chosen = Filter(classes=("Hats",), statuses=("known",))
    (rest,) = conditions.of_facets(chosen, without=Facet.CLASS)
    assert rest.values == ("known",)


def test_only_decided_photos_use_the_index_of_decisions() -> None:
    decided = Filter(verdicts=(Verdict.ACCEPTED,))
    assert "decided_at IS NOT NULL" in [one.sql for one in conditions.asked(decided, Order.DECIDED)]
    assert conditions.asked(decided, Order.PATH) == []


ELSE = Path("/else").absolute().as_posix()
"""With a drive on Windows."""


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("a", ["a/x.jpg", "a/é/y.jpg"]),
        ("a/é", ["a/é/y.jpg"]),
        ("", ["a/x.jpg", "a/é/y.jpg", "ab/z.jpg", "top.jpg"]),
        (ELSE, [f"{ELSE}/where.jpg"]),
    ],
)
def test_a_folder_is_the_beginning_of_a_path(review: Review, folder: str, found: list[str]) -> None:
    add_photos(review, ["a/x.jpg", "a/é/y.jpg", "ab/z.jpg", "top.jpg", "/else/where.jpg"])
    condition = conditions.of_facet(Facet.FOLDER, (folder,))
    rows = review.database.rows(
        f"SELECT path FROM photos WHERE {condition.sql} ORDER BY path", condition.values
    )
    assert [path for (path,) in rows] == found
