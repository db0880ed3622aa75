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
        (
            (Path("b"), Path("a")),
            batch.Tables(csv=Path("t.csv"), json=Path("t.json")),
            Path("p"),
            ("Belts", "Ties"),
        )
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "name a table to write: --csv, --xlsx or --json"),
        (("--json", "t.json", "--csv-for", "excel"), "--csv-for: for CSV, and none is written"),
        (("--csv", "t.xlsx"), "t.xlsx: its name must end in .csv"),
        (("--csv", "t.csv", "--columns", "path,tag"), 'no column "tag"; there are path, label'),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["classify", "photos", *options]) == cli.WRONG_USAGE
    assert said in capsys.readouterr().err


def test_every_table_is_written_for_whom_it_is(tmp_path: Path) -> None:
    Image.new("RGB", (32, 32)).save(tmp_path / "ü.png")
    files = [str(tmp_path / f"t.{kind}") for kind in ("csv", "xlsx", "json")]
    options = [word for kind, file in zip(("csv", "xlsx", "json"), files, strict=True)
               for word in (f"--{kind}", file)]  # fmt: skip
    more = ["--csv-for", "excel", "--columns", "path", "--pack", str(PACKS / "tiny")]
    assert cli.main(["classify", str(tmp_path / "ü.png"), *options, *more]) == cli.ALL_GOOD
    assert Path(files[0]).read_bytes().startswith(b"\xef\xbb\xbfpath\r\n")
    assert all(Path(file).stat().st_size for file in files)


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
