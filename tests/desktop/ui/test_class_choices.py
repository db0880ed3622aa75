"""Classes to choose from: the most probable first, families together."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.entities import ClassScore, Prediction
from core.inference.model_pack import Pack
from core.vocabulary import Status
from desktop.ui.choice import Choice
from desktop.ui.class_choices import added_choices, by_families, class_choices
from tests.packs import LABELS

NAMES = tuple("abcdefgh")
FAMILIES = (("a", "b"), ("c", "d", "e"))


@given(st.permutations(NAMES))
def test_a_family_follows_the_first_of_its_members_in_the_order_of_ranks(ranked: list[str]) -> None:
    ordered = by_families(ranked, FAMILIES)
    assert sorted(ordered) == sorted(ranked)
    for family in (*FAMILIES, *((name,) for name in "fgh")):
        members = [name for name in ranked if name in family]
        start = ordered.index(members[0])
        assert ordered[start : start + len(members)] == members
    heads = [name for name in ordered if not any(name in family for family in FAMILIES)]
    assert heads == [name for name in ranked if name in "fgh"]


def test_families_stand_together_behind_their_surest_member() -> None:
    ranked = ["Heels", "Belts", "Flats", "Ties", "Sandals"]
    families = [("Flats", "Heels", "Sandals"), ("Ties", "Scarves")]
    assert by_families(ranked, families) == ["Heels", "Flats", "Sandals", "Belts", "Ties"]


def test_the_class_to_be_left_stands_last_and_the_runner_up_first(tiny_pack: Pack) -> None:
    shares = np.array([0.1, 0.5, 0.3, 0.06, 0.04], np.float32)  # Green and Yellow are mixed up
    prediction = Prediction((ClassScore("Green", 0.5),), Status.UNCERTAIN, shares, shares)
    found = [choice.text for choice in class_choices(tiny_pack, prediction, leaving="Green")]
    assert found == ["Grey", "Blue", "Red", "Yellow", "Green"]
    assert class_choices(tiny_pack, None, leaving="Blue")[-1] == Choice("Blue")
    assert len(class_choices(tiny_pack, prediction, leaving="Teal")) == len(LABELS)


def test_without_a_prediction_classes_stand_as_in_the_pack(tiny_pack: Pack) -> None:
    assert class_choices(tiny_pack, None) == [Choice(name) for name in LABELS]
    assert class_choices(None, None) == []


def test_the_most_probable_class_brings_its_family(tiny_pack: Pack) -> None:
    shares = np.array([0.1, 0.5, 0.3, 0.06, 0.04], np.float32)  # Green and Yellow are mixed up
    top = (ClassScore("Green", 0.5),)
    found = class_choices(tiny_pack, Prediction(top, Status.UNCERTAIN, shares, shares))
    assert found == [
        Choice("Green", "50 %"),
        Choice("Yellow", "4 %"),
        Choice("Grey", "30 %"),
        Choice("Blue", "10 %"),
        Choice("Red", "6 %"),
    ]


def test_added_tags_stand_by_name_with_their_photos() -> None:
    assert added_choices({"teal": 1, "Petrol": 1200}) == [
        Choice("Petrol", "1,200 photos"),
        Choice("teal", "1 photo"),
    ]
