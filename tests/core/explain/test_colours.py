import numpy as np
import pytest

from core.explain.colours import colour_map
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
