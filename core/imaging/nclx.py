"""The colours that an AVIF says its numbers mean, where it brings no profile.

Pillow's decoder hands out pixels and an ICC profile, not the description that stands in for one:
box `colr` of type `nclx` (ISO/IEC 14496-12, 12.1.5) among the primary item's properties.
"""

import struct
from collections.abc import Iterator
from typing import Final

_HEADER: Final = 8
_FULL: Final = 4
"""Bytes of version and flags with which a full box begins."""

_TO_THE_END, _LONG = 0, 1
"""Sizes that mean something else."""


def read_nclx(data: bytes) -> tuple[int, int] | None:
    """Find the colour primaries and the transfer characteristics of the primary item.

    Parameters
    ----------
    data : bytes
        An AVIF file.

    Returns
    -------
    tuple of int or None
        By their numbers in ITU-T H.273; None where the file does not say, or is broken there.
    """
    try:
        meta = _inside(data, b"meta")[_FULL:]
        properties = list(_boxes(_inside(_inside(meta, b"iprp"), b"ipco")))
        for index in _of_item(_inside(_inside(meta, b"iprp"), b"ipma"), _primary(meta)):
            kind, body = properties[index - 1]
            if kind == b"colr" and body[:4] == b"nclx":
                primaries, curve = struct.unpack_from(">HH", body, 4)
                return primaries, curve
    except (LookupError, struct.error):
        return None
    return None


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + _HEADER <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        begin = at + _HEADER
        if size == _LONG:
            (size,) = struct.unpack_from(">Q", data, begin)
            begin += 8
        end = len(data) if size == _TO_THE_END else at + size
        if end < begin:
            return
        yield kind, data[begin:end]
        at = end


def _inside(data: bytes, wanted: bytes) -> bytes:
    for kind, body in _boxes(data):
        if kind == wanted:
            return body
    raise LookupError(wanted)


def _primary(meta: bytes) -> int:
    body = _inside(meta, b"pitm")
    (item,) = struct.unpack_from(">I" if body[0] else ">H", body, _FULL)
    return int(item)


def _of_item(body: bytes, wanted: int) -> list[int]:
    """Give the numbers of an item's properties, counted from 1."""
    long_items, long_indices = body[0] > 0, bool(body[3] & 1)
    (count,) = struct.unpack_from(">I", body, _FULL)
    at = _FULL + 4
    for _ in range(count):
        (item,) = struct.unpack_from(">I" if long_items else ">H", body, at)
        at += 4 if long_items else 2
        held, width = body[at], 2 if long_indices else 1
        at += 1
        found = struct.unpack_from(f">{held}{'H' if long_indices else 'B'}", body, at)
        at += held * width
        if item == wanted:
            return [index & (0x7FFF if long_indices else 0x7F) for index in found]
    return []
