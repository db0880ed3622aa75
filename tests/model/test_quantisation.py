"""Float against 8 bits, on the small colour network."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

tf = pytest.importorskip("tensorflow")

from core.inference.model_pack import Pack  # noqa: E402
from model.quantisation import main  # noqa: E402
from tests.packs import LABELS, draw_product  # noqa: E402


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "images").mkdir(parents=True)
    styles, split = [("id", "articleType", "name")], [("id", "split")]
    for number in range(30):
        label = LABELS[number % len(LABELS)]
        picture = draw_product(label, (48, 36), 200 + number)
        Image.fromarray(picture).save(folder / "images" / f"{number}.png")
        (folder / "images" / f"{number}.png").rename(folder / "images" / f"{number}.jpg")
        styles.append((str(number), label, "drawn"))
        split.append((str(number), "train" if number < 15 else "test"))
    for name, rows in (("styles.csv", styles), ("split.csv", split)):
        with (folder / name).open("w", newline="") as out:
            csv.writer(out).writerows(rows)
    return folder


def test_both_forms_are_compared(tiny_pack: Pack, data: Path, tmp_path: Path) -> None:
    page, out = tmp_path / "README.md", tmp_path / "q.json"
    page.write_text("<!-- quantisation: written by a command --><!-- end of quantisation -->")
    command = ["--pack", tiny_pack.folder, "--data", data, "--split", data / "split.csv"]
    command += ["--explained", "3", "--samples", "64", "--json", out, "--readme", page]
    done = CliRunner().invoke(main, list(map(str, command)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found = json.loads(out.read_text())
    assert found["photos"] == 15
    assert found["lime_photos"] == 3
    assert found["accuracy"]["float"] > 0.8
    assert found["accuracy_lost"] == pytest.approx(
        found["accuracy"]["float"] - found["accuracy"]["eight_bit"]
    )
    assert found["agreement"] > 0.8
    assert found["lime_rank_correlation"] > 0.7
    low, high = found["lime_rank_correlation_quartiles"]
    assert low <= found["lime_rank_correlation"] <= high
    assert min(found["seconds_per_thousand"].values()) > 0
    assert "rank correlation of LIME's weights" in page.read_text().replace("\n", " ")
