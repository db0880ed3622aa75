"""How what narrows a list is called."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from core.review.views import NOTHING_ASKED, Filter
from core.vocabulary import Agreement, Facet, Status, Trust, Verdict
from desktop.ui import facet_words
from desktop.ui.facet_words import chips, in_order, nothing_fits, value_words, would_fit

EVERYTHING = Filter(
    classes=("Hats", ""),
    statuses=("unknown", ""),
    verdicts=("flagged",),
    terms=("Hüte",),
    badges=("weak",),
    folders=("a/b", ""),
    confidence=(0.2, 0.5),
    margin=(0.0, 0.1),
    disagreeing=True,
    duplicates=True,
    automatic=False,
    modified_ns=(1_700_000_000 * 10**9, 1_800_000_000 * 10**9),
    text="red",
)


def test_everything_that_can_be_asked_has_a_chip_that_takes_it_away() -> None:
    shown = chips(EVERYTHING)
    assert len({chip.text for chip in shown}) == len(shown) == 16
    asked = EVERYTHING
    while asked != NOTHING_ASKED:
        first, *rest = chips(asked)
        assert [chip.text for chip in chips(first.rest)] == [chip.text for chip in rest]
        asked = first.rest
    assert chips(NOTHING_ASKED) == []


@pytest.mark.parametrize(
    ("facet", "kind"),
    [
        (Facet.STATUS, Status),
        (Facet.DECISION, Verdict),
        (Facet.AGREEMENT, Agreement),
        (Facet.BADGE, Trust),
    ],
)
def test_closed_sets_stand_in_their_order_under_names_of_their_own(
    facet: Facet, kind: type[Status | Verdict | Trust | Agreement]
) -> None:
    values = [*kind] if facet is Facet.DECISION else [*kind, ""]
    assert in_order(facet, {*reversed(values), "of another version"}) == values
    assert len({value_words(facet, value) for value in values}) == len(values)


def test_names_stand_by_their_letters_and_none_comes_last() -> None:
    assert in_order(Facet.CLASS, ["", "ties", "Bags", "Hats"]) == ["Bags", "Hats", "ties", ""]
    assert value_words(Facet.CLASS, "") == "Not tagged yet"


def test_an_empty_list_says_why_and_what_would_help() -> None:
    asked = Filter(classes=("Hats",), statuses=("unknown",), text="red")
    assert nothing_fits(asked) == (
        "Nothing in this view matches all of this: “red”; Class: Hats; Status: Unfamiliar."
    )
    counts = {Facet.CLASS: Counter({"Bags": 2, "Ties": 10}), Facet.STATUS: Counter()}
    assert would_fit(asked, counts) == "There would be 12 without “Class”."
    assert would_fit(asked, {Facet.CLASS: Counter(), Facet.STATUS: Counter()}) == ""
    folders = {Facet.FOLDER: Counter({"": 3, "a": 3, "a/b": 3})}
    assert would_fit(Filter(folders=("c",)), folders) == "There would be 3 without “Folder”."


def test_a_day_before_1970_is_named_as_any_other() -> None:
    """Windows converts no such time; Qt does."""
    noon = datetime(1965, 6, 15, 12, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    assert facet_words._day(noon // timedelta(seconds=1) * facet_words.NS) == "1965-06-15"
