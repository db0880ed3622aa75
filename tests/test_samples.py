"""The drawn sample photos: enough of them, reproducible, and understood by the shipped network."""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.imaging.images import load_photo
from core.inference.classifier import Classifier
from core.inference.model_pack import open_pack
from core.paths import default_pack, resources

SAMPLES = resources() / "samples"
LEAST_PICTURES = 24
LEAST_CLASSES = 12
LEAST_RIGHT = 0.8
MOST_BYTES = 3_000_000  # all pictures together
MOST_DIFFERENCE = 1.0  # mean of 255 levels: another JPEG or Qt version, not another drawing


def index() -> dict[str, str]:
    with (SAMPLES / "samples.csv").open(newline="", encoding="utf-8") as file:
        return {row["file"]: row["label"] for row in csv.DictReader(file)}


def test_the_index_lists_the_pictures() -> None:
    labels = index()
    assert sorted(labels) == sorted(path.name for path in SAMPLES.glob("*.jpg"))
    assert len(labels) >= LEAST_PICTURES
    assert len(set(labels.values())) >= LEAST_CLASSES


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.glob("*.jpg")) < MOST_BYTES


def test_the_pack_knows_every_class() -> None:
    assert set(index().values()) <= set(open_pack(default_pack()).labels)


def test_the_shipped_network_tags_them_rightly() -> None:
    classifier = Classifier.open(default_pack())
    labels = index()
    predictions = classifier.classify_many([load_photo(SAMPLES / file) for file in labels])
    wrong = {
        file: prediction.label
        for (file, label), prediction in zip(labels.items(), predictions, strict=True)
        if prediction.label != label
    }
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(labels), wrong


@pytest.mark.parametrize("name", ["tee-teal.jpg", "watch-leather.jpg", "derby-black.jpg"])
def test_the_script_draws_the_committed_picture(name: str, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, SAMPLES / "draw.py", "--out", tmp_path, name], check=True, timeout=120
    )
    drawn, committed = (
        np.asarray(Image.open(folder / name), dtype=np.float32) for folder in (tmp_path, SAMPLES)
    )
    assert drawn.shape == committed.shape
    assert np.abs(drawn - committed).mean() < MOST_DIFFERENCE


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, SAMPLES / "draw.py", "--out", tmp_path / "out", "no-such.jpg"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 2
    assert "no-such.jpg" in ended.stderr
    assert not (tmp_path / "out").exists()
