"""Reading ONNX files: what is wrong with one is said in a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
import pytest
from onnx import helper

from core.errors import PackError
from core.inference.onnx_file import inputs_of, read_network
from tests.onnx_networks import Network, tiny_onnx


def _add_input(model: Any) -> None:
    model.graph.input.append(helper.make_tensor_value_info("mask", 1, [1]))


def _add_output(model: Any) -> None:
    model.graph.output.append(helper.make_tensor_value_info("Relu_5", 1, [1, 16, 8, 8]))


def _answer_maps(model: Any) -> None:
    model.graph.output[0].CopyFrom(helper.make_tensor_value_info("Relu_5", 1, [1, 16, 8, 8]))


def _add_own_operation(model: Any) -> None:
    model.graph.node.append(helper.make_node("Deform", ["pictures"], ["d"], domain="ana"))


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (_add_input, r"takes 2 inputs \(pictures, mask\) instead of one picture"),
        (_add_output, r"gives 2 answers \(.*, Relu_5\): export it with one"),
        (_answer_maps, "answers 1 × 16 × 8 × 8 instead of one number per class"),
        (_add_own_operation, r"operations of its own \(ana::Deform\), whose code is never run"),
    ],
)
def test_what_fits_no_photo_is_told(
    change: Callable[[Any], None], cause: str, tmp_path: Path
) -> None:
    model = tiny_onnx()
    change(model)
    onnx.save(model, tmp_path / "n.onnx")
    with pytest.raises(PackError, match=cause):
        read_network(tmp_path / "n.onnx")


@pytest.mark.parametrize("content", [b"", b"no network", b"\x00" * 64, b"\x08\x08"])
def test_what_is_no_network_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "n.onnx").write_bytes(content)
    with pytest.raises(PackError, match="damaged or not an ONNX network"):
        read_network(tmp_path / "n.onnx")


def test_a_file_that_ends_early_is_told(onnx_network: Network) -> None:
    path = onnx_network()
    whole = path.read_bytes()
    for end in range(1, len(whole) - 1, len(whole) // 40):
        path.write_bytes(whole[:end])
        with pytest.raises(PackError):
            read_network(path)


def test_weights_beside_the_file_are_taken_in_and_missed_by_name(tmp_path: Path) -> None:
    path, weights = tmp_path / "n.onnx", tmp_path / "n.onnx.data"
    apart: dict[str, Any] = {"save_as_external_data": True, "size_threshold": 0}
    onnx.save(tiny_onnx(), path, location=weights.name, **apart)
    assert weights.exists()
    read = read_network(path)
    assert {one.data_location for one in read.graph.initializer} == {onnx.TensorProto.DEFAULT}
    weights.unlink()
    with pytest.raises(PackError, match=r"its weights in n\.onnx\.data, which is not beside it"):
        read_network(path)


def test_weights_elsewhere_are_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"\0" * 10_000)
    folder = tmp_path / "inner"
    folder.mkdir()
    onnx.save(
        tiny_onnx(), folder / "n.onnx", save_as_external_data=True, location="w", size_threshold=0
    )
    model = onnx.load(folder / "n.onnx", load_external_data=False)
    for one in model.graph.initializer:
        for pair in one.external_data:
            if pair.key == "location":
                pair.value = "../secret"
    (folder / "n.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(PackError, match=r"keeps its weights in \.\./secret"):
        read_network(folder / "n.onnx")


def test_weights_listed_among_the_inputs_are_no_inputs() -> None:
    model = tiny_onnx()
    model.graph.input.append(helper.make_tensor_value_info("dense", 1, [5, 16]))
    assert [one.name for one in inputs_of(model.graph)] == ["pictures"]


def test_weights_beside_it_are_neither_waited_for_nor_larger_than_a_model(tmp_path: Path) -> None:
    path, weights = tmp_path / "n.onnx", tmp_path / "w"
    onnx.save(tiny_onnx(), path, save_as_external_data=True, location="w", size_threshold=0)
    weights.unlink()
    weights.mkdir()  # as a pipe would be: no file that could be read
    with pytest.raises(PackError, match="keeps its weights in w"):
        read_network(path)
    model = onnx.load(path, load_external_data=False)
    model.graph.initializer[0].dims[:] = [600_000_000]
    path.write_bytes(model.SerializeToString())
    with pytest.raises(PackError, match="more than the 2 GB"):
        read_network(path)
