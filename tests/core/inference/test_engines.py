import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import EngineError, PackError
from core.inference.keras_engine import KerasEngine
from core.inference.litert_engine import LiteRtEngine
from core.inference.model_pack import Pack
from core.vocabulary import Scaling
from tests.packs import LABELS, SIZE_PX, draw_product, to_tflite

if TYPE_CHECKING:
    import keras

Engines = dict[str, LiteRtEngine | KerasEngine]
KINDS = ["float", "quantised", "keras"]


@pytest.fixture(scope="module")
def pictures() -> NDArray[np.uint8]:
    """75 different pictures: two whole batches of 32 and a rest, drawn ones and noise."""
    rng = np.random.default_rng(3)
    drawn = [draw_product(LABELS[seed % 5], seed=100 + seed) for seed in range(50)]
    return np.concatenate([drawn, rng.integers(0, 256, (25, SIZE_PX, SIZE_PX, 3), np.uint8)])


@pytest.fixture(scope="module")
def engines(tiny_pack: Pack, quantised_pack: Pack) -> Engines:
    return {
        "float": LiteRtEngine(tiny_pack.network),
        "quantised": LiteRtEngine(quantised_pack.network),
        "keras": KerasEngine(tiny_pack.folder / "network.keras"),
    }


@pytest.mark.parametrize("kind", KINDS)
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


@pytest.mark.parametrize("name", ["tiny_pack", "quantised_pack"])
def test_logits_do_not_depend_on_threads_or_batch_size(
    name: str, pictures: NDArray[np.uint8], request: pytest.FixtureRequest
) -> None:
    network = request.getfixturevalue(name).network
    wanted = LiteRtEngine(network).run(pictures)
    for threads in (1, 2, 4):
        for batch_size in (1, 5, 16):
            engine = LiteRtEngine(network, threads=threads, batch_size=batch_size)
            answer = engine.run(pictures)
            np.testing.assert_array_equal(answer.logits, wanted.logits)
            np.testing.assert_array_equal(answer.features, wanted.features)


@pytest.mark.parametrize("kind", KINDS)
def test_the_buffer_gives_the_same_logits(
    engines: Engines, kind: str, pictures: NDArray[np.uint8]
) -> None:
    engine = engines[kind]
    wanted = engine.run(pictures[:10]).logits
    buffer = engine.input_buffer()
    assert buffer.shape == (engine.batch_size, SIZE_PX, SIZE_PX, 3)
    buffer[:10] = pictures[:10]
    first = engine.run_buffer(10)
    np.testing.assert_array_equal(first, wanted)
    engine.input_buffer()[:10] = 0
    engine.run_buffer(10)
    np.testing.assert_array_equal(first, wanted)


@pytest.mark.parametrize("kind", KINDS)
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
    gap = np.abs(answers["quantised"].logits - exact.logits)[:50]
    assert 0 < gap.max() < 0.15 * np.ptp(exact.logits)


def test_features_times_class_weights_are_the_logits(
    engines: Engines, tiny_pack: Pack, tiny_network: "keras.Model", pictures: NDArray[np.uint8]
) -> None:
    answer = engines["float"].run(pictures)
    bias = tiny_network.get_layer("logits").bias.numpy()
    assert answer.features is not None
    assert tiny_pack.class_weights is not None
    rebuilt = answer.features.mean(axis=(1, 2)) @ tiny_pack.class_weights + bias
    np.testing.assert_allclose(rebuilt, answer.logits, rtol=1e-4, atol=1e-4)


def test_the_stored_packs_are_the_stored_network(
    tiny_pack: Pack, quantised_pack: Pack, tiny_network: "keras.Model", tmp_path: Path
) -> None:
    pictures = np.stack([draw_product(name, seed=seed) for seed in range(4) for name in LABELS])
    for pack, quantised in ((tiny_pack, False), (quantised_pack, True)):
        fresh = tmp_path / "fresh.tflite"
        fresh.write_bytes(to_tflite(tiny_network, quantised=quantised))
        stored = LiteRtEngine(pack.network).run(pictures).logits
        np.testing.assert_allclose(LiteRtEngine(fresh).run(pictures).logits, stored, atol=1e-3)


def test_litert_never_imports_tensorflow_and_waits_for_its_runtime(tiny_pack: Pack) -> None:
    script = (
        "import sys; from pathlib import Path; import core.inference.classifier as c\n"
        "assert 'ai_edge_litert' not in sys.modules\n"
        "c.Classifier.open(Path(sys.argv[1]))\n"
        "assert 'ai_edge_litert' in sys.modules\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)\n"
    )
    command = [sys.executable, "-c", script, str(tiny_pack.folder)]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=root)
    assert done.returncode == 0, done.stderr


def test_litert_tells_stderr_nothing(tiny_pack: Pack, capfd: pytest.CaptureFixture[str]) -> None:
    LiteRtEngine(tiny_pack.network)
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


def test_scaling_is_applied_by_the_engine(tmp_path: Path) -> None:
    import keras

    ranges = {Scaling.BYTE: (0, 255), Scaling.UNIT: (0, 1), Scaling.SIGNED: (-1, 1)}
    for scaling, extremes in ranges.items():
        pictures = keras.Input((8, 8, 3))
        features = keras.layers.Activation("linear", name="features")(pictures)
        corner = keras.layers.GlobalMaxPooling2D()(features)
        negative = keras.layers.Rescaling(-1.0)(corner)
        network = keras.Model(pictures, negative)
        network.save(tmp_path / "n.keras")
        (tmp_path / "n.tflite").write_bytes(to_tflite(network))
        black_white = np.stack([np.zeros((8, 8, 3)), np.full((8, 8, 3), 255)]).astype(np.uint8)
        for engine in (
            LiteRtEngine(tmp_path / "n.tflite", scaling),
            KerasEngine(tmp_path / "n.keras", scaling),
        ):
            answer = engine.run(black_white).logits
            np.testing.assert_allclose(-answer[:, 0], extremes, atol=1e-6)
            assert black_white.max() == 255


def test_nonsense_is_an_error_not_a_tag(tmp_path: Path) -> None:
    import keras

    pictures = keras.Input((8, 8, 3))
    features = keras.layers.Activation("linear", name="features")(pictures)
    pooled = keras.layers.GlobalAveragePooling2D()(features)
    root = keras.layers.Rescaling(-1.0, offset=128.0)(pooled)
    network = keras.Model(pictures, keras.ops.sqrt(root))
    (tmp_path / "n.tflite").write_bytes(to_tflite(network))
    engine = LiteRtEngine(tmp_path / "n.tflite")
    assert np.isfinite(engine.run(np.zeros((1, 8, 8, 3), np.uint8)).logits).all()
    white = np.full((3, 8, 8, 3), 255, np.uint8)
    with pytest.raises(EngineError, match="not finite"):
        engine.run(white)
    engine.input_buffer()[:3] = white
    with pytest.raises(EngineError, match="not finite"):
        engine.run_buffer(3)


def test_files_that_are_no_network_are_refused(tmp_path: Path, quantised_pack: Pack) -> None:
    (tmp_path / "n.tflite").write_bytes(b"0" * 100)
    with pytest.raises(PackError, match="not a network that LiteRT can run"):
        LiteRtEngine(tmp_path / "n.tflite")
    with pytest.raises(PackError, match=r"none\.tflite: no such file"):
        LiteRtEngine(tmp_path / "none.tflite")
    with pytest.raises(PackError, match="takes bytes"):
        LiteRtEngine(quantised_pack.network, Scaling.UNIT)
