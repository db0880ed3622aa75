import csv
import json
from dataclasses import asdict
from pathlib import Path

import pytest

pytest.importorskip("keras")

from model.training.comparison import Row, draw, write_tables
from model.training.contenders import FAULTY, SOUND, Budget
from model.training.epoch import Epoch

BUDGET = Budget("data", None, 3.0, 8, 64, None, "validation", 64, 1e-3, "float32", 42)


def row(title: str, accuracy: float) -> Row:
    figures = (accuracy, accuracy - 0.02, accuracy + 0.02, 789, 0.5, 3_480_000, 0.06, 0.77, 0.2)
    return Row(title, "0-255", *figures, 186.0, 3)


def test_a_row_survives_json() -> None:
    ours = row("ours", 0.75)
    assert Row.from_json(json.dumps(asdict(ours))) == ours


def test_tables_hold_every_network_and_the_conditions(tmp_path: Path) -> None:
    page = write_tables([row("ours", 0.75)], BUDGET, 16_000, tmp_path)
    assert "Each network: 3 minutes on 16,000 photos at 64 px" in page
    assert "| ours | 0-255 | 75.0 % (73.0 to 77.0) | 50.0 % | 3.48 |" in page
    assert (tmp_path / "comparison.md").read_text() == page + "\n"
    with (tmp_path / "comparison.csv").open(newline="") as lines:
        assert [found["title"] for found in csv.DictReader(lines)] == ["ours"]


def test_the_fault_is_told_where_both_its_rows_were_measured(tmp_path: Path) -> None:
    both = [row(SOUND.title, 0.811), row(FAULTY.title, 0.162)]
    assert "16.2 % frozen behind the fault, 81.1 % tuned" in write_tables(
        both, BUDGET, 16_000, tmp_path
    ).replace("\n", " ")
    assert "frozen behind the fault" not in write_tables(both[:1], BUDGET, 16_000, tmp_path)


def test_curves_are_drawn(tmp_path: Path) -> None:
    history = [Epoch(n, 64, 1.0, 0.5, 1.0, 0.1 * n, 0.0, 60.0) for n in (1, 2, 3)]
    draw({"ours": history}, tmp_path / "figures" / "c.png")
    assert (tmp_path / "figures" / "c.png").stat().st_size > 10_000
