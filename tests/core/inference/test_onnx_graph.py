"""What is led out of an ONNX network: logits, the feature map, class weights."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import PackError
from core.inference.onnx_engine import OnnxEngine
from core.inference.onnx_graph import answering_logits, prepare_network
from core.vocabulary import Scaling
from tests.onnx_networks import FLOAT16, Network, weights


def engine_of(path: Path) -> OnnxEngine:
    return OnnxEngine(path, Scaling.SIGNED, content=prepare_network(path).content)


@pytest.mark.parametrize("end", ["logits", "softmax"])
@pytest.mark.parametrize("pool", ["GlobalAveragePool", "ReduceMean"])
@pytest.mark.parametrize("dtype", ["float32", FLOAT16])
def test_features_times_class_weights_are_the_logits(
    end: str, pool: str, dtype: str, onnx_network: Network, pictures: NDArray[np.uint8]
) -> None:
    path = onnx_network(end=end, pool=pool, dtype=dtype)
    prepared = prepare_network(path)
    answer = engine_of(path).run(pictures[:20])
    assert answer.features is not None
    assert answer.features.shape == (20, 8, 8, 16)
    assert prepared.class_weights is not None
    rebuilt = answer.features.mean(axis=(1, 2)) @ prepared.class_weights + weights()["dense/1"]
    near = 0.1 if dtype == FLOAT16 else 1e-4
    np.testing.assert_allclose(rebuilt, answer.logits, rtol=near, atol=near)


def test_a_softmax_at_the_end_is_left_out(
    onnx_network: Network, pictures: NDArray[np.uint8]
) -> None:
    wanted = OnnxEngine(onnx_network("l.onnx"), Scaling.SIGNED).run(pictures).logits
    found = engine_of(onnx_network("s.onnx", end="softmax")).run(pictures).logits
    np.testing.assert_array_equal(found, wanted)


def test_the_logarithm_of_probabilities_gives_them_back(
    onnx_network: Network, pictures: NDArray[np.uint8]
) -> None:
    path = onnx_network(end="own softmax")
    content = answering_logits(prepare_network(path).content)
    given = OnnxEngine(path, Scaling.SIGNED, content=content).run(pictures).logits
    assert given.max() <= 0
    wanted = OnnxEngine(path, Scaling.SIGNED).run(pictures).logits
    np.testing.assert_allclose(np.exp(given), wanted, atol=1e-6)


def test_one_number_behind_a_sigmoid_tells_two_classes(
    onnx_network: Network, pictures: NDArray[np.uint8]
) -> None:
    path = onnx_network(end="sigmoid", classes=1)
    prepared = prepare_network(path)
    chances = OnnxEngine(path, Scaling.SIGNED).run(pictures[:9]).logits
    halves = engine_of(path).run(pictures[:9]).logits
    np.testing.assert_array_equal(halves[:, 0], -halves[:, 1])
    np.testing.assert_allclose(1 / (1 + np.exp(-2 * halves[:, 1:])), chances, atol=1e-6)
    assert prepared.single
    assert prepared.class_weights is not None
    assert prepared.class_weights.shape == (16, 2)


def test_a_network_of_a_pack_is_taken_again(onnx_network: Network, tmp_path: Path) -> None:
    once = prepare_network(onnx_network())
    (tmp_path / "again.onnx").write_bytes(once.content)
    again = prepare_network(tmp_path / "again.onnx")
    assert again.content == once.content
    np.testing.assert_array_equal(again.class_weights, once.class_weights)


def test_sides_that_are_all_open_are_told_by_the_first_layer(tmp_path: Path) -> None:
    import onnx

    from tests.onnx_networks import tiny_onnx

    for channels_first in (True, False):
        model = tiny_onnx(channels_first=channels_first)
        nodes = [node for node in model.graph.node if node.op_type not in ("Mul", "Add")]
        conv = next(node for node in nodes if node.op_type == "Conv")
        conv.input[0] = "pictures" if channels_first else nodes[0].output[0]
        del model.graph.node[:]
        model.graph.node.extend(nodes)
        for side, name in zip(model.graph.input[0].type.tensor_type.shape.dim, "nabc", strict=True):
            side.dim_param = name
        onnx.save(model, tmp_path / "open.onnx")
        content = prepare_network(tmp_path / "open.onnx").content
        engine = OnnxEngine(tmp_path / "open.onnx", size=32, content=content)
        assert engine.run(np.zeros((1, 32, 32, 3), np.uint8)).logits.shape == (1, 5)


def test_no_feature_map_is_led_out_where_more_lies_behind_it(onnx_network: Network) -> None:
    import onnx
    from onnx import helper

    path = onnx_network()
    model = onnx.load(path)
    gemm = model.graph.node[-1]
    relu = helper.make_node("Relu", [gemm.input[0]], ["between"])
    gemm.input[0] = "between"
    model.graph.node.insert(len(model.graph.node) - 1, relu)
    onnx.save(model, path)
    prepared = prepare_network(path)
    assert prepared.class_weights is None  # what is pooled is led out, but is no CAM
    assert OnnxEngine(path, content=prepared.content).gives_features


def test_bytes_changed_by_chance_are_no_bug(
    onnx_network: Network, capfd: pytest.CaptureFixture[str]
) -> None:
    path, chance = onnx_network(end="softmax"), np.random.default_rng(3)
    whole = np.frombuffer(path.read_bytes(), np.uint8)
    refused = 0
    for _ in range(200):
        changed = whole.copy()
        names = chance.integers(0, 400, 3), len(whole) - chance.integers(1, 500, 3)
        changed[np.concatenate(names)] = chance.integers(0, 256, 6)
        path.write_bytes(changed.tobytes())
        try:
            engine_of(path)
        except PackError:
            refused += 1
    assert refused > 100
    assert capfd.readouterr().out == ""  # the runtime would print what it tries instead
