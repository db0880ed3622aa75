"""The XMP packet inside a JPEG: read and replaced; no other byte of the file changes.

XMP Specification Part 3, Storage in Files (Adobe 2020), 1.1.3: one APP1 segment behind that of
EXIF, 65,502 bytes of packet at most.
"""

import struct
from collections.abc import Iterator
from typing import Final

HEAD: Final = b"http://ns.adobe.com/xap/1.0/\0"
EXTENSION: Final = b"http://ns.adobe.com/xmp/extension/\0"
SEVERAL_PICTURES: Final = b"MPF\0"
LONGEST: Final = 65_502
"""Bytes of a packet in one segment."""

_APP0, _APP1, _APP2, _SCAN, _END = 0xE0, 0xE1, 0xE2, 0xDA, 0xD9
_ALONE: Final = (0x01, *range(0xD0, 0xD8))
"""Markers without a length."""
_EXIF: Final = b"Exif\0"

Segment = tuple[int, int, int]
"""Marker, where the segment begins, where it ends."""


class NotWritable(ValueError):
    """A JPEG whose packet cannot be read or replaced; says why in plain words."""


def packet_of(data: bytes) -> bytes | None:
    """Give the packet of a JPEG; None where it has none.

    Raises
    ------
    NotWritable
        No JPEG, damaged, or with what a replaced packet would break.
    """
    found = _packet_segment(data)
    return None if found is None else data[found[1] + 4 + len(HEAD) : found[2]]


def with_packet(data: bytes, packet: bytes) -> bytes:
    """Give the JPEG with this packet in place of its own, or behind its EXIF.

    Raises
    ------
    NotWritable
        As `packet_of`; the packet is too long.
    """
    if len(packet) > LONGEST:
        said = f"{len(packet):,} bytes of XMP are more than one segment of a JPEG holds"
        raise NotWritable(f"{said}, {LONGEST:,}")
    found = _packet_segment(data)
    body = HEAD + packet
    segment = bytes((0xFF, _APP1)) + struct.pack(">H", len(body) + 2) + body
    start, end = (found[1], found[2]) if found else (_behind_exif(data),) * 2
    return data[:start] + segment + data[end:]


def _packet_segment(data: bytes) -> Segment | None:
    packets = []
    for marker, start, end in _segments(data):
        body = data[start + 4 : end]
        if marker == _APP1 and body.startswith(EXTENSION):
            raise NotWritable("its XMP is spread over several segments")
        if marker == _APP2 and body.startswith(SEVERAL_PICTURES):
            raise NotWritable("the file holds several pictures, whose places would be wrong")
        if marker == _APP1 and body.startswith(HEAD):
            packets.append((marker, start, end))
    if len(packets) > 1:
        raise NotWritable("it holds several packets of XMP")
    return packets[0] if packets else None


def _behind_exif(data: bytes) -> int:
    """Give where the packet's segment goes: behind JFIF's and EXIF's, before all others."""
    at = 2
    for marker, start, end in _segments(data):
        exif = marker == _APP1 and data[start + 4 : end].startswith(_EXIF)
        if start != at or not (marker == _APP0 or exif):
            break
        at = end
    return at


def _segments(data: bytes) -> Iterator[Segment]:
    """Give the segments before the picture's own data."""
    if data[:2] != b"\xff\xd8":
        raise NotWritable("is no JPEG")
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":  # filling
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            raise NotWritable("is a damaged JPEG")
        marker = data[at + 1]
        if marker in (_SCAN, _END):
            return
        if marker in _ALONE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(data):
            raise NotWritable("is a damaged JPEG")
        yield (marker, at, at + 2 + length)
        at += 2 + length
