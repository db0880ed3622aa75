from dataclasses import replace

import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")

from model.data.augment import augment  # noqa: E402
from model.data.strength import Strength  # noqa: E402


def test_augmented_pictures_differ_but_keep_form_and_range() -> None:
    picture = np.full((40, 40, 3), 255, dtype=np.uint8)
    picture[10:30, 15:25] = (20, 60, 120)
    batch = np.stack([picture] * 8)
    changed = augment(tf.constant(batch), 32, Strength()).numpy()
    assert changed.shape == (8, 32, 32, 3)
    assert changed.min() >= 0
    assert changed.max() <= 255
    assert len({c.tobytes() for c in changed}) == 8


def test_without_strength_a_picture_only_mirrors() -> None:
    still = Strength().scaled(0)
    picture = np.random.default_rng(0).integers(0, 255, (1, 32, 32, 3), dtype=np.uint8)
    found = set()
    for seed in range(8):
        tf.random.set_seed(seed)
        changed = augment(tf.constant(picture), 32, still).numpy()
        apart = [np.abs(changed - other).max() for other in (picture, picture[:, :, ::-1])]
        assert min(apart) < 0.01
        found.add(int(np.argmin(apart)))
    assert found == {0, 1}


def test_corners_are_hidden_where_marks_are_expected() -> None:
    marked = replace(Strength().scaled(0), erase=1.0, corner=1.0)
    plain = np.full((64, 32, 32, 3), 128, dtype=np.uint8)
    changed = np.abs(augment(tf.constant(plain), 32, marked).numpy() - 128).max(axis=3) > 1
    corners = changed[:, ::31, ::31]
    assert (corners.sum(axis=(1, 2)) <= 1).all()
    assert corners.any(axis=0).all()
    assert not changed[:, 14:18, 14:18].any()
