import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import PackError
from core.inference.model_pack import Pack, open_pack
from core.vocabulary import EngineKind
from tests.packs import LABELS


@pytest.fixture
def folder(tiny_pack: Pack, tmp_path: Path) -> Path:
    """A copy of the pack that a test may damage."""
    return Path(shutil.copytree(tiny_pack.folder, tmp_path / "packs" / "copy"))


def edit_card(folder: Path, **changes: Any) -> None:
    card = json.loads((folder / "card.json").read_text())
    for key, value in changes.items():
        if value is None:
            del card[key]
        else:
            card[key] = value
    (folder / "card.json").write_text(json.dumps(card))


def test_an_opened_pack_is_what_was_written(tiny_pack: Pack) -> None:
    pack = open_pack(tiny_pack.folder)
    assert (pack.name, pack.version, pack.labels) == ("tiny", "1", LABELS)
    assert pack.card == tiny_pack.card
    assert pack.sha256 == pack.card.files["network.tflite"]
    assert pack.class_weights is not None
    assert pack.class_weights.shape == (16, len(LABELS))
    assert pack.class_weights.dtype == np.float32
    assert set(pack.card.files) == {"network.tflite", "network.keras", "class_weights.npy"}


def test_where_litert_lacks_another_form_is_the_network(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "network.onnx").write_bytes(b"a form")
    digest = hashlib.sha256(b"a form").hexdigest()
    files = json.loads((folder / "card.json").read_text())["files"]
    edit_card(folder, files={**files, "network.onnx": digest})
    pack = open_pack(folder)
    assert (pack.engine, pack.network.name) == (EngineKind.LITERT, "network.tflite")
    monkeypatch.setitem(sys.modules, "ai_edge_litert", None)
    assert (pack.engine, pack.network.name) == (EngineKind.ONNX, "network.onnx")
    assert pack.sha256 == digest
    assert pack.digests == {digest, files["network.tflite"]}


@pytest.mark.parametrize("name", ["network.tflite", "network.keras", "class_weights.npy"])
def test_a_changed_file_is_refused_by_name(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(PackError, match="changed since the pack was written") as caught:
        open_pack(folder)
    assert caught.value.path == folder / name


@pytest.mark.parametrize("name", ["network.tflite", "class_weights.npy", "card.json"])
def test_a_missing_file_is_refused_by_name(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(PackError, match="missing from the model pack") as caught:
        open_pack(folder)
    assert caught.value.path == folder / name


def test_no_folder_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="there is no model pack here"):
        open_pack(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"{", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "is not a model card"),
        (b"{}", "is not a model card"),
        (b"\xff\xfe", "is not text"),
    ],
)
def test_a_broken_card_is_refused(folder: Path, content: bytes, cause: str) -> None:
    (folder / "card.json").write_bytes(content)
    with pytest.raises(PackError, match=cause):
        open_pack(folder)


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"format": 2}, "has format 2, this program reads up to 1"),
        ({"temperature": None}, "lacks 'temperature'"),
        ({"temperature": 0}, "not a positive number"),
        ({"temperature": "warm"}, "not a positive number"),
        ({"labels": ["A", "B", "A", "C", "D"]}, "names a class twice: A"),
        ({"labels": ["A", "B", " ", "C", "D"]}, "empty or unprintable"),
        ({"labels": "ABCDE"}, "not a list of names"),
        ({"labels": ["A"]}, "fewer than two"),
        ({"labels": ["A", "B", "C"], "families": []}, "made for 5 classes, the card names 3"),
        ({"families": [["Green", "Mauve"]]}, "unknown class: Mauve"),
        ({"input": {"size": 32}}, "lacks 'scaling'"),
        ({"input": {"size": "32", "scaling": "0-255"}}, "impossible"),
        ({"input": {"size": 32, "scaling": "0-7"}}, "0-7"),
        ({"input": {"size": 32, "scaling": "0-255", "channels": 1}}, "photos have 3"),
        ({"input": 32}, "wrong kind"),
        ({"thresholds": {"known": 1.5, "uncertain": 0.2}}, "no probability"),
        ({"thresholds": {"sure": 0.5}}, "wrong kind"),
        ({"engine": "abacus"}, "abacus"),
        ({"unknown": {"method": "horoscope"}}, "'horoscope' is none of max_probability, "),
        ({"unknown": {"method": ["energy"]}}, r"\['energy'\] is none of max_probability, "),
        ({"unknown": {"method": "combined", "parameters": {"parts": [{}]}}}, "None is none of"),
        ({"unknown": {"method": "combined"}}, "names no parts"),
        ({"unknown": {"method": "mahalanobis"}}, "lacks class_means, precision"),
        ({"files": {}}, "lists no network.tflite"),
        ({"files": {"../escape": "0" * 64}}, "leads out of the pack"),
        ({"files": {"network.tflite": "123"}}, "malformed"),
    ],
)
def test_a_wrong_card_is_refused_with_its_fault(
    folder: Path, changes: dict[str, Any], cause: str
) -> None:
    edit_card(folder, **changes)
    with pytest.raises(PackError, match=cause) as caught:
        open_pack(folder)
    assert str(folder) in str(caught.value)


def test_what_a_card_says_is_quoted_in_brief(tiny_pack: Pack, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack.folder, tmp_path / "long"))
    card = json.loads((folder / "card.json").read_text("utf-8"))
    card["engine"] = "e" * 10**6
    (folder / "card.json").write_text(json.dumps(card))
    with pytest.raises(PackError) as told:
        open_pack(folder)
    assert len(told.value.cause) < 400
    (folder / "card.json").write_bytes(bytes(20 * 2**20))
    with pytest.raises(PackError, match="too long: at most 16,777,216 bytes"):
        open_pack(folder)


def test_a_name_that_is_too_long_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="there is no model pack here"):
        open_pack(tmp_path / ("x" * 300))
