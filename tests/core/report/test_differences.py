"""Two records of one explanation are compared field by field."""

import math

from hypothesis import given
from hypothesis import strategies as st

from core.report.differences import differences

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


@given(JSON)
def test_nothing_differs_from_itself(value: object) -> None:
    assert list(differences(value, value)) == []


def test_a_difference_says_where_it_is_and_how_large() -> None:
    (found,) = differences({"a": [{"b": 0.5}]}, {"a": [{"b": 0.75}]})
    assert (found.where, found.size) == ("a.0.b", 0.25)
    assert str(found) == "a.0.b 0.5 recorded, 0.75 computed"


def test_lengths_and_missing_fields_are_differences_without_a_size() -> None:
    found = {one.where: one for one in differences({"a": [1, 2], "b": 1}, {"a": [1], "c": 2})}
    assert found.keys() == {"a.length", "b", "c"}
    assert found["b"].size == math.inf
    assert str(found["c"]) == "c nothing recorded, 2 computed"


def test_what_is_no_number_is_beyond_every_tolerance() -> None:
    """Nothing compares with it: the largest of several would be any other."""
    found = list(differences([0.5, math.nan], [0.5000001, 0.25]))
    assert [one.size for one in found][1] == math.inf
    assert max(found, key=lambda one: one.size).where == "1"


def test_what_is_not_computed_and_what_came_later_is_passed_over() -> None:
    recorded = {"seconds": 1.0, "hash": "x", "label": "Bags"}
    computed = {"seconds": 2.0, "label": "Bags", "contrast": None}
    assert list(differences(recorded, computed)) == []


def test_a_long_value_is_shortened() -> None:
    (found,) = differences("a" * 64, "b")
    assert str(found).endswith(f"{'a' * 12}… recorded, b computed")
