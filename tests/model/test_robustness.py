"""Changed photos and pictures that are no products, with the small colour network."""

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from core.imaging.framing import border_colour
from core.inference.model_pack import Pack, open_pack
from model.data.changes import CHANGES, ORIGINAL, on_background
from model.data.nonproducts import GROUPS, write_nonproducts
from model.evaluate import main as evaluate_main
from model.publish import publish
from model.robustness import main
from tests.packs import LABELS, draw_product

PER_CLASS = 4


def chance() -> np.random.Generator:
    return np.random.default_rng(3)


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


def test_every_change_is_measured_on_the_same_photos(
    tiny_pack: Pack, data: Path, tmp_path: Path
) -> None:
    page, out = tmp_path / "README.md", tmp_path / "r.json"
    page.write_text("<!-- robustness: written by a command --><!-- end of robustness -->")
    command = ["--pack", tiny_pack.folder, "--data", data, "--split", data / "split.csv"]
    command += ["--json", out, "--readme", page, "--count", "15"]
    done = CliRunner().invoke(main, list(map(str, command)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    changes = json.loads(out.read_text())["robustness"]
    assert list(changes) == list(CHANGES)
    plain = changes[ORIGINAL]
    assert plain["top1"] == plain["top1_as_it_is"]
    assert plain["top1"]["photos"] == 15
    assert plain["top1"]["value"] > 0.8
    assert changes["grey"]["top1"]["value"] < 0.6  # colours are all that this network knows
    assert changes["twice the pixels"]["top1"]["value"] > 0.8
    assert "| grey |" in page.read_text()
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps({"top1": plain["top1"]}))
    card = publish(own(tiny_pack, tmp_path), figures, robustness=out).card
    assert card.metrics["robustness"] == changes


@pytest.mark.parametrize("name", CHANGES)
def test_changes_keep_the_form_and_the_photo_itself(name: str) -> None:
    picture = draw_product("Blue", (80, 60))
    before = picture.copy()
    changed = CHANGES[name](picture, chance())
    assert changed is not None
    assert changed.dtype == np.uint8
    assert changed.ndim == 3
    assert changed.shape[2] == 3
    np.testing.assert_array_equal(picture, before)
    if name != ORIGINAL:
        assert changed.shape != picture.shape or np.any(changed != picture)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("padded to 1:1", (80, 80)),
        ("padded to 16:9", (80, 142)),
        ("padded to 1:3", (180, 60)),
        ("product half as large", (160, 120)),
        ("10 % of each side cut off", (72, 54)),
        ("twice the pixels", (160, 120)),
        ("half the pixels", (40, 30)),
    ],
)
def test_changes_of_form_are_as_stated(name: str, shape: tuple[int, int]) -> None:
    changed = CHANGES[name](draw_product("Red", (80, 60)), chance())
    assert changed is not None
    assert changed.shape[:2] == shape


def test_a_product_keeps_its_colour_on_another_background() -> None:
    picture = np.full((80, 60, 3), 255, dtype=np.uint8)
    picture[20:60, 15:45] = (200, 40, 40)
    paper = np.array((10, 120, 30), dtype=np.uint8)
    pasted = on_background(picture, paper)
    assert pasted is not None
    np.testing.assert_array_equal(border_colour(pasted), paper)
    np.testing.assert_array_equal(pasted[40, 30], (200, 40, 40))


def test_a_photo_without_plain_background_is_not_pasted() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (80, 60, 3), dtype=np.uint8)
    assert on_background(noise, np.zeros(3, dtype=np.uint8)) is None


def test_nonproducts_are_many_kinds_and_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, again = (write_nonproducts(tmp_path / name, per_group=2) for name in "ab")
    assert {e.accepted[0] for e in first} == set(GROUPS)
    assert len(first) == 2 * len(GROUPS)
    contents = [example.path.read_bytes() for example in first]
    assert len(set(contents)) == len(contents)
    assert contents == [example.path.read_bytes() for example in again]


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
