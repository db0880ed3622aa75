"""The commands as a nightly batch uses them, with the network that ships."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from core import paths
from core.cli import main as cli
from core.inference.model_pack import open_pack
from tests import unix

from .conftest import draw_shirt

COLUMNS = ["path", "label", "confidence", "second_label", "second_confidence", "status", "error"]
RUN = [sys.executable, "-m", "desktop"]
ROOT = Path(__file__).resolve().parents[2]
SMALL_DISK_BYTES = 2_000


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [*RUN, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, **options)


def test_classify_gives_one_row_per_photo_in_order(shirts: Path, tmp_path: Path) -> None:
    table, record = tmp_path / "tags.csv", tmp_path / "tags.json"
    done = run("classify", shirts, "--csv", table, "--json", record)
    assert done.returncode == cli.ALL_GOOD, done.stderr
    rows = rows_of(table)
    assert list(rows[0]) == COLUMNS
    names = ["=red+1.png", "blue.jpg", "two\nlines.png", "シャツ.webp", "tall.png"]
    assert [Path(row["path"]).name for row in rows] == names
    labels = open_pack(paths.default_pack()).labels
    for row in rows:
        assert row["label"] in labels and row["second_label"] in labels
        assert 0 <= float(row["second_confidence"]) <= float(row["confidence"]) <= 1
        assert row["status"] in ("known", "uncertain", "unknown")
        assert row["error"] == ""
    records = json.loads(record.read_text("utf-8"))
    assert [entry["path"] for entry in records] == [row["path"] for row in rows]
    assert all(len(entry["top5"]) == 5 for entry in records)


def test_bad_photos_are_named_and_stop_nothing(
    shirts: Path, troubles: dict[str, Path], tmp_path: Path
) -> None:
    table = tmp_path / "tags.csv"
    done = run("classify", troubles["cut"].parent, shirts, tmp_path / "gone", "--csv", table)
    assert done.returncode == cli.SOME_FAILED
    failed = {Path(row["path"]): row["error"] for row in rows_of(table) if row["status"] == "error"}
    assert set(failed) == {*troubles.values(), tmp_path / "gone"}
    assert all(failed.values())
    assert "not an image" in failed[troubles["text"]]
    assert all(f"{path}: {cause}" in done.stderr for path, cause in failed.items())
    assert len(rows_of(table)) == len(failed) + 5


def test_explain_writes_what_is_asked(tmp_path: Path) -> None:
    photo, out = draw_shirt(tmp_path / "shirt.jpg", size=(600, 800)), tmp_path / "new" / "why"
    options = ["--samples", "200", "--seed", "7", "--png", "--pdf", "--json"]
    done = run("explain", photo, "--out", out, *options)
    assert done.returncode == cli.ALL_GOOD, done.stderr
    kinds = ["explanation.json", "explanation.pdf", "explanation.png", "overlay.png"]
    assert sorted(file.name for file in out.iterdir()) == [f"shirt.{kind}" for kind in kinds]
    with Image.open(out / "shirt.overlay.png") as overlay:
        assert overlay.size == (600, 800)
    record = json.loads((out / "shirt.explanation.json").read_text("utf-8"))
    assert (record["samples"], record["seed"]) == (200, 7)
    assert record["segments"] == len(record["weights"])
    assert record["network"]["sha256"] == open_pack(paths.default_pack()).sha256
    assert record["top5"][0] == {"label": record["label"], "confidence": record["confidence"]}
    assert {"intercept", "r2", "local_prediction", "parameters"} <= set(record)
    assert record["seconds"] > 0
    text = "".join(page.extract_text() for page in PdfReader(out / "shirt.explanation.pdf").pages)
    assert record["label"] in text and record["network"]["sha256"] in text.replace("\n", "")


def test_without_options_there_is_an_overlay_alone(tmp_path: Path) -> None:
    photo = draw_shirt(tmp_path / "shirt.jpg")
    assert cli.main(["explain", str(photo), "--out", str(tmp_path / "out")]) == cli.ALL_GOOD
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["shirt.overlay.png"]


def test_classify_and_explain_say_the_same(tmp_path: Path) -> None:
    photo, table = draw_shirt(tmp_path / "shirt.jpg"), tmp_path / "tags.csv"
    assert cli.main(["classify", str(photo), "--csv", str(table)]) == cli.ALL_GOOD
    record = explained(photo, tmp_path / "out")
    (row,) = rows_of(table)
    assert row["label"] == record["label"]
    assert float(row["confidence"]) == pytest.approx(record["confidence"], abs=1e-6)


def test_the_seed_decides_everything(tmp_path: Path) -> None:
    photo = draw_shirt(tmp_path / "shirt.jpg")
    first, again = (explained(photo, tmp_path / name, "--seed", "1") for name in "ab")
    other = explained(photo, tmp_path / "c", "--seed", "2")
    assert first["weights"] == again["weights"]
    assert first["weights"] != other["weights"]


def explained(photo: Path, out: Path, *options: str) -> dict[str, object]:
    arguments = ["explain", str(photo), "--out", str(out), "--samples", "96", "--json", *options]
    assert cli.main(arguments) == cli.ALL_GOOD
    return json.loads((out / f"{photo.stem}.explanation.json").read_text("utf-8"))


def test_another_class_can_be_explained(tmp_path: Path) -> None:
    photo = draw_shirt(tmp_path / "shirt.jpg")
    label = open_pack(paths.default_pack()).labels[0]
    record = explained(photo, tmp_path / "out", "--label", label)
    assert record["explained"] == label


def test_an_unknown_class_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = draw_shirt(tmp_path / "shirt.jpg")
    arguments = ["explain", str(photo), "--out", str(tmp_path / "out"), "--label", "Spaceships"]
    assert cli.main(arguments) == cli.WRONG_USAGE
    assert "no class 'Spaceships'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_equal_stems_keep_all_their_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos = [draw_shirt(tmp_path / name) for name in ("a/x.jpg", "b/x.jpg", "b/x.png")]
    arguments = ["explain", *map(str, photos), "--out", str(tmp_path / "out"), "--samples", "64"]
    assert cli.main(arguments) == cli.ALL_GOOD
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert names == ["x-2.overlay.png", "x-3.overlay.png", "x.overlay.png"]
    assert f"{photos[1]}: written as x-2, its name is taken" in capsys.readouterr().err


def test_a_report_holds_every_photo_and_lists_the_failed(
    shirts: Path, troubles: dict[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "report.pdf"
    arguments = ["report", str(troubles["empty"]), str(shirts), "--limit", "3", "--out", str(file)]
    assert cli.main(arguments) == cli.SOME_FAILED
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert "empty.jpg" in text and "blue.jpg" in text and "tall.png" not in text


@pytest.mark.parametrize("broken", ["no folder", "no card", "changed network"])
def test_a_broken_pack_is_named(
    broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "pack"
    if broken != "no folder":
        pack.mkdir()
    if broken == "changed network":
        for file in paths.default_pack().iterdir():
            (pack / file.name).write_bytes(file.read_bytes())
        (pack / "network.tflite").write_bytes(b"x")
    arguments = ["classify", str(tmp_path), "--csv", str(tmp_path / "t.csv"), "--pack", str(pack)]
    assert cli.main(arguments) == cli.WRONG_USAGE
    assert str(pack) in capsys.readouterr().err
    assert not (tmp_path / "t.csv").exists()


@unix.limits
def test_a_full_disk_leaves_nothing_half_written(shirts: Path, tmp_path: Path) -> None:
    out, home = tmp_path / "out", tmp_path / "home"
    environment = os.environ | {"HOME": str(home), "XDG_STATE_HOME": str(home)}
    done = run(
        "explain",
        shirts,
        "--out",
        out,
        preexec_fn=lambda: unix.limit_files(SMALL_DISK_BYTES),
        env=environment,
    )
    assert done.returncode == cli.SOME_FAILED
    assert "blue.overlay.png: file too large" in done.stderr
    assert list(out.iterdir()) == []


def test_an_output_that_cannot_be_written_is_named(
    shirts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    table = tmp_path / "file" / "tags.csv"
    assert cli.main(["classify", str(shirts), "--csv", str(table)]) == cli.SOME_FAILED
    assert str(table.parent) in capsys.readouterr().err


OFFLINE = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"):
        raise RuntimeError(f"the network was touched: {event} {arguments}")

sys.addaudithook(refuse)
from core.cli.main import main
sys.exit(main(sys.argv[1:]))
"""

NO_CONSOLE = """
import sys

sys.stdout = sys.stderr = None
from desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("surroundings", [OFFLINE, NO_CONSOLE], ids=["offline", "no console"])
def test_the_whole_way_goes(surroundings: str, shirts: Path, tmp_path: Path) -> None:
    """Folder, tags, explanation, every export: without a network, and without a console."""
    for command in (
        ["classify", shirts, "--csv", tmp_path / "tags.csv"],
        ["explain", shirts / "blue.jpg", "--out", tmp_path / "out", "--png", "--pdf", "--json"],
    ):
        program = [sys.executable, "-c", surroundings, *map(str, command)]
        done = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == cli.ALL_GOOD, done.stderr
    assert len(rows_of(tmp_path / "tags.csv")) == 5
    assert len(list((tmp_path / "out").iterdir())) == 4
