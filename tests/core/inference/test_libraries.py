from pathlib import Path

import pytest

from core.errors import PackError
from core.inference.libraries import need

FILE = Path("network.onnx")


def test_what_is_there_is_asked_for_silently() -> None:
    need(FILE, "onnx", "json", "numpy")


def test_what_lacks_is_named_with_the_way_to_get_it() -> None:
    with pytest.raises(
        PackError, match=r"needs nnxo and trio, not installed here: .*'tagproof\[x\]'"
    ):
        need(FILE, "x", "nnxo", "json", "trio")


def test_a_standalone_program_has_no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    with pytest.raises(PackError, match="this program lacks: install Tagproof by pip"):
        need(FILE, "x", "nnxo")
