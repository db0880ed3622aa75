"""The packs of the frozen program: smaller, still whole."""

import json
import shutil
import sys
from pathlib import Path

from core.inference.model_pack import Pack, open_pack
from core.paths import default_pack

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))

from packs import copy_packs


def with_keras(pack: Pack, folder: Path) -> Path:
    """Copy a pack and add a Keras file to it and its card."""
    copy = folder / "source" / "one"
    shutil.copytree(pack.folder, copy)
    (copy / "network.keras").write_bytes(b"keras")
    card = json.loads((copy / "card.json").read_text("utf-8"))
    card["files"]["network.keras"] = (
        "e1a7cbe8d7b6e4cbf5a7e7b7f7b1f0dc5d9f1d6e9f7a3f0b4d4a4b7f3a5f2b11"
    )
    (copy / "card.json").write_text(json.dumps(card), "utf-8")
    return copy.parent


def test_copy_without_keras_opens_as_the_same_pack(tiny_pack: Pack, tmp_path: Path) -> None:
    source = with_keras(tiny_pack, tmp_path)
    copy_packs(source, tmp_path / "target", with_keras=False)
    copied = open_pack(tmp_path / "target" / "one")
    assert copied.sha256 == tiny_pack.sha256
    assert copied.labels == tiny_pack.labels
    assert not (copied.folder / "network.keras").exists()


def test_copy_for_tensorflow_keeps_everything(tiny_pack: Pack, tmp_path: Path) -> None:
    source = with_keras(tiny_pack, tmp_path)
    copy_packs(source, tmp_path / "target", with_keras=True)
    assert (tmp_path / "target" / "one" / "network.keras").read_bytes() == b"keras"
    assert "network.keras" in (tmp_path / "target" / "one" / "card.json").read_text("utf-8")


def test_the_form_for_systems_without_litert_stays_behind(tmp_path: Path) -> None:
    for with_keras in (False, True):
        copy_packs(default_pack().parent, tmp_path / "target", with_keras=with_keras)
        copied = open_pack(tmp_path / "target" / default_pack().name)
        assert "network.onnx" in open_pack(default_pack()).card.files
        assert not (copied.folder / "network.onnx").exists()
        assert copied.sha256 == open_pack(default_pack()).sha256
