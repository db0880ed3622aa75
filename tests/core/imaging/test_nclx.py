import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.imaging.nclx import read_nclx


def avif() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (16, 16), (10, 120, 200)).save(stream, "AVIF")
    return stream.getvalue()


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def described(*properties: bytes, associations: bytes, primary: bytes = b"\0\0\0\0\0\1") -> bytes:
    """The part of a HEIF file that says what its items are like."""
    held = box(b"ipco", b"".join(properties)) + box(b"ipma", associations)
    meta = bytes(4) + box(b"pitm", primary) + box(b"iprp", held)
    return box(b"ftyp", b"avif") + box(b"meta", meta)


def colr(primaries: int, curve: int) -> bytes:
    return box(b"colr", b"nclx" + struct.pack(">HHHB", primaries, curve, 6, 128))


def test_what_an_encoder_writes_is_read() -> None:
    assert read_nclx(avif()) == (1, 13)


def test_the_primary_item_counts() -> None:
    """Another item, as a gain map, may be described first."""
    associations = bytes(4) + struct.pack(">I", 2) + b"\0\2\1\x81" + b"\0\1\2\x83\x02"
    data = described(colr(1, 13), colr(12, 8), box(b"ispe", bytes(12)), associations=associations)
    assert read_nclx(data) == (12, 8)


def test_long_numbers_are_read() -> None:
    associations = b"\1\0\0\1" + struct.pack(">I", 1) + struct.pack(">IBH", 1, 1, 0x8001)
    primary = b"\1\0\0\0" + struct.pack(">I", 1)
    data = described(colr(9, 16), associations=associations, primary=primary)
    assert read_nclx(data) == (9, 16)


def test_a_profile_is_no_description() -> None:
    associations = bytes(4) + struct.pack(">I", 1) + b"\0\1\1\x81"
    assert read_nclx(described(box(b"colr", b"prof" + bytes(9)), associations=associations)) is None


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"\xff\xd8\xff", avif()[:40], b"\0" * 64])
def test_what_is_broken_says_nothing(data: bytes) -> None:
    assert read_nclx(data) is None


@given(st.integers(0, 330), st.integers(0, 255))
def test_no_changed_byte_breaks_it(place: int, value: int) -> None:
    data = bytearray(avif())
    data[place % len(data)] = value
    found = read_nclx(bytes(data))
    assert found is None or len(found) == 2
