"""The colours that a PNG says by numbers: chunk `cICP` (PNG, third edition, W3C 2025, 11.3.2.6)."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

_SIGNATURE_BYTES: Final = 8
_HEAD: Final = struct.Struct(">I4s")
_CRC_BYTES: Final = 4
_NO_MATRIX: Final = 0
"""A PNG holds red, green and blue; nothing else is allowed there."""


class Cicp(NamedTuple):
    """By their numbers in ITU-T H.273; `full_range` unless black is 16 and white 235."""

    primaries: int
    curve: int
    full_range: bool


def read_cicp(data: bytes) -> Cicp | None:
    """Find what a PNG says; None where it does not, or where it is broken there.

    Parameters
    ----------
    data : bytes
        A PNG file.
    """
    body = next((body for kind, body in _before_pixels(data) if kind == b"cICP"), b"")
    if len(body) != 4 or body[2] != _NO_MATRIX:
        return None
    return Cicp(body[0], body[1], bool(body[3]))


def _before_pixels(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give kind and contents of each chunk; what says how to read pixels stands before them."""
    place = _SIGNATURE_BYTES
    while place + _HEAD.size <= len(data):
        length, kind = _HEAD.unpack_from(data, place)
        if kind == b"IDAT":
            return
        place += _HEAD.size
        yield kind, data[place : place + length]
        place += length + _CRC_BYTES
