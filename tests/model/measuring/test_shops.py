"""Figures of foreign shops, with the small colour network and drawn products."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.inference.classifier import Classifier
from core.inference.model_pack import Pack
from model.data.dataset import Example
from model.data.shops import SHOPS
from model.measuring.shops import FEWEST_PHOTOS, ground_of, shop_figures
from tests.packs import LABELS, draw_product


def _shop(folder: Path, source: str, labels: list[tuple[str, str]], view: str) -> list[Example]:
    examples = []
    for number, (drawn, said) in enumerate(labels):
        path = folder / f"{source}-{number}.png"
        Image.fromarray(draw_product(drawn, (80, 60), 100 + number)).save(path)
        examples.append(Example(path, SHOPS, tuple(said.split(";")), source, view))
    return examples


def test_means_count_every_source_alike_and_small_ones_not_at_all(
    tiny_pack: Pack, tmp_path: Path
) -> None:
    one, two, *_ = LABELS
    right = _shop(tmp_path, "large", [(one, one)] * (2 * FEWEST_PHOTOS), "product")
    half = _shop(tmp_path, "half", [(one, one), (one, two)] * (FEWEST_PHOTOS // 2), "worn")
    tiny = _shop(tmp_path, "tiny", [(one, two)], "")
    others = _shop(tmp_path, "else", [(one, "other:hats")] * 2, "")
    found = shop_figures(Classifier.open(tiny_pack.folder), [*right, *half, *tiny, *others])
    assert (found["photos"], found["sources"]) == (31, 2)
    assert found["mean"]["value"] == pytest.approx(0.75)
    assert found["mean"]["low"] < 0.75 < found["mean"]["high"]
    assert found["top1"]["value"] == pytest.approx(25 / 31)
    # Where a shop has one class alone, nothing can go wrong.
    assert found["by_source"]["tiny"]["own"]["value"] == 1
    assert found["mean_of_own"]["value"] == pytest.approx(0.75)
    assert found["by_view"]["worn"]["top1"]["photos"] == FEWEST_PHOTOS
    assert found["by_view"]["not said"]["top1"]["photos"] == 1
    assert found["others_known"]["photos"] == 2
    assert sum(row["top1"]["photos"] for row in found["by_ground"].values()) == 31


def test_shops_without_strangers_or_large_sources_are_measured(
    tiny_pack: Pack, tmp_path: Path
) -> None:
    found = shop_figures(
        Classifier.open(tiny_pack.folder), _shop(tmp_path, "s", [(LABELS[0],) * 2] * 2, "")
    )
    assert (found["mean"], found["others_known"]) == (None, None)
    assert found["area"] == 0


def test_grounds_are_told_apart() -> None:
    product = np.full((60, 60, 3), 255, dtype=np.uint8)
    product[20:40, 20:40] = (20, 60, 120)
    assert ground_of(product) == "white"
    assert ground_of(np.where(product == 255, 150, product).astype(np.uint8)) == "coloured"
    noise = np.random.default_rng(0).integers(0, 256, (60, 60, 3), dtype=np.uint8)
    assert ground_of(noise) == "busy"
