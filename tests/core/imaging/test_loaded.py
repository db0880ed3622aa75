from pathlib import Path

import numpy as np
from PIL import Image

from core.entities import Box, Drawn
from core.imaging.images import load_photo, load_picture


def test_a_loaded_picture_becomes_the_photo(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.effect_noise((80, 100), 60).convert("RGB").save(path)
    for drawn in (None, Drawn(Box(10, 20, 40, 50))):
        loaded, photo = load_picture(path, drawn), load_photo(path, drawn)
        assert (loaded.path, loaded.subject, loaded.note) == (path, photo.subject, photo.note)
        assert not photo.pixels.flags.writeable
        np.testing.assert_array_equal(np.asarray(loaded.picture), photo.pixels)
        assert loaded.photo.full_size == photo.full_size == (100, 80)
        assert (loaded.photo.sha256, loaded.photo.box) == (photo.sha256, photo.box)
