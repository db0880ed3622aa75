import numpy as np

from core.entities import Box, Pixels
from core.explain.boxed import CASING, LINE, outlined, surrounded

BOX, SIZE = Box(400, 200, 300, 600), (1200, 1000)


def photo() -> Pixels:
    return np.random.default_rng(0).integers(0, 256, (600, 500, 3), dtype=np.uint8)


def test_an_outline_leaves_what_is_inside_and_far_outside() -> None:
    pixels = photo()
    drawn = outlined(pixels, BOX, SIZE)
    np.testing.assert_array_equal(drawn[100:400, 200:350], pixels[100:400, 200:350])
    np.testing.assert_array_equal(drawn[:90], pixels[:90])
    assert tuple(drawn[250, 199]) == CASING
    assert tuple(drawn[250, 198]) == LINE
    assert outlined(pixels, None, SIZE) is pixels


def test_a_box_at_the_photos_edge_is_outlined_where_there_is_room() -> None:
    pixels = photo()
    drawn = outlined(pixels, Box(0, 0, 1000, 600), SIZE)
    np.testing.assert_array_equal(drawn[:300], pixels[:300])
    assert tuple(drawn[300, 250]) == CASING


def test_around_the_item_all_is_grey_and_pale() -> None:
    pixels = photo()
    item = np.full((50, 25, 3), (10, 200, 30), dtype=np.uint8)
    drawn = surrounded(pixels, BOX, SIZE, item)
    assert drawn.shape == pixels.shape
    assert (drawn[100:400, 200:350] == (10, 200, 30)).all()
    outside = np.ones(pixels.shape[:2], dtype=bool)
    outside[100:400, 200:350] = False
    around = drawn[outside]
    assert (around == around[:, :1]).all(), "without colour"
    assert around.min() > 150
