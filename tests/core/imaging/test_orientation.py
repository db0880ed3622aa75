import numpy as np
import pytest
from PIL import Image

from core.imaging import orientation

PILLOWS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def drawn() -> Image.Image:
    return Image.fromarray(np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3))


@pytest.mark.parametrize("turn", range(1, 9))
def test_stored_rows_written_through_the_view_come_upright_as_pillow_turns_them(turn: int) -> None:
    stored = drawn()
    upright = stored.transpose(PILLOWS[turn]) if turn in PILLOWS else stored
    size = orientation.upright(stored.size, turn)
    pixels = np.empty((*size, 3), np.uint8)
    orientation.as_stored(pixels, turn)[:] = np.asarray(stored)
    assert (pixels == np.asarray(upright)).all()
    assert orientation.stored(size, turn) == stored.size


@pytest.mark.parametrize("turn", range(1, 9))
def test_an_area_of_the_upright_picture_is_found_in_the_stored_one(turn: int) -> None:
    stored = drawn()
    size = orientation.upright(stored.size, turn)
    area = slice(1, size[0] - 2), slice(0, size[1] - 1)
    left, top, right, bottom = orientation.stored_area(area, stored.size, turn)
    upright = stored.transpose(PILLOWS[turn]) if turn in PILLOWS else stored
    part = stored.crop((left, top, right, bottom))
    turned = part.transpose(PILLOWS[turn]) if turn in PILLOWS else part
    assert (np.asarray(turned) == np.asarray(upright)[area]).all()


@pytest.mark.parametrize("said", [None, 0, 9, "6", 65535, 3.0])
def test_senseless_orientations_are_upright(said: object) -> None:
    assert orientation.checked(said) == orientation.UPRIGHT
