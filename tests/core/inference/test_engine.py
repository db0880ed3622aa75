import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import EngineError, PackError
from core.imaging.preprocessing import scale
from core.inference import engine as engine_module
from core.inference.card import InputSpec
from core.inference.engine import (
    STAND_INS,
    Engine,
    EngineOutput,
    answering_files,
    copying,
    engine_at_hand,
    engine_spec,
)
from core.inference.keras_engine import KerasEngine
from core.inference.litert_engine import LiteRtEngine
from core.inference.model_pack import Pack
from core.inference.onnx_engine import OnnxEngine
from core.vocabulary import EngineKind, Scaling
from tests.packs import LABELS, SIZE_PX, to_tflite

ENGINES = Path(engine_module.__file__).parent.glob("*_engine.py")
RUNTIMES = {"ai_edge_litert", "tensorflow", "keras", "onnx", "onnxruntime"}
NETWORKS = ("float", "quantised", "keras", "onnx")
Engines = dict[str, Engine]


def test_every_engine_has_its_kind_and_every_kind_its_engine() -> None:
    assert {path.stem.removesuffix("_engine") for path in ENGINES} == set(EngineKind)
    specs = [engine_spec(kind) for kind in EngineKind]
    assert len({spec.network_file for spec in specs}) == len(EngineKind)
    assert len({spec.title for spec in specs}) == len(EngineKind)


@pytest.mark.parametrize("kind", EngineKind)
def test_an_engine_starts_from_its_file_of_a_pack(
    kind: EngineKind, tiny_pack: Pack, onnx_pack: Pack
) -> None:
    spec = engine_spec(kind)
    folder = onnx_pack.folder if kind is EngineKind.ONNX else tiny_pack.folder
    network = folder / spec.network_file
    engine = spec.start(network, network.read_bytes(), InputSpec(SIZE_PX), 1)
    answer = engine.run(np.zeros((3, engine.size, engine.size, 3), np.uint8))
    assert answer.logits.shape == (3, len(LABELS))
    card = tiny_pack.folder / "card.json"
    with pytest.raises(PackError, match=r"card\.json"):
        spec.start(card, card.read_bytes(), InputSpec(SIZE_PX), 1)


def test_finding_an_engine_waits_for_no_runtime() -> None:
    told = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    code = "from core.inference.engine import engine_spec; from core.vocabulary import EngineKind\n"
    code += f"for kind in EngineKind: engine_spec(kind)\n{told}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not RUNTIMES & set(run.stdout.split())


BOTH = ("network.tflite", "network.onnx")


@pytest.mark.parametrize(
    ("lacking", "files", "answers"),
    [
        ((), BOTH, EngineKind.LITERT),
        (("ai_edge_litert",), BOTH, EngineKind.ONNX),
        (("ai_edge_litert",), BOTH[:1], EngineKind.LITERT),
        (("ai_edge_litert", "onnxruntime"), BOTH, EngineKind.LITERT),
        (("onnxruntime",), BOTH, EngineKind.LITERT),
    ],
)
def test_another_form_answers_only_where_the_own_library_lacks(
    monkeypatch: pytest.MonkeyPatch,
    lacking: tuple[str, ...],
    files: tuple[str, ...],
    answers: EngineKind,
) -> None:
    for name in lacking:
        monkeypatch.setitem(sys.modules, name, None)
    assert engine_at_hand(EngineKind.LITERT, files) is answers


def test_every_form_that_can_answer_is_the_network() -> None:
    files = ("card.json", "network.keras", *reversed(BOTH))
    assert answering_files(EngineKind.LITERT, files) == list(BOTH)
    assert answering_files(EngineKind.ONNX, files) == ["network.onnx"]
    assert answering_files(EngineKind.KERAS, files) == ["network.keras"]


