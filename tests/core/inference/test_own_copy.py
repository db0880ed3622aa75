import tempfile
from pathlib import Path

import pytest

from core.errors import ExportFailed, PackError
from core.inference.own_copy import named_as, own_copy, own_room


def test_a_copy_has_the_name_and_goes_with_its_room(tmp_path: Path) -> None:
    with own_room() as room:
        copy = own_copy(tmp_path / "shop.keras", b"network", room)
        assert copy.name == "shop.keras"
        assert copy.read_bytes() == b"network"
    assert not room.exists()


def test_without_a_place_for_copies_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(ExportFailed, match="gone: no such file or directory"), own_room():
        pass
    with pytest.raises(ExportFailed, match="gone: no such file or directory"):
        own_copy(tmp_path / "shop.keras", b"network", tmp_path / "gone")


def test_what_is_wrong_is_told_of_the_file_itself(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be run") as caught, named_as(tmp_path / "n.onnx"):
        raise PackError(tmp_path / "copy" / "n.onnx", "cannot be run")
    assert caught.value.path == tmp_path / "n.onnx"
