import numpy as np
import pytest
from numpy.typing import NDArray

from tests.packs import LABELS, SIZE_PX, draw_product


@pytest.fixture(scope="session")
def pictures() -> NDArray[np.uint8]:
    """75 different pictures: two whole batches of 32 and a rest, drawn ones and noise."""
    rng = np.random.default_rng(3)
    drawn = [draw_product(LABELS[seed % 5], seed=100 + seed) for seed in range(50)]
    return np.concatenate([drawn, rng.integers(0, 256, (25, SIZE_PX, SIZE_PX, 3), np.uint8)])
