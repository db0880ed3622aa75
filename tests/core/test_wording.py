"""Figures as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.wording import counted, entries, percent, photos_gone, whole_percent


@pytest.mark.parametrize(
    ("share", "exact", "whole"),
    [
        (0.0, "0.0 %", "0 %"),
        (0.0003, "< 0.1 %", "< 1 %"),
        (0.004, "0.4 %", "< 1 %"),
        (0.875, "87.5 %", "88 %"),
        (0.995, "99.5 %", "> 99 %"),
        (0.9996, "> 99.9 %", "> 99 %"),
        (1.0, "100.0 %", "100 %"),
    ],
)
def test_shares(share: float, exact: str, whole: str) -> None:
    assert (percent(share), whole_percent(share)) == (exact, whole)


@given(st.floats(0, 1, exclude_min=True, exclude_max=True), st.integers(0, 3))
def test_nothing_is_rounded_up_to_certainty_or_down_to_none(share: float, decimals: int) -> None:
    said = percent(share, decimals)
    assert said != percent(1.0, decimals)
    assert said != percent(0.0, decimals)


@pytest.mark.parametrize(
    ("probability", "said"),
    [(1.0, "100 %"), (0.999, "> 99 %"), (0.71, "71 %"), (0.001, "< 1 %"), (0.0, "0 %")],
)
def test_percent_never_claims_certainty(probability: float, said: str) -> None:
    assert whole_percent(probability) == said


def test_counts_are_said_with_what_is_counted() -> None:
    assert [counted(number, "product") for number in (0, 1, 2014)] == [
        "0 products", "1 product", "2,014 products",
    ]  # fmt: skip
    assert entries(0, 1) == "1 photo"
    assert entries(19, 0) == "19 products"
    assert entries(1, 2) == "1 product and 2 photos"


def test_a_folder_whose_photos_are_gone_is_told_with_the_way_out() -> None:
    said = photos_gone(1, 2014)
    assert said.startswith("holds 1 photo where the review knows 2,014.")
    assert "--accept-missing" in said
