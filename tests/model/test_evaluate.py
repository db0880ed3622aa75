"""What a pack is worth, by the command, with the small colour network."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from core.inference.model_pack import Pack, open_pack
from model.data.nonproducts import GROUPS
from model.evaluate import main as evaluate_main
from model.publish import publish
from tests.packs import LABELS, draw_product

PER_CLASS = 4


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "images").mkdir(parents=True)
    styles, split = [("id", "articleType", "name")], [("id", "split")]
    for label in LABELS:
        for number in range(PER_CLASS):
            identity = f"{LABELS.index(label)}{number}"
            picture = draw_product(label, (80, 60), 100 + number)
            Image.fromarray(picture).save(folder / "images" / f"{identity}.jpg", quality=95)
            styles.append((identity, label, "drawn"))
            split.append((identity, "test"))
    for name, rows in (("styles.csv", styles), ("split.csv", split)):
        with (folder / name).open("w", newline="") as out:
            csv.writer(out).writerows(rows)
    return folder


def own(pack: Pack, tmp_path: Path) -> Pack:
    return open_pack(Path(shutil.copytree(pack.folder, tmp_path / "own")))


def test_evaluating_says_how_nonproducts_are_told_apart(
    tiny_pack: Pack, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "e.json"
    command = ["--pack", tiny_pack.folder, "--data", data, "--split", data / "split.csv"]
    command += ["--json", out, "--nonproducts"]
    done = CliRunner().invoke(evaluate_main, list(map(str, command)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found = json.loads(out.read_text())["nonproducts"]
    assert set(found["by_group"]) == set(GROUPS)
    assert 0 <= found["auroc"] <= 1
    assert found["photos"] == 40 * len(GROUPS)
    assert publish(own(tiny_pack, tmp_path), out).card.metrics["nonproducts"] == found


def test_other_shops_are_measured_and_a_bad_table_refused(
    tiny_pack: Pack, data: Path, tmp_path: Path
) -> None:
    (data / "shops").mkdir()
    rows = [("image", "source", "accepted", "split")]
    for number, label in enumerate(LABELS):
        picture = draw_product(label, (80, 60), 300 + number)
        Image.fromarray(picture).save(data / "shops" / f"{number}.png")
        rows.append((f"{number}.png", "corner", label if number else "other:hats", "test"))
    table, out = data / "shops.csv", tmp_path / "e.json"
    with table.open("w", newline="") as lines:
        csv.writer(lines).writerows(rows)
    command = ["--pack", tiny_pack.folder, "--data", data, "--split", data / "split.csv"]
    command = list(map(str, [*command, "--shops", table, "--json", out]))
    done = CliRunner().invoke(evaluate_main, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found = json.loads(out.read_text())["shops"]
    assert found["photos"] == len(LABELS) - 1
    assert found["others_known"]["photos"] == 1
    assert publish(own(tiny_pack, tmp_path), out).card.metrics["shops"] == found
    with table.open("a", newline="") as lines:
        csv.writer(lines).writerow(("gone.png", "corner", LABELS[0], "test"))
    refused = CliRunner().invoke(evaluate_main, command)
    assert refused.exit_code == 1
    assert f"line {len(rows) + 1}: photo 'gone.png' is missing" in refused.output
