import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.review.class_mapping import ClassMap
from tests.core.review.desk import LABELS


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Tshirts", "Tshirts"), (" tshirts ", "Tshirts"), ("T-Shirt", "Tshirts"),
     ("T SHIRTS", "Tshirts"), ("casual_shoe", "Casual Shoes"), ("DRESS", "Dresses"),
     ("lip glosses", "Lip Gloss"), ("handbag", "Handbags"), ("Hats", None), ("", None)],
)  # fmt: skip
def test_foreign_names_find_their_class(name: str, wanted: str | None) -> None:
    assert ClassMap(LABELS).find(name) == wanted


def test_what_was_assigned_by_hand_comes_first() -> None:
    classes = ClassMap(LABELS, {"Clutch": "Handbags", "tshirt": "Dresses", "x": "No such class"})
    assert [classes.find(name) for name in ("CLUTCHES", "T-shirt", "x")] == [
        "Handbags", "Dresses", None,
    ]  # fmt: skip


def test_classes_that_differ_only_in_form_are_told_apart_exactly() -> None:
    classes = ClassMap(("Top", "Tops"))
    assert [classes.find(name) for name in ("Top", "Tops", "top")] == ["Top", "Tops", None]


@given(st.text(max_size=20))
def test_any_name_finds_a_class_or_none(name: str) -> None:
    assert ClassMap(LABELS).find(name) in (*LABELS, None)
