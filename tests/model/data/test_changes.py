import numpy as np
import pytest

from core.imaging.framing import border_colour
from model.data.changes import CHANGES, ORIGINAL, on_background
from tests.packs import draw_product


def chance() -> np.random.Generator:
    return np.random.default_rng(3)


@pytest.mark.parametrize("name", CHANGES)
def test_changes_keep_the_form_and_the_photo_itself(name: str) -> None:
    picture = draw_product("Blue", (80, 60))
    before = picture.copy()
    changed = CHANGES[name](picture, chance())
    assert changed is not None
    assert changed.dtype == np.uint8
    assert changed.ndim == 3
    assert changed.shape[2] == 3
    np.testing.assert_array_equal(picture, before)
    if name != ORIGINAL:
        assert changed.shape != picture.shape or np.any(changed != picture)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("padded to 1:1", (80, 80)),
        ("padded to 16:9", (80, 142)),
        ("padded to 1:3", (180, 60)),
        ("product half as large", (160, 120)),
        ("10 % of each side cut off", (72, 54)),
        ("twice the pixels", (160, 120)),
        ("half the pixels", (40, 30)),
    ],
)
def test_changes_of_form_are_as_stated(name: str, shape: tuple[int, int]) -> None:
    changed = CHANGES[name](draw_product("Red", (80, 60)), chance())
    assert changed is not None
    assert changed.shape[:2] == shape


def test_a_product_keeps_its_colour_on_another_background() -> None:
    picture = np.full((80, 60, 3), 255, dtype=np.uint8)
    picture[20:60, 15:45] = (200, 40, 40)
    paper = np.array((10, 120, 30), dtype=np.uint8)
    pasted = on_background(picture, paper)
    assert pasted is not None
    np.testing.assert_array_equal(border_colour(pasted), paper)
    np.testing.assert_array_equal(pasted[40, 30], (200, 40, 40))


def test_a_photo_without_plain_background_is_not_pasted() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (80, 60, 3), dtype=np.uint8)
    assert on_background(noise, np.zeros(3, dtype=np.uint8)) is None
