"""Photos made by the command, from a catalog and another shop that are drawn here."""

import csv
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from core.imaging.images import load_photo
from model.composites import main
from model.data.dataset import is_validation

CLASSES = ("Caps", "Ties")


def _photo(path: Path, seed: int) -> None:
    picture = np.full((80, 60, 3), 250, dtype=np.uint8)
    picture[20:60, 15:45] = np.random.default_rng(seed).integers(0, 180, 3)
    Image.fromarray(picture).save(path)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("images", "shops"):
        (tmp_path / folder).mkdir()
    for number in range(20):
        _photo(tmp_path / "images" / f"{number}.jpg", number)
    rows = [f"{number},{CLASSES[number % 2]},x" for number in range(20)]
    (tmp_path / "styles.csv").write_text("\n".join(["id,articleType,name", *rows]))
    for name in ("a", "b", "c"):
        _photo(tmp_path / "shops" / f"{name}.jpg", ord(name))
    Image.new("RGB", (60, 80), (30, 90, 40)).save(tmp_path / "shops" / "b.jpg")  # a ground
    (tmp_path / "images" / "0.jpg").write_bytes(b"no picture")
    rows = ["a.jpg,near,Caps;Ties,train", "b.jpg,near,other:food,train", "c.jpg,kept,Ties,train"]
    (tmp_path / "shops.csv").write_text("\n".join(["image,source,accepted,split", *rows]))
    return tmp_path


def _run(data: Path, *more: str) -> Result:
    command = ["--data", data, "--shops", data / "shops.csv", "--out", data / "out", *more]
    return CliRunner().invoke(main, list(map(str, command)), catch_exceptions=False)


def test_products_that_may_be_learnt_are_laid_on_other_grounds(data: Path) -> None:
    done = _run(data, "--hold-out", "kept")
    assert done.exit_code == 0, done.output
    with (data / "out" / "composites.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    photos = [data / "images" / f"{number}.jpg" for number in range(1, 20)]
    learnt = [photo for photo in photos if not is_validation(photo.read_bytes())]
    assert len(rows) == len(learnt) + 1  # and the one of the shop that is not held out
    assert [row["accepted"] for row in rows].count("Caps;Ties") == 1
    for row in rows:
        pixels = load_photo(data / "out" / "composites" / f"{row['image']}.jpg").pixels
        assert pixels.shape == (80, 60, 3)
        assert np.abs(pixels[:, :5].astype(int) - 250).mean() > 3


def test_as_many_are_made_as_were_asked_for_and_the_same_again(data: Path) -> None:
    assert "5 photos" in _run(data, "--count", "5").output
    first = (data / "out" / "composites" / "000003.jpg").read_bytes()
    _run(data, "--count", "5")
    assert (data / "out" / "composites" / "000003.jpg").read_bytes() == first


def test_a_bad_table_is_refused(data: Path) -> None:
    (data / "shops" / "a.jpg").unlink()
    done = _run(data)
    assert done.exit_code == 1
    assert "line 2: photo 'a.jpg' is missing" in done.output
    assert not (data / "out").exists()
