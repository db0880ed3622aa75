from dataclasses import astuple

from model.data.strength import Strength


def test_strength_scales_every_departure() -> None:
    usual = astuple(Strength())
    assert astuple(Strength().scaled(0.5)) == tuple(0.5 * value for value in usual)
    assert set(astuple(Strength().scaled(0))) == {0}
