"""The engine of ONNX networks, against onnxruntime called directly and against the small pack."""

import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from core.errors import EngineError, PackError
from core.imaging.preprocessing import scale
from core.inference import libraries, onnx_engine
from core.inference.engine import copying
from core.inference.litert_engine import LiteRtEngine
from core.inference.model_pack import Pack
from core.inference.onnx_engine import OnnxEngine, PictureInput
from core.vocabulary import Scaling
from tests.onnx_networks import FLOAT16, UINT8, Network
from tests.packs import LABELS, SIZE_PX

FORMS = {
    "of PyTorch": ({"scaling": Scaling.TORCH}, Scaling.TORCH, 1e-4),
    "channels last": ({"channels_first": False}, Scaling.SIGNED, 1e-4),
    "in half precision": ({"dtype": FLOAT16}, Scaling.SIGNED, 0.1),
    "of bytes": ({"dtype": UINT8, "scaling": Scaling.BYTE}, Scaling.BYTE, 1e-4),
    "of one picture": ({"batch": 1}, Scaling.SIGNED, 1e-4),
    "of four pictures": ({"batch": 4}, Scaling.SIGNED, 1e-4),
    "of any size": ({"side": "side"}, Scaling.SIGNED, 1e-4),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_answers_as_onnxruntime_does_and_as_the_same_network_elsewhere(
    form: str, onnx_network: Network, tiny_pack: Pack, pictures: NDArray[np.uint8]
) -> None:
    told, scaling, near = FORMS[form]
    path = onnx_network(**told)
    engine = OnnxEngine(path, scaling, size=SIZE_PX)
    answer = engine.run(pictures[:50])
    assert (engine.size, engine.gives_features, answer.features) == (SIZE_PX, False, None)

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    kind = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(uint8)": np.uint8}
    values = scale(pictures[:50], scaling).astype(kind[session.get_inputs()[0].type])
    if told.get("channels_first", True):
        values = values.transpose(0, 3, 1, 2)
    step = told["batch"] if isinstance(told.get("batch"), int) else 1
    whole = np.concatenate([values, values[:2]]) if step == 4 else values
    direct = [
        session.run(None, {"pictures": whole[k : k + step]})[0] for k in range(0, len(whole), step)
    ]
    np.testing.assert_allclose(answer.logits, np.concatenate(direct)[:50], rtol=0, atol=1e-6)
    elsewhere = LiteRtEngine(tiny_pack.network).run(pictures[:50]).logits
    np.testing.assert_allclose(answer.logits, elsewhere, rtol=near, atol=near)


def test_logits_depend_neither_on_threads_nor_on_the_company(
    onnx_network: Network, pictures: NDArray[np.uint8]
) -> None:
    path = onnx_network()
    wanted = OnnxEngine(path, Scaling.SIGNED).run(pictures).logits
    for threads in (1, 2, 4):
        engine = OnnxEngine(path, Scaling.SIGNED, threads)
        alone = np.concatenate([engine.run(picture[None]).logits for picture in pictures[:20]])
        np.testing.assert_array_equal(alone, wanted[:20])


def test_pictures_that_are_written_give_the_same_logits(
    onnx_network: Network, pictures: NDArray[np.uint8]
) -> None:
    engine = OnnxEngine(onnx_network(), Scaling.SIGNED)
    written = engine.run_written(10, copying(pictures[:10]))
    np.testing.assert_array_equal(written, engine.run(pictures[:10]).logits)
    assert engine.run(pictures[:0]).logits.shape == (0, len(LABELS))


def test_the_engine_finds_out_whose_kernels_answer(onnx_network: Network) -> None:
    facts = OnnxEngine(onnx_network()).facts
    assert str(facts) == f"ONNX Runtime {onnxruntime.__version__} (CPUExecutionProvider)"


def test_a_network_of_open_size_asks_for_one(onnx_network: Network) -> None:
    with pytest.raises(PackError, match=r"leaves the size .* open; name one with --size"):
        OnnxEngine(onnx_network(side="side"))
    engine = OnnxEngine(onnx_network(side="side"), size=48)
    assert engine.run(np.zeros((1, 48, 48, 3), np.uint8)).logits.shape == (1, 5)


def test_bytes_cannot_be_scaled(onnx_network: Network) -> None:
    path = onnx_network(dtype=UINT8, scaling=Scaling.BYTE)
    with pytest.raises(PackError, match="takes whole numbers"):
        OnnxEngine(path, Scaling.TORCH)


def test_a_number_that_is_none_is_refused(onnx_network: Network) -> None:
    import onnx

    path = onnx_network()
    model = onnx.load(path)
    bias = next(one for one in model.graph.initializer if one.name == "bias")
    bias.CopyFrom(onnx.numpy_helper.from_array(np.full(5, np.nan, np.float32), "bias"))
    onnx.save(model, path)
    with pytest.raises(EngineError, match="not finite"):
        OnnxEngine(path).run(np.zeros((1, SIZE_PX, SIZE_PX, 3), np.uint8))


def test_what_cannot_be_loaded_is_told_with_its_cause(
    onnx_network: Network, tmp_path: Path
) -> None:
    whole = onnx_network().read_bytes()
    (tmp_path / "cut.onnx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PackError, match="damaged or not an ONNX network"):
        OnnxEngine(tmp_path / "cut.onnx")
    with pytest.raises(PackError, match=r"(?i)no such file"):
        OnnxEngine(tmp_path / "gone.onnx")
    with pytest.raises(PackError, match=r"newer form of ONNX .* lower opset_version"):
        OnnxEngine(onnx_network("new.onnx", opset=999))


def test_weights_that_no_hash_covers_are_not_read(
    onnx_network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import onnx

    model = onnx.load(onnx_network())
    path = tmp_path / "apart.onnx"
    onnx.save(model, path, save_as_external_data=True, location="apart.data", size_threshold=0)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackError, match="keeps its weights in another file"):
        OnnxEngine(path)


@pytest.mark.parametrize(
    ("shape", "cause"),
    [
        ([1, 1, 32, 32], "takes 1 × 1 × 32 × 32 instead of RGB pictures"),
        ([1, 3, 32, 48], "pictures of 32 × 48 px instead of square ones"),
        ([3, 32, 32], "takes 3 × 32 × 32 instead of RGB pictures"),
        (["n", "c", "h", "w"], "takes n × c × h × w instead of RGB pictures"),
    ],
)
def test_what_takes_no_photo_is_told(shape: list[int | str], cause: str, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=cause):
        OnnxEngine(_mean_of(shape, tmp_path, 1))


def test_numbers_of_another_kind_are_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"takes tensor\(int64\); export it with float32"):
        OnnxEngine(_mean_of([1, 3, 32, 32], tmp_path, 7))


def _mean_of(shape: list[int | str], folder: Path, kind: int) -> Path:
    """A network that passes its input on."""
    import onnx
    from onnx import helper

    (given, answer) = (helper.make_tensor_value_info(name, kind, shape) for name in "xy")
    graph = helper.make_graph([helper.make_node("Identity", ["x"], ["y"])], "g", [given], [answer])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.save(model, folder / "n.onnx")
    return folder / "n.onnx"


def test_where_the_runtime_lacks_a_sentence_says_how_it_is_got(
    onnx_network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = onnx_network()
    monkeypatch.setattr(libraries, "find_spec", lambda name: None)
    remedy = r"needs onnxruntime, not installed here: pip install 'tagproof\[onnx\]'"
    with pytest.raises(PackError, match=remedy):
        OnnxEngine(path)


def test_an_input_is_laid_out_and_filled_up() -> None:
    pictures = np.arange(2 * 4 * 4 * 3, dtype=np.uint8).reshape(2, 4, 4, 3)
    first = PictureInput("x", 4, 3, True, np.float32).laid_out(pictures, Scaling.BYTE)
    assert (first.shape, first.dtype) == ((3, 3, 4, 4), np.float32)
    assert first[1, 2, 0, 1] == pictures[1, 0, 1, 2]
    assert not first[2].any()


def test_a_library_that_does_not_load_is_a_sentence(
    onnx_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onnx_engine, "need", lambda *_: None)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(PackError, match=r"ONNX Runtime, which runs it, does not load \("):
        OnnxEngine(onnx_pack.network)


def test_an_older_runtime_names_the_provider_that_it_was_given() -> None:
    class Older:
        """Of onnxruntime 1.23, the last for Macs with Intel processors."""

        @staticmethod
        def get_providers() -> list[str]:
            return ["CPUExecutionProvider"]

    assert onnx_engine._facts(Older()).kernels == "CPUExecutionProvider"  # type: ignore[arg-type]
