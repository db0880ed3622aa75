"""What choosing classes brings, measured with the small colour network."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from core.inference.judging import judge
from core.inference.model_pack import Pack
from model.class_choices import Answered, main, tally
from tests.packs import LABELS, draw_product


def answered(pack: Pack, accepted: str, *logits: float) -> Answered:
    values = np.array(logits, dtype=np.float32)
    return Answered(frozenset(accepted.split(";")), judge(pack, values, 0.0))


def test_a_choice_mends_tags_and_makes_strangers(tiny_pack: Pack) -> None:
    photos = [
        answered(tiny_pack, "Blue", 3, 4, 0, 0, 0),
        answered(tiny_pack, "Grey;Blue", 0, 0, 9, 0, 0),
        answered(tiny_pack, "Green", 0, 9, 0, 0, 0),
    ]
    whole = tally(tiny_pack, LABELS, photos)
    assert (whole["photos"], whole["top1"], whole["strangers"]) == (3, pytest.approx(2 / 3), None)
    few = tally(tiny_pack, ("Blue", "Grey"), photos)
    assert (few["photos"], few["top1"], few["strangers"]) == (2, 1.0, 0.0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("images", "shops"):
        (tmp_path / folder).mkdir()
    styles, split = [("id", "articleType")], [("id", "split")]
    shops = [("image", "source", "accepted", "split")]
    for number, label in enumerate(LABELS):
        for seed in range(4):
            name = f"{number}{seed}"
            picture = Image.fromarray(draw_product(label, (80, 60), 100 + seed))
            picture.save(tmp_path / "images" / f"{name}.jpg", quality=95)
            picture.save(tmp_path / "shops" / f"s{name}.jpg", quality=95)
            styles.append((name, label if label != "Red" else "Scarlet"))
            split.append((name, "test" if label != "Red" else "rare"))
            shops.append((f"s{name}.jpg", "corner", label if number < 3 else "other:hats", "test"))
    for name, rows in (("styles", styles), ("split", split), ("shops", shops)):
        with (tmp_path / f"{name}.csv").open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows)
    return tmp_path


def test_both_tables_are_written(
    data: Path, tiny_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.class_choices.COUNTS", (3,))
    page, out = data / "page.md", data / "out.json"
    page.write_text("<!-- classes: written by a command -->\n<!-- end of classes -->\n")
    result = CliRunner().invoke(main, [
        "--pack", str(tiny_pack.folder), "--data", str(data), "--split", str(data / "split.csv"),
        "--shops", str(data / "shops.csv"), "--json", str(out), "--readme", str(page),
    ])  # fmt: skip
    assert result.exit_code == 0, result.output
    told = json.loads(out.read_text("utf-8"))
    whole, chosen = told["random"]
    assert (whole["classes"], chosen["classes"]) == ("3: all", "3: chosen")
    assert chosen["top1"] >= whole["top1"]
    corner = {row["classes"]: row for row in told["sources"]}
    assert corner["corner: 3"]["photos"] == corner["corner: all"]["photos"] == 12
    assert "| 3: chosen |" in page.read_text("utf-8")
