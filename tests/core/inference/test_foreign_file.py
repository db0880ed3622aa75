"""What is no network of Keras is told by its content, whatever it is called."""

import json
import struct
import zipfile
from pathlib import Path

import pytest

from core.errors import PackError
from core.inference.foreign_file import refuse_foreign

SAFE = struct.pack("<Q", 12) + b'{"a":{"x":1}}'
TOPOLOGY = json.dumps({"format": "layers-model", "modelTopology": {}, "weightsManifest": []})
LAYERS = json.dumps({"class_name": "Sequential", "config": {}})


def told(path: Path) -> str:
    with pytest.raises(PackError) as caught:
        refuse_foreign(path)
    assert caught.value.path == path
    return caught.value.cause


@pytest.mark.parametrize(
    ("name", "content", "causes"),
    [
        ("n.pt", b"\x80\x02\x8a\nl\xfc\x9cF\xf9", ["pickle", "run code", "torch.onnx.export"]),
        ("n.safetensors", SAFE, ["safetensors", "weights alone"]),
        ("n.tflite", b"\x1c\0\0\0TFL3", ["TensorFlow Lite", ".keras or .h5"]),
        ("frozen.pb", b"\n\x10\n\x05input", ["frozen TensorFlow graph"]),
        ("model.json", TOPOLOGY.encode(), ["TensorFlow.js", "Teachable Machine choose"]),
        ("model.json", LAYERS.encode(), ["layers without their weights"]),
        ("model.json", b'{"a": 1}', ["is JSON, not a network"]),
        ("n.keras", b"", ["is empty"]),
        ("n.h5", b"version https://git-lfs.github.com/spec/v1\n", ["Git LFS"]),
        ("n.h5", b"<!DOCTYPE html><html>", ["web page"]),
        ("n.keras", b"\x1f\x8b\x08\0", ["packed archive"]),
        ("n.keras", b"PK\x03\x04 cut off", ["cut off"]),
        ("n.keras", b"nothing", ["damaged or not a Keras network"]),
    ],
)
def test_a_file_is_told_by_its_first_bytes(
    name: str, content: bytes, causes: list[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    cause = told(tmp_path / name)
    assert all(part in cause for part in causes), cause


@pytest.mark.parametrize(
    ("entries", "cause"),
    [
        (["archive/data.pkl", "archive/data/0"], "PyTorch"),
        (["keras_model.h5", "labels.txt"], "download of Teachable Machine: unpack it"),
        (["model_unquant.tflite", "labels.txt"], "TensorFlow Lite download"),
        (["model.json", "weights.bin", "metadata.json"], "TensorFlow.js download"),
        (["m/saved_model.pb", "m/variables/variables.index"], "TensorFlow SavedModel"),
        (["metadata.json", "model.weights.h5"], "weights alone"),
        (["a.txt"], "archive without a network"),
    ],
)
def test_an_archive_is_told_by_what_is_in_it(
    entries: list[str], cause: str, tmp_path: Path
) -> None:
    path = tmp_path / "n.keras"
    with zipfile.ZipFile(path, "w") as archive:
        for entry in entries:
            archive.writestr(entry, b"")
    assert cause in told(path)


def test_folders_are_told_apart(tmp_path: Path) -> None:
    for name, cause in {
        "saved_model.pb": "TensorFlow SavedModel",
        "card.json": "model of this program already",
        "photo.jpg": "is a folder",
    }.items():
        folder = tmp_path / name.partition(".")[0]
        folder.mkdir()
        (folder / name).write_bytes(b"")
        assert cause in told(folder)


def test_networks_and_what_is_not_there_pass(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "n.keras", "w") as archive:
        archive.writestr("metadata.json", "{}")
        archive.writestr("config.json", "{}")
    refuse_foreign(tmp_path / "n.keras")
    (tmp_path / "n.h5").write_bytes(b"\x89HDF\r\n\x1a\n")
    refuse_foreign(tmp_path / "n.h5")
    refuse_foreign(tmp_path / "gone.keras")
