"""Changed photos, with the small colour network."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from core.inference.model_pack import Pack, open_pack
from model.data.changes import CHANGES, ORIGINAL
from model.publish import publish
from model.robustness import main
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
