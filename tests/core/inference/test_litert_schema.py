"""Numbers of the file format, as LiteRT's own schema has them."""

import pytest
from ai_edge_litert import schema_py_generated as schema

from core.inference import litert_schema
from core.inference.litert_schema import Kind, Operator
from core.inference.model_pack import Pack


@pytest.mark.parametrize("operator", Operator)
def test_operators_have_the_numbers_of_the_format(operator: Operator) -> None:
    assert getattr(schema.BuiltinOperator, operator.name) == operator


@pytest.mark.parametrize("kind", Kind)
def test_kinds_have_the_numbers_of_the_format(kind: Kind) -> None:
    assert getattr(schema.TensorType, kind.name) == kind
    assert schema.Padding.SAME == litert_schema.SAME


def test_what_is_read_can_be_written_and_read_again(quantised_pack: Pack) -> None:
    model = litert_schema.read(quantised_pack.network.read_bytes())
    model.buffers.append(litert_schema.no_buffer())
    again = litert_schema.read(litert_schema.written(model))
    assert len(again.buffers) == len(model.buffers)
    assert [one.name for one in again.subgraphs[0].tensors] == [
        one.name for one in model.subgraphs[0].tensors
    ]
