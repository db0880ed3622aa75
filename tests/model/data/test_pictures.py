from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.imaging.images import load_photo
from core.imaging.preprocessing import prepare
from model.data.dataset import Example
from model.data.pictures import batches, decode


@pytest.fixture
def examples(photo_file: Callable[..., Path], tmp_path: Path) -> list[Example]:
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    files = [photo_file("a.jpg", seed=1), tmp_path / "broken.jpg", photo_file("b.jpg", seed=2)]
    return [Example(path, "train", ("Caps",)) for path in files]


def test_photos_are_decoded_as_the_program_does(examples: list[Example], tmp_path: Path) -> None:
    pictures = decode(examples, 24, tmp_path / "kept", workers=1)
    assert pictures.examples == [examples[0], examples[2]]
    for example, square in zip(pictures.examples, pictures.pixels, strict=True):
        np.testing.assert_array_equal(square, prepare(load_photo(example.path).pixels, 24))


def test_what_was_decoded_is_kept(examples: list[Example], tmp_path: Path) -> None:
    before = decode(examples, 24, tmp_path / "kept", workers=1)
    examples[0].path.unlink()
    again = decode(examples, 24, tmp_path / "kept", workers=1)
    np.testing.assert_array_equal(again.pixels, before.pixels)
    assert decode(examples, 32, tmp_path / "kept", workers=1).examples == [examples[2]]


def test_rows_are_cut_into_runs() -> None:
    assert [part.tolist() for part in batches(np.arange(5), 2)] == [[0, 1], [2, 3], [4]]
    assert list(batches(np.arange(0), 2)) == []
