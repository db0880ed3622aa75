import numpy as np
import pytest

from core.explain.foreground import foreground
from model.data.composites import composite, drawn_ground, ground_of_photo

PRODUCT = np.full((80, 60, 3), 250, dtype=np.uint8)
PRODUCT[20:60, 15:45] = (200, 40, 40)


def test_the_product_stays_and_its_ground_goes() -> None:
    ground = np.full((80, 60, 3), (20, 60, 200), dtype=np.uint8)
    for seed in range(10):
        made = composite(PRODUCT, ground, np.random.default_rng(seed))
        assert made is not None and made.shape == PRODUCT.shape
        red, green, blue = made[30:50, 22:38].reshape(-1, 3).mean(axis=0)
        assert red > 3 * green and red > 3 * blue
        assert np.abs(made[0].astype(int) - (20, 60, 200)).max() <= 0.6 * 200 + 1
        assert foreground(made)[40, 30]


def test_a_shadow_falls_beside_the_product() -> None:
    ground = np.full((80, 60, 3), 200, dtype=np.uint8)
    darkest = [
        composite(PRODUCT, ground, np.random.default_rng(seed))[:, :10].min()  # type: ignore[index]
        for seed in range(10)
    ]
    assert min(darkest) < 190


def test_without_a_plain_ground_there_is_nothing_to_cut() -> None:
    chance = np.random.default_rng(0)
    noise = chance.integers(0, 256, (80, 60, 3), dtype=np.uint8)
    assert composite(noise, noise, chance) is None


def test_a_ground_is_a_piece_of_a_photo_enlarged() -> None:
    photo = np.zeros((50, 50, 3), dtype=np.uint8)
    photo[:, 25:] = 255
    means = [
        ground_of_photo(photo, (60, 80), np.random.default_rng(seed)).mean() for seed in range(20)
    ]
    assert ground_of_photo(photo, (60, 80), np.random.default_rng(0)).shape == (80, 60, 3)
    assert min(means) < 20 and max(means) > 235  # pieces from either side


@pytest.mark.parametrize("seed", range(12))
def test_drawn_grounds_have_the_size_and_do_not_repeat(seed: int) -> None:
    ground = drawn_ground((60, 80), np.random.default_rng(seed))
    assert (ground.shape, ground.dtype) == ((80, 60, 3), np.uint8)
    other = drawn_ground((60, 80), np.random.default_rng(seed + 100))
    assert not np.array_equal(ground, other)
    assert len(np.unique(ground.reshape(-1, 3), axis=0)) == 1 or ground.std(axis=(0, 1)).max() > 1
