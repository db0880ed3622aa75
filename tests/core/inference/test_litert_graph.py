"""Parts of a `.tflite` file: what is written is a network that LiteRT runs."""

from pathlib import Path

import numpy as np
import pytest
from ai_edge_litert import schema_py_generated as schema

from core.inference import litert_schema
from core.inference.engine import copying
from core.inference.litert_graph import Graph
from core.inference.litert_layers import Layers
from core.inference.model_pack import Pack, open_pack
from core.paths import default_pack
from tests.litert_networks import KIND, OPERATOR, Step, network

PATH = Path("few.tflite")
PICTURE = (1, 4, 4, 3)


def halves() -> Step:
    told = schema.Pool2DOptionsT()
    told.strideH = told.strideW = told.filterHeight = told.filterWidth = 3
    told.padding = schema.Padding.SAME
    return Step(OPERATOR.MAX_POOL_2D, told, gives=KIND.INT8)


def graph_of(*steps: Step, kind: int = KIND.INT8) -> Graph:
    return Graph(litert_schema.read(network(PICTURE, *steps, kind=kind)))


def test_some_operators_are_a_network_of_their_own_with_and_without_a_margin() -> None:
    graph = graph_of(halves(), halves())
    made = int(graph.operators[0].outputs[0])
    maps = np.random.default_rng(0).integers(-128, 128, (2, 4, 4, 3), np.int8)

    def answer(content: bytes) -> np.ndarray:
        layers = Layers(PATH, content, 1, 2)
        layers.run(slice(0, 2), copying(maps))  # type: ignore[arg-type]
        return layers.output(slice(0, 2))

    where = 0, 1, graph.inputs[0], made
    padded, unpadded = answer(graph.packed(*where)), answer(graph.unpadded(*where))
    assert padded.shape == (2, 2, 2, 3)
    np.testing.assert_array_equal(unpadded[:, 0, 0], maps[:, :3, :3].max(axis=(1, 2)))
    assert unpadded.shape == (2, 1, 1, 3)
    np.testing.assert_array_equal(answer(graph.packed(*where)), padded)


@pytest.mark.parametrize(("kind", "zero"), [(KIND.INT8, -128), (KIND.UINT8, 0)])
def test_the_byte_for_nothing_is_told_as_it_lies_in_a_map(kind: int, zero: int) -> None:
    graph = graph_of(halves(), kind=kind)
    assert graph.zero(graph.inputs[0]) == zero
    assert graph_of(Step(OPERATOR.RELU), kind=KIND.FLOAT32).zero(0) is None


def test_bytes_above_127_are_those_of_negative_numbers() -> None:
    model = litert_schema.read(network(PICTURE, halves(), kind=KIND.UINT8))
    model.subgraphs[0].tensors[0].quantization.zeroPoint = np.array([200], np.int64)
    assert Graph(model).zero(0) == -56
    model.subgraphs[0].tensors[0].quantization.zeroPoint = np.array([1, 2], np.int64)
    assert Graph(model).zero(0) is None


def test_a_network_of_several_graphs_is_refused(tiny_pack: Pack) -> None:
    model = litert_schema.read(open_pack(default_pack()).network.read_bytes())
    model.subgraphs.append(model.subgraphs[0])
    with pytest.raises(ValueError, match="too many values"):
        Graph(model)


def test_it_tells_where_each_tensor_is_needed_last() -> None:
    graph = graph_of(halves(), halves())
    first, second = (int(one.outputs[0]) for one in graph.operators)
    assert graph.last_needed[graph.inputs[0]] == 0
    assert graph.last_needed[first] == 1
    assert graph.last_needed[second] == len(graph.operators) == 2
