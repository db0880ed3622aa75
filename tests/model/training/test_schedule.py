import pytest

tf = pytest.importorskip("tensorflow")

from model.training.schedule import Plan  # noqa: E402


def test_plans_are_read_and_followed() -> None:
    plan = Plan.parse("64x2,128x1")
    assert [plan.phase_of(e).size for e in range(4)] == [64, 64, 128, 128]
    assert plan.epochs == 3
