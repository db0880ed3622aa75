import numpy as np
import pytest

from core.explain.colours import LEVELS, ZERO, colour_map, line_colours
from core.vocabulary import Colours


@pytest.mark.parametrize("colours", Colours)
def test_colour_maps_are_read_by_colour_blind_people(colours: Colours) -> None:
    """Both sides stay apart for protanopes and deuteranopes (Machado et al. 2009)."""
    deficient = {
        "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
        "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    }
    for matrix in deficient.values():
        seen = colour_map(colours).astype(float) @ np.array(matrix).T
        against, in_favour = seen[:64], seen[-64:][::-1]
        assert np.linalg.norm(against - in_favour, axis=1).min() > 80


@pytest.mark.parametrize("colours", Colours)
def test_the_middle_is_white_and_both_sides_darken_outwards(colours: Colours) -> None:
    table = colour_map(colours)
    assert (table.shape, table.dtype) == ((LEVELS, 3), np.uint8)
    assert (table[ZERO] == 255).all()
    lightness = table.astype(float) @ [0.2126, 0.7152, 0.0722]
    for side in (lightness[ZERO::-1], lightness[ZERO:]):
        assert (np.diff(side) <= 1).all()
        assert side[0] > side[-1] + 100


@pytest.mark.parametrize("colours", Colours)
def test_outlines_are_of_the_side_that_they_stand_for(colours: Colours) -> None:
    table = colour_map(colours).astype(int)
    for line, own, other in zip(
        line_colours(colours), (table[:ZERO], table[ZERO + 1 :]), (table[ZERO:], table[:ZERO]),
        strict=True,
    ):  # fmt: skip
        nearest = [np.abs(side - line).sum(axis=1).min() for side in (own, other)]
        assert nearest[0] < 10 < nearest[1]


def test_nobody_can_change_the_table_that_all_share() -> None:
    with pytest.raises(ValueError, match="read-only"):
        colour_map(Colours.BLUE_RED)[0] = 0
