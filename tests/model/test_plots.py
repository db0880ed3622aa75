"""Plots and pages from a small evaluation."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from model.plots import main

SHARE = {"value": 0.8, "low": 0.7, "high": 0.9, "photos": 20}


@pytest.fixture
def figures() -> dict[str, Any]:
    return {
        "pack": "tiny 1",
        "photos": 40,
        "subset": "test",
        "top1": SHARE,
        "top5": SHARE,
        "macro_f1": 0.79,
        "top1_without_twins": SHARE,
        "top1_by_size": {"60x80": SHARE, "about 224": None},
        "calibration_error": 0.015,
        "known": {"coverage": SHARE, "right": SHARE},
        "by_class": {"Caps": SHARE, "Ties": SHARE, "Belts": None},
        "confusion": [[16, 4, 0], [4, 16, 0], [0, 0, 0]],
        "reliability": [[0.3, 0.4, 10], [0.9, 0.95, 30]],
        "risk_coverage": [[0.9, 0.5, 0.0], [0.3, 1.0, 0.2]],
        "nonproducts": {"auroc": 0.991, "status": {"known": 0.02}},
    }


def test_every_plot_is_drawn_and_the_page_shows_them(
    figures: dict[str, Any], tmp_path: Path
) -> None:
    source, page = tmp_path / "e.json", tmp_path / "README.md"
    source.write_text(json.dumps(figures))
    page.write_text(
        "before\n<!-- evaluation: written by a command -->old<!-- end of evaluation -->\nafter\n"
    )
    command = ["--json", str(source), "--out", str(tmp_path / "p"), "--readme", str(page)]
    done = CliRunner().invoke(main, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    for path in map(Path, done.output.split()):
        with Image.open(path) as drawn:
            assert len(np.unique(np.asarray(drawn.convert("L")))) > 20
    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| top-1 | 80.0 % (70.0 to 90.0) |" in text
    assert "| top-1, pictures of about 224 | – |" in text
    assert "| AUROC, no products | 0.991 |" in text
    beside = CliRunner().invoke(main, [*command, "--against", str(source)], catch_exceptions=False)
    assert beside.exit_code == 0, beside.output
    assert "| top-1 | 80.0 % (70.0 to 90.0) | 80.0 % (70.0 to 90.0) |" in page.read_text()
    for link in ("confusion", "reliability", "risk-coverage", "classes"):
        assert (tmp_path / "figures" / f"{link}.png").exists()
        assert f"figures/{link}.png" in text


@pytest.mark.parametrize(
    ("content", "said"), [(None, "no such file"), ("{", "not JSON"), ("[]", "model.evaluate")]
)
def test_a_wrong_file_is_named(content: str | None, said: str, tmp_path: Path) -> None:
    source = tmp_path / "e.json"
    if content is not None:
        source.write_text(content)
    done = CliRunner().invoke(main, ["--json", str(source), "--out", str(tmp_path / "p")])
    assert done.exit_code == 1
    assert "e.json" in done.output
    assert said in done.output
