"""Figures as languages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.figures import PLURALS, Figures, points_between

share = st.floats(0, 1)

ENGLISH, GERMAN = Figures(".", ","), Figures(",", ".")


@pytest.mark.parametrize(
    ("value", "form", "english", "german"),
    [
        (2014, ",", "2,014", "2.014"),
        (1234567.5, ",.1f", "1,234,567.5", "1.234.567,5"),
        (3.4, ".1f", "3.4", "3,4"),
        (-0.5, "+.3f", "−0.500", "−0,500"),
        (7, "", "7", "7"),
    ],
)
def test_each_language_has_its_own_signs(
    value: float, form: str, english: str, german: str
) -> None:
    assert ENGLISH.number(value, form) == english
    assert GERMAN.number(value, form) == german


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.953, "95,3 %"), (0.9996, "> 99,9 %"), (0.0003, "< 0,1 %"), (1.0, "100,0 %"), (0, "0,0 %")],
)
def test_shares_never_claim_what_they_are_not(share: float, said: str) -> None:
    assert GERMAN.share(share) == said


@given(share, share, st.sampled_from([0, 1]))
def test_a_difference_is_that_of_the_figures_beside_it(
    before: float, after: float, decimals: int
) -> None:
    first, second = (float(format(100 * one, f".{decimals}f")) for one in (before, after))
    assert points_between(before, after, decimals) == pytest.approx(second - first)
    assert str(points_between(before, before)) == "0.0"


def test_a_language_may_write_per_cent_otherwise() -> None:
    assert Figures(".", ",", percent="{}%", above=">{}").share(0.9999) == ">99.9%"


@pytest.mark.parametrize("key", PLURALS)
def test_one_of_a_thing_is_told_from_none_and_from_several(key: str) -> None:
    assert [PLURALS[key](number) for number in (0, 1, 2, 101)] == ["other", "one", "other", "other"]
