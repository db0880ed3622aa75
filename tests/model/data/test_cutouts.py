from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from model.data.cutouts import SIDE, cut_outs, mask_of
from model.data.dataset import Example
from model.data.pictures import Pictures


def _picture(plain: bool) -> np.ndarray:
    chance = np.random.default_rng(0)
    picture = np.full((176, 176, 3), 255, np.uint8)
    if not plain:
        picture = chance.integers(0, 255, picture.shape).astype(np.uint8)
    picture[40:120, 60:100] = (200, 30, 30)
    return picture


def test_product_is_found_on_a_plain_ground_alone() -> None:
    found = mask_of(_picture(plain=True))
    assert found.shape == (SIDE, SIDE)
    assert set(np.unique(found)) == {0, 255}
    share = 80 * 40 / 176**2
    assert (found > 0).mean() == pytest.approx(share, rel=0.2)
    assert not mask_of(_picture(plain=False)).any()


def test_masks_are_kept(tmp_path: Path) -> None:
    pixels = np.stack([_picture(True), _picture(False)])
    examples = [Example(Path("a.jpg"), "train", ("Caps",))] * 2
    pictures = Pictures(examples, pixels, np.zeros(2, bool))
    made = cut_outs(pictures, tmp_path / "masks.npy")
    assert made[0].any() and not made[1].any()
    again = cut_outs(Pictures(examples, pixels[::-1], np.zeros(2, bool)), tmp_path / "masks.npy")
    np.testing.assert_array_equal(made, again)
