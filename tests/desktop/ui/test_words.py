"""The words, shapes and colours of the window."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.catalog import english
from core.vocabulary import PENDING, Status, Trust, Verdict
from desktop.ui import icons, theme
from desktop.ui.words import (
    STATUS_SIGNS,
    TRUST_SIGNS,
    VERDICT_SIGNS,
    Sign,
    can_occur,
    count,
    decided,
    duration,
    entries,
    together,
)

Table = Mapping[StrEnum | None, Sign]
TABLES = [
    pytest.param(STATUS_SIGNS, {*Status, None}, id="status"),
    pytest.param(TRUST_SIGNS, set(Trust), id="trust"),
    pytest.param(VERDICT_SIGNS, set(Verdict), id="verdict"),
]
NOUNS = [key.removeprefix("count.") for key in english().messages if key.startswith("count.")]
SECONDS = {"s": 1, "min": 60, "h": 3600}


@pytest.mark.parametrize(("signs", "members"), TABLES)
def test_every_member_has_its_sign(signs: Table, members: set[StrEnum | None]) -> None:
    assert set(signs) == members
    for sign in signs.values():
        assert sign.word
        assert sign.hint.endswith(".")
        assert all(sign.colour in theme.tokens(dark) for dark in (False, True))


@pytest.mark.parametrize(("signs", "members"), TABLES)
@pytest.mark.usefixtures("qapp")
def test_signs_are_told_apart_without_colour(signs: Table, members: set[StrEnum | None]) -> None:
    shapes = [icons.icon(sign.icon, "text").pixmap(24, 24).toImage() for sign in signs.values()]
    assert len({sign.word for sign in signs.values()}) == len(members)
    assert all(one != other for one, other in combinations(shapes, 2))
    for shape in shapes:
        assert any(shape.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_decisions_are_said_with_their_tag_or_reason() -> None:
    assert decided(Verdict.TODO, "", "") == ""
    assert decided(Verdict.ACCEPTED, "Shirts", "") == "Accepted as Shirts"
    assert decided(Verdict.ACCEPTED, "Shirts", "", automatic=True) == "Auto-accepted as Shirts"
    assert decided(Verdict.CORRECTED, "Clutches", "") == "Corrected to Clutches"
    assert decided(Verdict.FLAGGED, "", "two products") == "Flagged: two products"
    assert decided(Verdict.SKIPPED, "", "") == "Skipped"


@pytest.mark.parametrize("verdict", Verdict)
def test_every_decision_is_said_but_none_yet(verdict: Verdict) -> None:
    said = decided(verdict, "Shirts", "blurred")
    assert bool(said) == (verdict is not Verdict.TODO)
    assert ("Shirts" in said) == (verdict not in (*PENDING, Verdict.FLAGGED))


def test_counts_and_times_in_words() -> None:
    assert (count(1, "photo"), count(2014, "photo")) == ("1 photo", "2,014 photos")
    assert (duration(0.2), duration(60), duration(7830)) == ("1 s", "60 s", "2 h 10 min")
    assert (duration(89), duration(130), duration(3550)) == ("89 s", "2 min", "59 min")


@pytest.mark.parametrize("noun", NOUNS)
def test_one_and_several_are_told_apart(noun: str) -> None:
    assert count(1, noun) == f"1 {noun}"
    assert count(0, noun).split()[1] == count(2, noun).split()[1] != noun


@given(st.floats(0, 1e6))
def test_a_time_to_wait_is_right_to_half_of_what_it_is_counted_in(seconds: float) -> None:
    parts = re.findall(r"(\d+) (\w+)", duration(seconds))
    said = sum(int(number) * SECONDS[unit] for number, unit in parts)
    assert said > 0
    assert abs(said - max(seconds, 1)) <= (0.5 if parts[-1][1] == "s" else 30.5)


def test_a_product_is_told_in_photos() -> None:
    assert together(4, 0) == "4 photos"
    assert together(4, 1) == "4 photos, 1 contradicts"
    assert together(1200, 2) == "1,200 photos, 2 contradict"


def test_a_choice_of_classes_is_said_by_its_number() -> None:
    assert can_occur(12, 54) == "12 of 54 classes can occur"
    assert can_occur(1054, 1054) == "All 1,054 classes can occur"


def test_products_are_said_where_there_are_some() -> None:
    assert entries(0, 1) == "1 photo"
    assert entries(2014, 0) == "2,014 products"
    assert entries(1, 2) == "1 product and 2 photos"
