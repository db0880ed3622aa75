"""From pixels to what Qt draws."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.ui.qimage import Picture, to_qimage


@pytest.mark.parametrize("width", [1, 7, 300])
def test_qimage_has_the_pixels_and_owns_them(width: int) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (5, width, 3), dtype=np.uint8)
    image = to_qimage(pixels[:, ::-1])
    colour = image.pixelColor(0, 3)
    assert (colour.red(), colour.green(), colour.blue()) == tuple(pixels[3, -1])


def test_picture_gives_the_smallest_level_that_is_sharp() -> None:
    picture = Picture(to_qimage(np.zeros((1200, 1600, 3), np.uint8)), (2400, 3200))
    assert [level.width() for level in picture.levels] == [1600, 800, 400]
    assert [picture.level_for(w).width() for w in (5000, 1600, 801, 800, 90)] == [
        1600, 1600, 1600, 800, 400,
    ]  # fmt: skip


def test_a_small_picture_has_one_level_and_its_own_size() -> None:
    picture = Picture(to_qimage(np.zeros((30, 40, 3), np.uint8)))
    assert len(picture.levels) == 1
    assert (picture.full.width(), picture.full.height()) == (40, 30)
    assert picture.bytes == 30 * 40 * 4


def test_a_level_looks_like_the_whole() -> None:
    pixels = np.zeros((600, 800, 3), np.uint8)
    pixels[:, 400:] = (200, 100, 50)
    small = Picture(to_qimage(pixels)).level_for(90)
    assert small.width() == 400
    colour = small.pixelColor(300, 150)
    assert (colour.red(), colour.green(), colour.blue()) == (200, 100, 50)
    assert small.pixelColor(100, 150).red() == 0
