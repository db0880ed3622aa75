"""The comparison on small drawn pictures: two networks, the table, going on."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

tf = pytest.importorskip("tensorflow")

import keras  # noqa: E402

from model.compare import main  # noqa: E402
from model.training.run import Run  # noqa: E402

COLOURS = {"Caps": (200, 40, 40), "Ties": (40, 60, 200)}


@pytest.fixture(scope="module", autouse=True)
def float32() -> None:
    keras.mixed_precision.set_global_policy("float32")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "images").mkdir()
    styles, split = [("id", "articleType", "name")], [("id", "split")]
    chance = np.random.default_rng(2)
    for number in range(60):
        label = list(COLOURS)[number % 2]
        picture = np.full((40, 30, 3), 250, dtype=np.uint8)
        top, left = chance.integers(2, 12, 2)
        picture[top : top + 20, left : left + 14] = COLOURS[label]
        Image.fromarray(picture).save(folder / "images" / f"{number}.jpg")
        styles.append((str(number), label, "drawn"))
        split.append((str(number), "test" if number >= 48 else "train"))
    for name, rows in (("styles.csv", styles), ("split.csv", split)):
        with (folder / name).open("w", newline="") as out:
            csv.writer(out).writerows(rows)
    return folder


def _compare(data: Path, out: Path, *more: str) -> tuple[int, str]:
    command = ["--data", str(data), "--split", str(data / "split.csv"), "--out", str(out)]
    command += ["--size", "32", "--batch", "8", "--subset", "test", "--only", "published-cnn"]
    done = CliRunner().invoke(main, [*command, *more])
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def compared(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("compared")
    code, said = _compare(data, out, "--epochs", "2", "--only", "catalog-cnn")
    assert code == 0, said
    return out


def test_every_network_has_its_row(compared: Path) -> None:
    rows = json.loads((compared / "comparison.json").read_text())
    assert [row["title"] for row in rows] == ["published CNN", "ours"]
    for row in rows:
        assert row["photos"] == 12
        assert 0 <= row["low"] <= row["accuracy"] <= row["high"] <= 1
        assert row["epochs"] == 2
        assert row["seconds_per_thousand"] > 0
        assert row["training_seconds"] > 0
    published, ours = rows
    assert published["gigaflops_at_224"] == pytest.approx(0.97, abs=0.01)
    assert ours["weights"] > 1e6
    with (compared / "comparison.csv").open(newline="") as lines:
        assert [row["title"] for row in csv.DictReader(lines)] == ["published CNN", "ours"]
    assert "| ours | -1 to 1 |" in (compared / "comparison.md").read_text()
    assert (compared / "comparison.png").stat().st_size > 10_000


def test_the_same_command_measures_nothing_twice(data: Path, compared: Path) -> None:
    before = (compared / "comparison.json").read_bytes()
    trained = (compared / "catalog-cnn" / "history.csv").stat().st_mtime_ns
    code, said = _compare(data, compared, "--epochs", "2", "--only", "catalog-cnn")
    assert code == 0, said
    assert (compared / "comparison.json").read_bytes() == before
    assert (compared / "catalog-cnn" / "history.csv").stat().st_mtime_ns == trained


def test_an_interrupted_training_goes_on(data: Path, compared: Path) -> None:
    folder = compared / "published-cnn"
    (folder / "row.json").unlink()
    run = Run(folder)
    history = run.history
    lines = (folder / "history.csv").read_text().splitlines()
    (folder / "history.csv").write_text("\n".join(lines[:2]) + "\n")
    code, said = _compare(data, compared, "--epochs", "2")
    assert code == 0, said
    assert run.history[0] == history[0]
    assert len(run.history) == 2


def test_another_budget_needs_another_folder(data: Path, compared: Path) -> None:
    code, said = _compare(data, compared, "--epochs", "3")
    assert code == 1
    assert "another budget began here" in said


def test_minutes_become_at_least_one_epoch(data: Path, tmp_path: Path) -> None:
    code, said = _compare(data, tmp_path / "c", "--minutes", "0.0001")
    assert code == 0, said
    assert len(Run(tmp_path / "c" / "published-cnn").history) == 1


def test_an_unknown_subset_is_named(data: Path, tmp_path: Path) -> None:
    code, said = _compare(data, tmp_path / "c", "--epochs", "1", "--subset", "tets")
    assert code == 1
    assert "no photo to measure on in subset 'tets'" in said
    assert not (tmp_path / "c").exists()  # said before hours of training
