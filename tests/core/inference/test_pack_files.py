import hashlib
from pathlib import Path

import pytest

from core.errors import PackError
from core.inference.pack_files import read_checked, read_of_pack


def test_what_is_read_is_what_the_card_names(tmp_path: Path) -> None:
    file = tmp_path / "network.tflite"
    file.write_bytes(b"network")
    digest = hashlib.sha256(b"network").hexdigest()
    assert read_checked(file, digest) == b"network"
    file.write_bytes(b"another")
    with pytest.raises(PackError, match=r"network\.tflite: changed since the pack was written"):
        read_checked(file, digest)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="missing from the model pack"):
        read_of_pack(tmp_path / "card.json")
    with pytest.raises(PackError, match="is a folder"):
        read_of_pack(tmp_path)
    (tmp_path / "card.json").write_bytes(b"12345")
    with pytest.raises(PackError, match="too long: at most 4 bytes"):
        read_of_pack(tmp_path / "card.json", 4)
