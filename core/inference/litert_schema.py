"""The numbers and the reader of LiteRT's files, for a program that may run without LiteRT.

Numbers of operators and kinds are part of the file format, and never change.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ai_edge_litert import schema_py_generated as schema

FILE_IDENTIFIER: Final = b"TFL3"
SAME: Final = 0
"""Padding that leaves the size."""
NO_PADDING: Final = 1


class Operator(IntEnum):
    """Operators whose places look at little, and what turns bytes into floats."""

    ADD = 0
    AVERAGE_POOL_2D = 1
    CONV_2D = 3
    DEPTHWISE_CONV_2D = 4
    DEQUANTIZE = 6
    LOGISTIC = 14
    MAX_POOL_2D = 17
    MUL = 18
    RELU = 19
    RELU6 = 21
    RESHAPE = 22
    SPACE_TO_DEPTH = 26
    PAD = 34
    SUB = 41
    PRELU = 54
    LEAKY_RELU = 98
    QUANTIZE = 114
    HARD_SWISH = 117


class Kind(IntEnum):
    """Kinds of numbers."""

    INT32 = 2
    UINT8 = 3
    INT8 = 9


def read(network: bytes) -> schema.ModelT:
    """Read a `.tflite` file into LiteRT's own `ModelT`, to be looked at and changed."""
    from ai_edge_litert import schema_py_generated as made

    return made.ModelT.InitFromPackedBuf(network, 0)


def written(model: schema.ModelT) -> bytes:
    """Write a `ModelT` as a `.tflite` file."""
    import flatbuffers

    held = sum(len(one.data) for one in model.buffers if one.data is not None)
    builder = flatbuffers.Builder(held)
    builder.Finish(model.Pack(builder), FILE_IDENTIFIER)
    return bytes(builder.Output())


def no_buffer() -> schema.BufferT:
    """Give a buffer that holds nothing."""
    from ai_edge_litert import schema_py_generated as made

    return made.BufferT()
