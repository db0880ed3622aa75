from pathlib import Path

import pytest
from PIL import Image

from core import batch
from core.cli import main as cli
from tests.packs import PACKS


def test_paths_tables_and_network_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[object, ...]] = []
    monkeypatch.setattr(batch, "classify", lambda *given: seen.append(given) or 0)
    arguments = [
        "classify",
        "b",
        "a",
        "--csv",
        "t.csv",
        "--json",
        "t.json",
        "--pack",
        "p",
        "--only-classes",
        "Belts,Ties",
    ]
    assert cli.main(arguments) == cli.ALL_GOOD
    assert seen == [
        ((Path("b"), Path("a")), Path("t.csv"), Path("t.json"), Path("p"), ("Belts", "Ties"))
    ]


def _tagged(folder: Path) -> int:
    pack = str(PACKS / "tiny")
    return cli.main(
        ["classify", str(folder), "--csv", str(folder.parent / "t.csv"), "--pack", pack]
    )


def test_pictures_of_other_kinds_are_counted_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "design.psd").write_bytes(b"8BPS\0\1")
    (folder / "raw.nef").write_bytes(b"II*\0\x08\0\0\0")
    assert _tagged(folder) == cli.SOME_FAILED
    told = capsys.readouterr().err
    assert "0 photos" in told and "1 NEF, 1 PSD left out" in told
    Image.new("RGB", (32, 32)).save(folder / "a.png")
    assert _tagged(folder) == cli.ALL_GOOD
    told = capsys.readouterr().err
    assert "1 photo" in told and "1 NEF, 1 PSD left out" in told


def test_a_photo_that_lacks_its_last_bytes_is_tagged_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    Image.new("RGB", (32, 32)).save(folder / "a.jpg")
    (folder / "a.jpg").write_bytes((folder / "a.jpg").read_bytes()[:-2])
    assert _tagged(folder) == cli.ALL_GOOD
    assert "a.jpg: lacks its last bytes; all of its pixels are there" in capsys.readouterr().err
