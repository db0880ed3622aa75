import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.entities import Pixels
from core.imaging.outline import every, outermost, size_of

sides = st.integers(1, 300)


def noise(height: int, width: int) -> Pixels:
    return np.random.default_rng(height * 1000 + width).integers(
        0, 256, (height, width, 3), np.uint8
    )


@given(height=sides, width=sides, step=st.integers(1, 9))
def test_pillow_and_numpy_give_the_same_pixels(height: int, width: int, step: int) -> None:
    pixels = noise(height, width)
    picture = Image.fromarray(pixels)
    assert size_of(pixels) == size_of(picture) == (height, width)
    np.testing.assert_array_equal(outermost(pixels), outermost(picture))
    np.testing.assert_array_equal(every(pixels, step), every(picture, step))


def test_the_edge_is_first_and_last_row_and_column() -> None:
    edge = outermost(noise(5, 7))
    assert edge.shape == (24, 3)
    np.testing.assert_array_equal(edge[7:14], noise(5, 7)[-1])
    np.testing.assert_array_equal(edge[19:], noise(5, 7)[:, -1])
