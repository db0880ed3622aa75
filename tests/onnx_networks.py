"""The small network of `tests.packs` as ONNX files, in the forms in which people have theirs."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.inference.model_pack import Pack
from core.inference.onnx_graph import prepare_network
from core.inference.pack_writing import write_pack
from core.vocabulary import EngineKind, Scaling
from tests.packs import LABELS, PACKS, SIZE_PX

Network = Callable[..., Path]
FLOAT16, FLOAT, UINT8 = "float16", "float32", "uint8"


@cache
def weights() -> dict[str, NDArray[np.float32]]:
    """The trained weights, by layer and number."""
    h5py = pytest.importorskip("h5py")  # comes with Keras alone
    with zipfile.ZipFile(PACKS / "tiny" / "network.keras") as archive:
        file = h5py.File(io.BytesIO(archive.read("model.weights.h5")))
    layers = ("conv2d", "conv2d_1", "dense")
    return {f"{name}/{k}": file[f"layers/{name}/vars/{k}"][()] for name in layers for k in (0, 1)}


def tiny_onnx(
    *,
    channels_first: bool = True,
    dtype: str = FLOAT,
    batch: int | str = "batch",
    side: int | str = SIZE_PX,
    scaling: Scaling = Scaling.SIGNED,
    end: str = "logits",
    pool: str = "GlobalAveragePool",
    classes: int = len(LABELS),
    opset: int = 17,
) -> Any:
    """Make the network as an `onnx.ModelProto`; tags as the small pack does."""
    from onnx import TensorProto, helper, numpy_helper

    kind = {FLOAT: TensorProto.FLOAT, FLOAT16: TensorProto.FLOAT16, UINT8: TensorProto.UINT8}[dtype]
    inner = np.float16 if dtype == FLOAT16 else np.float32
    trained, nodes, held = weights(), [], []

    def hold(name: str, values: Any, kept: Any = inner) -> str:
        held.append(numpy_helper.from_array(np.asarray(values, dtype=kept), name))
        return name

    def add(op: str, *given: str, **told: Any) -> str:
        name = f"{op}_{len(nodes)}"
        nodes.append(helper.make_node(op, list(given), [name], **told))
        return name

    x = "pictures"
    if dtype == UINT8:
        x = add("Cast", x, to=TensorProto.FLOAT)
    if not channels_first:
        x = add("Transpose", x, perm=[0, 3, 1, 2])
    factor, offset = _to_signed(scaling)
    x = add("Mul", x, hold("factor", factor.reshape(1, 3, 1, 1)))
    x = add("Add", x, hold("offset", offset.reshape(1, 3, 1, 1)))
    for layer in ("conv2d", "conv2d_1"):
        kernel = hold(layer, trained[f"{layer}/0"].transpose(3, 2, 0, 1))
        bias = hold(f"{layer}_bias", trained[f"{layer}/1"])
        x = add("Relu", add("Conv", x, kernel, bias, strides=[2, 2], auto_pad="SAME_UPPER"))
    if pool == "ReduceMean":
        x = add("ReduceMean", x, axes=[2, 3], keepdims=0)
    else:
        x = add("Flatten", add(pool, x), axis=1)
    dense = hold("dense", trained["dense/0"][:, :classes].T)
    x = add("Gemm", x, dense, hold("bias", trained["dense/1"][:classes]), transB=1)
    if end == "softmax":
        x = add("Softmax", x, axis=-1)
    elif end == "own softmax":
        raised = add("Exp", x)
        sums = hold("ones", np.ones((classes, 1)))
        x = add("Div", raised, add("MatMul", raised, sums))
    elif end == "sigmoid":
        x = add("Sigmoid", x)
    shape = [batch, 3, side, side] if channels_first else [batch, side, side, 3]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("pictures", kind, shape)],
        [helper.make_tensor_value_info(x, kind if inner is np.float16 else 1, [batch, classes])],
        held,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    model.ir_version = 8
    return model


def _to_signed(scaling: Scaling) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give what turns values in a scaling into the -1 to 1 that the weights were trained with."""
    if scaling is Scaling.SIGNED:
        return np.ones(3), np.zeros(3)
    if scaling is Scaling.BYTE:
        return np.full(3, 1 / 127.5), np.full(3, -1.0)
    assert scaling is Scaling.TORCH
    mean, deviation = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    return 2 * deviation, 2 * mean - 1


@pytest.fixture
def onnx_network(tmp_path: Path) -> Network:
    """Save the small network in a form of ONNX; gives the file."""
    import onnx

    def save(name: str = "network.onnx", **form: Any) -> Path:
        onnx.save(tiny_onnx(**form), tmp_path / name)
        return tmp_path / name

    return save


@pytest.fixture(scope="session")
def onnx_pack(tiny_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The small network as a pack that ONNX Runtime answers for; not to be changed."""
    import onnx

    folder = tmp_path_factory.mktemp("onnx")
    onnx.save(tiny_onnx(scaling=Scaling.BYTE), folder / "network.onnx")
    prepared = prepare_network(folder / "network.onnx")
    files = {"network.onnx": prepared.content}
    card = replace(tiny_pack.card, engine=EngineKind.ONNX)
    return write_pack(folder / "pack", card, files, class_weights=prepared.class_weights)
