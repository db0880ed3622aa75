from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.data.strength import Strength  # noqa: E402
from model.gpu.learn import Lessons  # noqa: E402
from model.pytorch.augment import augment, mixed  # noqa: E402


def test_augmented_pictures_are_bytes_of_the_asked_size(lessons: Lessons) -> None:
    seen = augment(lessons.pictures, 48, Strength())
    assert seen.shape == (40, 3, 48, 48)
    assert seen.dtype == torch.float32
    assert seen.min() >= 0 and seen.max() <= 255
    assert seen.std() > 1


def test_strength_zero_leaves_pictures_but_for_mirroring(lessons: Lessons) -> None:
    seen = augment(lessons.pictures, 64, Strength().scaled(0))
    kept = lessons.pictures.float()
    apart = torch.minimum(
        (seen - kept).abs().amax((1, 2, 3)), (seen - kept.flip(3)).abs().amax((1, 2, 3))
    )
    assert apart.max() < 0.5


def test_mixing_stays_between_the_two(lessons: Lessons) -> None:
    pictures = lessons.pictures.float()
    seen = mixed(pictures)
    both = torch.stack([pictures, pictures.flip(0)])
    assert (seen >= both.amin(0) - 1e-3).all() and (seen <= both.amax(0) + 1e-3).all()


def test_corners_are_hidden_where_marks_are_expected() -> None:
    marked = replace(Strength().scaled(0), erase=1.0, corner=1.0)
    plain = torch.full((64, 3, 32, 32), 128, dtype=torch.uint8)
    changed = (augment(plain, 32, marked) - 128).abs().amax(1) > 1
    corners = changed[:, ::31, ::31]
    assert (corners.sum((1, 2)) <= 1).all()
    assert corners.any(0).all()
    assert not changed[:, 14:18, 14:18].any()
