import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import flatbuffers
import numpy as np
import pytest
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

from core.errors import EngineError, PackError
from core.inference import litert_parts, litert_schema
from core.inference.engine import copying
from core.inference.litert_engine import LiteRtEngine
from core.inference.model_pack import Pack
from core.vocabulary import Scaling
from tests.packs import LABELS, draw_product, to_tflite

if TYPE_CHECKING:
    import keras


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


def test_features_times_class_weights_are_the_logits(
    tiny_pack: Pack, tiny_network: "keras.Model", pictures: NDArray[np.uint8]
) -> None:
    answer = LiteRtEngine(tiny_pack.network).run(pictures)
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
    with pytest.raises(EngineError, match="not finite"):
        engine.run_written(3, copying(white))
    assert np.isfinite(engine.run(np.zeros((20, 8, 8, 3), np.uint8)).logits).all()


def test_files_that_are_no_network_are_refused(tmp_path: Path, quantised_pack: Pack) -> None:
    (tmp_path / "n.tflite").write_bytes(b"0" * 100)
    with pytest.raises(PackError, match="not a network that LiteRT can run"):
        LiteRtEngine(tmp_path / "n.tflite")
    with pytest.raises(PackError, match=r"none\.tflite: no such file"):
        LiteRtEngine(tmp_path / "none.tflite")
    with pytest.raises(PackError, match="takes whole numbers, to which values in 0-1 would be cut"):
        LiteRtEngine(quantised_pack.network, Scaling.UNIT)


@pytest.mark.parametrize("name", ["tiny_pack", "quantised_pack"])
def test_the_engine_finds_out_whose_kernels_answer(
    name: str,
    built_in_kernels: Callable[[], None],
    pictures: NDArray[np.uint8],
    request: pytest.FixtureRequest,
) -> None:
    network = request.getfixturevalue(name).network
    handed_on = LiteRtEngine(network)
    assert str(handed_on.facts) == f"LiteRT {metadata.version('ai-edge-litert')} (XNNPACK)"
    built_in_kernels()
    plain = LiteRtEngine(network)
    assert plain.facts == replace(handed_on.facts, kernels="built-in")
    logits = [engine.run(pictures).logits for engine in (handed_on, plain)]
    assert 0 < np.abs(logits[0] - logits[1]).max() < 0.2 * np.ptp(logits[0])


def test_a_network_is_parted_only_with_the_kernels_that_it_has(
    quantised_pack: Pack, built_in_kernels: Callable[[], None]
) -> None:
    assert LiteRtEngine(quantised_pack.network).stem is not None
    handed_on = LiteRtEngine(quantised_pack.network)
    built_in_kernels()  # which the parts get from now on
    assert handed_on.stem is None
    assert LiteRtEngine(quantised_pack.network).stem is not None


def test_a_network_whose_parts_answer_otherwise_is_run_whole(
    quantised_pack: Pack, pictures: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoiled(content: bytes) -> litert_parts.Parts | None:
        parts = part(content)
        assert parts is not None
        model = schema.ModelT.InitFromPackedBuf(parts.rest, 0)
        weights = max(
            (one for one in model.buffers if one.data is not None), key=lambda b: len(b.data)
        )
        weights.data = 255 - np.asarray(weights.data, np.uint8)
        builder = flatbuffers.Builder(0)
        builder.Finish(model.Pack(builder), litert_schema.FILE_IDENTIFIER)
        return replace(parts, rest=bytes(builder.Output()))

    part = litert_parts.part
    expected = LiteRtEngine(quantised_pack.network).run(pictures).logits
    monkeypatch.setattr(litert_parts, "part", spoiled)
    engine = LiteRtEngine(quantised_pack.network)
    assert engine.stem is None
    np.testing.assert_array_equal(engine.run(pictures).logits, expected)
