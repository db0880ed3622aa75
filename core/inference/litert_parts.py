"""Parts an 8-bit network behind its first steps, which change each byte of a picture by itself.

Such steps scale pixel values, channel by channel. What they make of a byte is one of 256 x 3
answers, whatever stands beside it; but XNNPACK adds and multiplies three numbers at a time there,
which takes a fifth of the time of the network that ships. So they can be asked once for every
byte, and the rest of the network be given what they answer: the same integers, to the last bit.

A network is a FlatBuffer (https://flatbuffers.dev/internals); the numbers of its fields are those
of LiteRT's schema.fbs.
"""

import struct
from collections.abc import Sequence
from typing import Final, NamedTuple

CHANNELS: Final = 3

_OPERATOR_CODES, _SUBGRAPHS, _SIGNATURES = 1, 2, 7  # of a model
_TENSORS, _INPUTS, _OUTPUTS, _OPERATORS = range(4)  # of a subgraph
_SHAPE, _TYPE = 0, 1  # of a tensor
_CODE, _TAKEN, _GIVEN = range(3)  # of an operator
_OLD_KIND, _KIND = 0, 3  # of an operator's code; numbers below 127 stand in the old field alone

_INT8: Final = 9
_BYTEWISE: Final = {0: "ADD", 18: "MUL", 41: "SUB", 114: "QUANTIZE"}


class Parts(NamedTuple):
    """Two networks that do together what one did.

    Attributes
    ----------
    head : bytes
        From a picture to what its first steps make of it, int8 of the same shape.
    body : bytes
        From there on.
    """

    head: bytes
    body: bytes


def parted(network: bytes) -> Parts | None:
    """Part a network; None where its first steps are no such ones, or the file is none.

    Parameters
    ----------
    network : bytes
        The content of a `.tflite` file.
    """
    try:
        steps = _Graph(network).bytewise_steps()
    except (struct.error, IndexError, ValueError):
        return None
    if not steps:
        return None
    head, body = bytearray(network), bytearray(network)
    _Graph(head).end_behind(steps)
    _Graph(body).begin_behind(steps)
    return Parts(bytes(head), bytes(body))


class _Table:
    """A table of a FlatBuffer, at a place in it."""

    def __init__(self, data: bytes | bytearray, place: int) -> None:
        self._data, self._place = data, place

    def field(self, number: int) -> int | None:
        """Place of a field; None where the file leaves it out."""
        vtable = self._place - self._number("<i", self._place)
        if 4 + 2 * number >= self._number("<H", vtable):
            return None
        offset = self._number("<H", vtable + 4 + 2 * number)
        return self._place + offset if offset else None

    def value(self, number: int, form: str) -> int:
        """A number of a `struct` form; 0 where the file leaves it out."""
        place = self.field(number)
        return 0 if place is None else self._number(form, place)

    def vector(self, number: int) -> int | None:
        """Place of a vector's length, behind which its items stand."""
        place = self.field(number)
        return None if place is None else place + self._number("<I", place)

    def numbers(self, number: int) -> tuple[int, ...]:
        """Items of a vector of int32."""
        place = self.vector(number)
        if place is None:
            return ()
        return struct.unpack_from(f"<{self._number('<I', place)}i", self._data, place + 4)

    def tables(self, number: int) -> "list[_Table]":
        """Items of a vector of tables."""
        place = self.vector(number)
        offsets = enumerate(self.numbers(number))
        return [_Table(self._data, (place or 0) + 4 + 4 * k + offset) for k, offset in offsets]

    def put(self, number: int, items: Sequence[int]) -> None:
        """Put other items into a vector of int32, not more than it has."""
        if (place := self.vector(number)) is not None:
            struct.pack_into(f"<I{len(items)}i", self._data, place, len(items), *items)

    def _number(self, form: str, place: int) -> int:
        return int(struct.unpack_from(form, self._data, place)[0])


class _Graph:
    """A network's file; one of a bytearray can be parted in place."""

    def __init__(self, data: bytes | bytearray) -> None:
        self._model = _Table(data, *struct.unpack_from("<I", data))
        (self._graph,) = self._model.tables(_SUBGRAPHS)
        self._operators = self._graph.tables(_OPERATORS)
        self._tensors = self._graph.tables(_TENSORS)
        self._kinds = [
            max(code.value(_OLD_KIND, "<b"), code.value(_KIND, "<i"))
            for code in self._model.tables(_OPERATOR_CODES)
        ]

    def bytewise_steps(self) -> int:
        """Count the first steps that change each byte by itself; 0 where one is used again."""
        (seen,) = self._graph.numbers(_INPUTS)
        passed = [seen]
        for operator in self._operators:
            if not self._is_bytewise(operator, passed[-1]):
                break
            passed += operator.numbers(_GIVEN)
        later = [one.numbers(_TAKEN) for one in self._operators[len(passed) - 1 :]]
        used = {tensor for taken in (*later, self._graph.numbers(_OUTPUTS)) for tensor in taken}
        return len(passed) - 1 if used.isdisjoint(passed[:-1]) else 0

    def end_behind(self, steps: int) -> None:
        """Leave the first steps alone."""
        (last,) = self._operators[steps - 1].numbers(_GIVEN)
        self._graph.put(_OUTPUTS, [last])
        self._graph.put(_OPERATORS, self._graph.numbers(_OPERATORS)[:steps])
        self._model.put(_SIGNATURES, [])  # they name inputs and outputs that are none any more

    def begin_behind(self, steps: int) -> None:
        """Leave all but the first steps."""
        self._graph.put(_INPUTS, self._operators[steps - 1].numbers(_GIVEN))
        # Items are counted from where they stand, and each moves towards the front.
        later = self._graph.numbers(_OPERATORS)[steps:]
        self._graph.put(_OPERATORS, [offset + 4 * steps for offset in later])
        self._model.put(_SIGNATURES, [])

    def _is_bytewise(self, operator: _Table, given: int) -> bool:
        taken, gives = operator.numbers(_TAKEN), operator.numbers(_GIVEN)
        constants = [tensor for tensor in taken if tensor != given]
        return (
            self._kinds[operator.value(_CODE, "<I")] in _BYTEWISE
            and len(gives) == 1
            and len(constants) == len(taken) - 1
            and all(self._is_of_channels(tensor) for tensor in constants)
            and self._tensors[gives[0]].value(_TYPE, "<b") == _INT8
            and self._tensors[gives[0]].numbers(_SHAPE)[-1] == CHANNELS
        )

    def _is_of_channels(self, tensor: int) -> bool:
        """Whether it is one number, or one for each channel, that no step computes."""
        shape = self._tensors[tensor].numbers(_SHAPE)
        computed = any(tensor in one.numbers(_GIVEN) for one in self._operators)
        return not computed and shape in ((), (1,), (CHANNELS,), (1, 1, 1, CHANNELS))
