from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from core.explain.foreground import foreground, with_rim


def test_white_product_on_white_paper_is_found() -> None:
    pixels = np.full((100, 100, 3), 255, dtype=np.uint8)
    pixels[20:80, 20:80] = 244
    found = foreground(pixels)
    assert found[25:75, 25:75].all()
    assert not found[:15].any()


def test_ripples_around_a_jpegs_edges_are_background(tmp_path: Path) -> None:
    random, (y, x) = np.random.default_rng(0), np.mgrid[:160, :120]
    inside = ((y - 80) / 55) ** 2 + ((x - 60) / 38) ** 2 + 0.12 * np.sin(y / 3) < 1
    drawn = np.full((160, 120, 3), 255, dtype=np.uint8)
    drawn[inside] = random.integers(0, 120, (int(inside.sum()), 3), dtype=np.uint8)
    Image.fromarray(drawn).save(tmp_path / "rough.jpg", quality=50)
    found = foreground(np.asarray(Image.open(tmp_path / "rough.jpg")))
    assert found[inside].all()
    fringe = found & ~ndimage.binary_dilation(inside, iterations=3)
    assert fringe.sum() < 0.01 * inside.sum()


def test_thin_chain_belongs_to_the_product() -> None:
    pixels = np.full((120, 120, 3), 255, dtype=np.uint8)
    pixels[80:100, 50:70] = 60
    pixels[10:80, 59] = 60
    assert foreground(pixels)[15:75, 59].all()


def test_hole_in_the_product_is_no_background() -> None:
    pixels = np.full((200, 150, 3), 250, dtype=np.uint8)
    pixels[40:-40, 30:-30] = 90
    pixels[90:110, 60:80] = 250
    assert foreground(pixels)[95:105, 65:75].all()


@pytest.mark.parametrize("turns", range(4))
def test_a_turned_photo_has_the_same_product(turns: int) -> None:
    pixels = np.full((60, 60, 3), 250, dtype=np.uint8)
    pixels[10:40, 20:50] = (90, 40, 40)
    upright = foreground(pixels)
    assert upright[12:38, 22:48].all()
    assert np.array_equal(foreground(np.rot90(pixels, turns)), np.rot90(upright, turns))


def test_where_nothing_stands_out_all_is_product() -> None:
    dust = np.full((100, 100, 3), 250, dtype=np.uint8)
    dust[50, 50] = 0
    assert foreground(dust).all()
    assert foreground(np.full((30, 30, 3), 250, dtype=np.uint8)).all()


def test_rim_is_what_differs_at_all_close_to_the_product() -> None:
    pixels = np.full((200, 200, 3), 255, dtype=np.uint8)
    pixels[60:140, 60:140] = 200
    pixels[60:140, 142:145] = 249
    pixels[60:140, 170:173] = 249
    usual, whole = foreground(pixels), with_rim(pixels)
    assert not usual[65:135, 143:145].any()
    assert whole[65:135, 60:145].all()
    assert not whole[:, 160:].any()
    assert whole[usual].all()


def test_where_all_is_product_there_is_no_rim() -> None:
    assert with_rim(np.full((30, 30, 3), 250, dtype=np.uint8)).all()
