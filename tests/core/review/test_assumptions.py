import pytest

from core.review.assumptions import Assumptions


def test_an_hour_costs_as_many_photos_as_it_takes() -> None:
    assert Assumptions(180, 1.25, "USD").cost_per_hour == pytest.approx(25)


def test_without_a_cost_an_hour_has_none() -> None:
    assert Assumptions().cost_per_hour is None