def test_nothing_stands_in_for_what_has_no_other_form(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(STAND_INS) == set(EngineKind)
    for name in ("onnxruntime", "keras"):
        monkeypatch.setitem(sys.modules, name, None)
    assert engine_at_hand(EngineKind.ONNX, BOTH) is EngineKind.ONNX
    assert engine_at_hand(EngineKind.KERAS, ("network.h5", *BOTH)) is EngineKind.KERAS


@pytest.fixture(scope="module")
def engines(tiny_pack: Pack, quantised_pack: Pack, onnx_pack: Pack) -> Engines:
    return {
        "float": LiteRtEngine(tiny_pack.network),
        "quantised": LiteRtEngine(quantised_pack.network),
        "keras": KerasEngine(tiny_pack.folder / "network.keras"),
        "onnx": OnnxEngine(onnx_pack.network),
    }


@pytest.mark.parametrize("kind", NETWORKS)
def test_logits_do_not_depend_on_the_company(
    engines: Engines, kind: str, pictures: NDArray[np.uint8]
) -> None:
    engine = engines[kind]
    whole = engine.run(pictures)
    alone = np.concatenate([engine.run(picture[None]).logits for picture in pictures])
    order = np.random.default_rng(0).permutation(len(pictures))
    shuffled = np.empty_like(alone)
    shuffled[order] = engine.run(pictures[order]).logits
    np.testing.assert_array_equal(whole.logits, alone)
    np.testing.assert_array_equal(whole.logits, shuffled)
    assert np.ptp(alone, axis=0).min() > 0.1


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("count", [0, 1, 10, 20, 32, 33, 50])
def test_pictures_that_are_written_give_the_same_logits(
    engines: Engines, kind: str, count: int, pictures: NDArray[np.uint8]
) -> None:
    engine, pictures = engines[kind], pictures[:count]
    wanted = engine.run(pictures).logits
    first = engine.run_written(count, copying(pictures))
    np.testing.assert_array_equal(first, wanted)
    engine.run_written(count, copying(np.zeros_like(pictures)))
    np.testing.assert_array_equal(first, wanted)


@pytest.mark.parametrize("kind", NETWORKS)
def test_no_pictures_give_empty_arrays(engines: Engines, kind: str) -> None:
    answer = engines[kind].run(np.empty((0, SIZE_PX, SIZE_PX, 3), np.uint8))
    assert answer.logits.shape == (0, len(LABELS))
    assert answer.features is not None
    assert answer.features.shape == (0, 8, 8, 16)


def test_the_engines_agree(engines: Engines, pictures: NDArray[np.uint8]) -> None:
    answers = {kind: engine.run(pictures) for kind, engine in engines.items()}
    exact = answers["keras"]
    np.testing.assert_allclose(answers["float"].logits, exact.logits, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(answers["float"].features, exact.features, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(answers["onnx"].logits, exact.logits, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(answers["onnx"].features, exact.features, rtol=1e-4, atol=1e-4)
    gap = np.abs(answers["quantised"].logits - exact.logits)[:50]
    assert 0 < gap.max() < 0.15 * np.ptp(exact.logits)


@pytest.mark.parametrize("scaling", Scaling)
def test_scaling_is_applied_by_the_engine(scaling: Scaling, tmp_path: Path) -> None:
    import keras

    given = keras.Input((8, 8, 3))
    features = keras.layers.Activation("linear", name="features")(given)
    means = keras.layers.GlobalAveragePooling2D()(features)
    no_probabilities = keras.layers.Rescaling(1.0, offset=1000.0)(means)
    network = keras.Model(given, no_probabilities)
    network.save(tmp_path / "n.keras")
    (tmp_path / "n.tflite").write_bytes(to_tflite(network))
    pictures = np.random.default_rng(1).integers(0, 256, (2, 8, 8, 3)).astype(np.uint8)
    pictures[0], pictures[1, ..., 0] = 0, 255
    before, wanted = pictures.copy(), scale(pictures, scaling).mean(axis=(1, 2))
    for engine in (
        LiteRtEngine(tmp_path / "n.tflite", scaling),
        KerasEngine(tmp_path / "n.keras", scaling),
    ):
        np.testing.assert_allclose(engine.run(pictures).logits - 1000, wanted, atol=2e-4)
        written = engine.run_written(2, copying(pictures))
        np.testing.assert_allclose(written - 1000, wanted, atol=2e-4)
        assert np.array_equal(pictures, before)


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_features_that_are_no_numbers_are_an_error(number: float) -> None:
    logits, features = np.zeros((1, 3), np.float32), np.zeros((1, 2, 2, 4), np.float32)
    assert EngineOutput(logits, features).features is features
    features[0, 1, 1, 2] = number
    with pytest.raises(EngineError, match="feature map holds a number that is not finite"):
        EngineOutput(logits, features)
