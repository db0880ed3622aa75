"""An 8-bit network as ONNX answers as LiteRT does: the same integers, rounded alike."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")

from core import paths
from core.entities import EngineFacts
from core.errors import PackError
from core.inference.litert_engine import LiteRtEngine
from core.inference.model_pack import Pack
from core.inference.onnx_engine import OnnxEngine
from model.networks import onnx_form
from model.networks.onnx_form import to_onnx
from tests.packs import LABELS, draw_product


def pictures_of(size: int) -> NDArray[np.uint8]:
    """Draw products of every colour, and noise last."""
    drawn = [draw_product(label, (size, size), seed) for seed in range(3) for label in LABELS]
    noise = np.random.default_rng(0).integers(0, 256, (size, size, 3), np.uint8)
    return np.stack([*drawn, noise])


def test_both_forms_answer_alike(quantised_pack: Pack, tmp_path: Path) -> None:
    file = tmp_path / "network.onnx"
    file.write_bytes(to_onnx(quantised_pack.network))
    own, other = LiteRtEngine(quantised_pack.network), OnnxEngine(file)
    pictures = pictures_of(own.size)
    mine, theirs = own.run(pictures), other.run(pictures)
    assert (mine.logits.argmax(1) == theirs.logits.argmax(1)).all()
    step = np.unique(np.diff(np.unique(mine.logits))).min()
    assert np.abs(mine.logits - theirs.logits).max() <= 1.01 * step
    assert mine.features is not None
    assert theirs.features is not None
    assert mine.features.shape == theirs.features.shape
    assert np.corrcoef(mine.features.ravel(), theirs.features.ravel())[0, 1] > 0.9999
    assert other.facts == EngineFacts("ONNX Runtime", other.facts.version, "CPUExecutionProvider")


def test_the_form_that_ships_is_that_of_the_network_that_ships() -> None:
    pack = paths.default_pack()
    assert (pack / "network.onnx").read_bytes() == to_onnx(pack / "network.tflite")


def test_the_form_that_ships_tags_the_samples_alike() -> None:
    pack = paths.default_pack()
    own, other = LiteRtEngine(pack / "network.tflite"), OnnxEngine(pack / "network.onnx")
    samples = sorted((paths.resources() / "samples").glob("*.jpg"))
    opened = (Image.open(file).convert("RGB").resize((own.size, own.size)) for file in samples)
    pictures = np.stack([np.asarray(one) for one in opened])
    mine, theirs = own.run(pictures).logits, other.run(pictures).logits
    assert (mine.argmax(1) == theirs.argmax(1)).all()
    assert np.abs(mine - theirs).max() < 0.2  # three steps, on whatever processor this is


def test_a_network_in_float_is_refused(tiny_pack: Pack) -> None:
    with pytest.raises(PackError, match=r"network\.tflite: is not a network in 8 bits"):
        to_onnx(tiny_pack.network)


def test_an_unknown_operation_is_named(
    quantised_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {number: name.replace("MEAN", "SUM") for number, name in onnx_form.NAMES.items()}
    monkeypatch.setattr(onnx_form, "NAMES", other)
    with pytest.raises(PackError, match="operation without a form in ONNX here: SUM"):
        to_onnx(quantised_pack.network)


@pytest.mark.parametrize(
    ("side", "kernel", "step", "padding"),
    [(112, 3, 2, (0, 1)), (56, 3, 1, (1, 1)), (7, 3, 2, (1, 1)), (7, 1, 1, (0, 0))],
)
def test_padding_is_that_of_litert(
    side: int, kernel: int, step: int, padding: tuple[int, int]
) -> None:
    assert onnx_form._padding(side, kernel, step, onnx_form.schema.Padding.SAME) == padding
    assert onnx_form._padding(side, kernel, step, onnx_form.schema.Padding.VALID) == (0, 0)
