"""Networks of every kind, started before they become packs."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import PackError
from core.inference.candidate import open_candidate, told_scaling, try_candidate
from core.inference.model_pack import Pack
from core.inference.onnx_engine import OnnxEngine
from core.vocabulary import EngineKind, Scaling
from tests.onnx_networks import Network


def test_the_kind_is_told_by_the_file(onnx_network: Network, tiny_pack: Pack) -> None:
    of_onnx = open_candidate(onnx_network("N.ONNX"), Scaling.SIGNED, None)
    of_keras = open_candidate(tiny_pack.folder / "network.keras", None, None)
    assert (of_onnx.kind, [*of_onnx.files]) == (EngineKind.ONNX, ["network.onnx"])
    assert (of_keras.kind, [*of_keras.files]) == (EngineKind.KERAS, ["network.keras"])
    assert of_onnx.outputs == of_keras.outputs == 5
    assert of_keras.scaling is Scaling.BYTE
    np.testing.assert_allclose(of_onnx.class_weights, of_keras.class_weights)


@pytest.mark.parametrize("end", ["logits", "softmax", "own softmax"])
def test_whatever_a_network_answers_its_pack_answers_logits(
    end: str, onnx_network: Network, pictures: NDArray[np.uint8]
) -> None:
    found = open_candidate(onnx_network(end=end), Scaling.SIGNED, None)
    logits = OnnxEngine(onnx_network("l.onnx"), Scaling.SIGNED).run(pictures).logits
    wanted = logits - logits.max(axis=1, keepdims=True)
    given = found.engine.run(pictures).logits
    gap = np.abs(given - given.max(axis=1, keepdims=True) - wanted)
    assert gap.max() < (1e-4 if end == "own softmax" else 1e-6)


def test_one_number_alone_tells_two_classes(onnx_network: Network) -> None:
    found = open_candidate(onnx_network(end="sigmoid", classes=1), Scaling.SIGNED, None)
    assert found.outputs == 1


def test_several_tags_are_refused(onnx_network: Network) -> None:
    with pytest.raises(PackError, match="do not sum to 1"):
        open_candidate(onnx_network(end="sigmoid"), Scaling.SIGNED, None)


def test_onnx_files_do_not_say_what_their_values_are(onnx_network: Network) -> None:
    with pytest.raises(PackError, match="name the preprocessing"):
        open_candidate(onnx_network(), None, None)


def test_a_size_that_does_not_fit_is_told(onnx_network: Network, tmp_path: Path) -> None:
    import onnx

    path = onnx_network(side="side")
    model = onnx.load(path)
    flatten = next(node for node in model.graph.node if node.op_type == "GlobalAveragePool")
    flatten.op_type = "Identity"  # all 8 × 8 × 16 numbers go into a layer for 16
    onnx.save(model, path)
    with pytest.raises(PackError, match="cannot be run with 32 px"):
        open_candidate(path, Scaling.SIGNED, 32)


def test_a_network_is_tried_apart_first(onnx_network: Network, tmp_path: Path) -> None:
    (room := tmp_path / "room").mkdir()
    network = onnx_network()
    copy = try_candidate(network, Scaling.SIGNED, None, room)
    assert copy.parent == room
    with pytest.raises(PackError, match="name the preprocessing") as caught:
        try_candidate(network, None, None, room)
    assert caught.value.path == network
    (tmp_path / "broken.onnx").write_bytes(b"nothing")
    with pytest.raises(PackError, match=r"broken\.onnx"):
        try_candidate(tmp_path / "broken.onnx", Scaling.SIGNED, None, room)


def test_weights_beside_the_file_are_in_the_copy(onnx_network: Network, tmp_path: Path) -> None:
    import onnx

    (room := tmp_path / "room").mkdir()
    network = onnx_network()
    whole = onnx.load(network)
    onnx.save(whole, network, save_as_external_data=True, location="weights", size_threshold=0)
    copy = try_candidate(network, Scaling.SIGNED, None, room)
    for one in (network, network.with_name("weights")):
        one.unlink()
    assert [file.name for file in room.iterdir()] == [network.name]
    assert open_candidate(copy, Scaling.SIGNED, None).outputs == 5


@pytest.mark.parametrize("there", [False, True])
def test_a_file_of_keras_that_is_none_is_told_before_it_is_copied(
    there: bool, tmp_path: Path
) -> None:
    network = tmp_path / "n.keras"
    if there:
        network.mkdir()
    with pytest.raises(PackError, match="is a folder" if there else "no such file"):
        try_candidate(network, None, None, tmp_path)


def test_what_a_file_of_keras_says_of_its_values_is_read_apart(tiny_pack: Pack) -> None:
    told = told_scaling(tiny_pack.folder / "network.keras")
    assert (told.scaling, told.by) == (Scaling.BYTE, "rescaling")
