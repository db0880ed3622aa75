import sys
from pathlib import Path

import pytest

from core import paths
from core.errors import ExportFailed
from tests import own_home


def test_from_source_everything_lies_in_the_checkout() -> None:
    root = Path(paths.__file__).parent.parent
    assert paths.resources() == root / "resources"
    assert paths.default_pack().parent == paths.packs() == root / "model" / "packs"


def test_frozen_everything_lies_in_the_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"
    assert paths.packs() == tmp_path / "model" / "packs"


OWN = (paths.data_dir, paths.cache_dir, paths.log_dir, paths.config_dir)


def test_own_folders_are_made_in_the_home_and_differ(home: Path) -> None:
    folders = [own() for own in OWN]
    assert all(folder.is_dir() and folder.is_relative_to(home) for folder in folders)
    data, *others = folders
    assert len({data, *others[:2]}) == 3  # settings lie with the reviews on Windows and macOS


@pytest.mark.parametrize("marked", [True, False])
def test_portable_only_where_the_mark_lies_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marked: bool
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Tagproof"))
    if marked:
        (tmp_path / paths.PORTABLE_MARK).touch()
    for own in OWN:
        assert own().is_relative_to(tmp_path / "data") is marked


def test_own_folder_that_cannot_be_made_is_told(home: Path) -> None:
    above = own_home.program_folders()[0].parent
    above.parent.mkdir(parents=True, exist_ok=True)
    above.write_text("a file in the way")
    with pytest.raises(ExportFailed, match=above.name):
        paths.data_dir()
