"""Figures of a card are read with care."""

import math

import pytest

from core.language.catalog import english
from core.report.figures import Rate, facts


@pytest.mark.parametrize("raw", [None, "0.9", True, math.nan, {}, {"value": None}, [0.9]])
def test_what_is_no_share_is_none(raw: object) -> None:
    assert Rate.read(raw) is None


def test_a_share_without_bounds_has_no_interval() -> None:
    assert Rate(0.5).cells(english()) == ("50.0 %", "", "")
    assert Rate.read({"value": 0.5, "low": 0.4}) is not None


def test_facts_say_any_value() -> None:
    told = {"peak_rate": 0.003, "mirrored": True, "plan": ["a", 2], "photos": 36465, "init": None}
    assert [value for _, value in facts(told, english())] == [
        "0.003",
        "yes",
        "a, 2",
        "36,465",
        "none",
    ]
    assert facts(told, english())[0][0] == "Peak rate"
