"""Measured figures go into the card; the network stays the same to the byte."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from core.inference.model_pack import Pack, open_pack
from core.language.catalog import english
from core.report.model_card import headlines
from model.publish import FiguresError, publish

SHARE = {"value": 0.9, "low": 0.88, "high": 0.92, "photos": 900}


@pytest.fixture
def pack(tiny_pack: Pack, tmp_path: Path) -> Pack:
    return open_pack(Path(shutil.copytree(tiny_pack.folder, tmp_path / "own")))


def written(path: Path, told: Any) -> Path:
    path.write_text(told if isinstance(told, str) else json.dumps(told))
    return path


def test_figures_are_merged_and_the_network_stays(pack: Pack, tmp_path: Path) -> None:
    told = {"pack": "tiny 1", "network_sha256": pack.sha256, "top1": SHARE,
            "nonproducts": {"auroc": 0.98}, "partial": {"accepted": SHARE}}  # fmt: skip
    robustness = written(tmp_path / "r.json", {"pack": "tiny 1", "robustness": {"jpeg 20": SHARE}})
    quantisation = written(tmp_path / "q.json", {"lime_rank_correlation": 0.991})
    fresh = publish(pack, written(tmp_path / "t.json", told), robustness, quantisation)
    assert fresh.card.metrics == {
        "test": {"top1": SHARE},
        "nonproducts": {"auroc": 0.98},
        "partial": {"accepted": SHARE},
        "robustness": {"jpeg 20": SHARE},
        "eight_bit": {"lime_rank_correlation": 0.991},
    }
    assert fresh.card.files == pack.card.files
    assert headlines(fresh.card, english())[0].interval == "88.0 to 92.0 %"
    again = publish(fresh, written(tmp_path / "t.json", {"top1": SHARE, "photos": 7}))
    assert again.card.metrics["test"] == {"top1": SHARE, "photos": 7}
    assert again.card.metrics["robustness"] == {"jpeg 20": SHARE}


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ("{", "is not JSON"),
        ([1], "is not a JSON object"),
        ({"photos": 3}, "'top1' is missing"),
        ({"top1": SHARE, "network_sha256": "0" * 64}, "another network"),
    ],
)
def test_wrong_figures_change_nothing(pack: Pack, tmp_path: Path, told: Any, cause: str) -> None:
    with pytest.raises(FiguresError, match=cause):
        publish(pack, written(tmp_path / "t.json", told))
    assert open_pack(pack.folder).card == pack.card


def test_missing_figures_are_named(pack: Pack, tmp_path: Path) -> None:
    figures = written(tmp_path / "t.json", {"top1": SHARE})
    with pytest.raises(FiguresError, match="'robustness' is missing"):
        publish(pack, figures, robustness=figures)
    with pytest.raises(FiguresError, match=r"none\.json: no such file"):
        publish(pack, tmp_path / "none.json")
