"""The ONNX form is written into a pack where both forms tag alike, and only there."""

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")

from core.errors import AppError
from core.inference.model_pack import Pack, open_pack
from model import to_onnx
from model.to_onnx import Agreement
from tests.packs import LABELS, draw_product

ALIKE = Agreement(200, 1.0, 1.0, 0.0, 2, 1.0)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Photos of the training, every second of them held out."""
    folder = tmp_path / "data"
    (folder / "images").mkdir(parents=True)
    rows = [("id", "articleType", "name")]
    held: set[bytes] = set()
    for number in range(12):
        file = folder / "images" / f"{number}.jpg"
        label = LABELS[number % len(LABELS)]
        Image.fromarray(draw_product(label, (48, 36), 300 + number)).save(file)
        rows.append((str(number), label, "drawn"))
        if number % 2:
            held.add(file.read_bytes())
    with (folder / "styles.csv").open("w", newline="") as out:
        csv.writer(out).writerows(rows)
    monkeypatch.setattr(to_onnx, "is_validation", held.__contains__)
    return folder


@pytest.fixture
def copy(quantised_pack: Pack, tmp_path: Path) -> Path:
    return Path(shutil.copytree(quantised_pack.folder, tmp_path / "pack"))


def test_a_pack_gets_its_form_and_its_figures(copy: Path, data: Path) -> None:
    command = ["--pack", str(copy), "--data", str(data), "--explained", "2"]
    done = CliRunner().invoke(to_onnx.main, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    pack = open_pack(copy)
    told = pack.card.metrics["onnx_form"]
    assert (told["photos"], told["agreement"], told["lime_photos"]) == (6, 1.0, 2)
    assert told["lime_least_rank_correlation"] > 0.9
    assert "network.onnx" in pack.card.files
    assert pack.network.name == "network.tflite"  # which is here, and so goes first


def test_a_form_that_tags_otherwise_is_not_written(copy: Path) -> None:
    pack = open_pack(copy)
    with pytest.raises(AppError, match=r"only 99\.00% of 200 photos are tagged alike"):
        to_onnx.add(pack, b"", replace(ALIKE, tags=0.99))
    assert not (copy / "network.onnx").exists()
    assert open_pack(copy).card == pack.card


def test_a_network_of_another_engine_is_refused(onnx_pack: Pack, data: Path) -> None:
    command = ["--pack", str(onnx_pack.folder), "--data", str(data)]
    done = CliRunner().invoke(to_onnx.main, command)
    assert done.exit_code == 1
    assert "is not one of LiteRT" in done.output
