"""Packets inside JPEGs: one segment changes, the picture never."""

import io
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.report.xmp.jpeg import EXTENSION, HEAD, LONGEST, NotWritable, packet_of, with_packet


def made(**saved: object) -> bytes:
    noise = np.random.default_rng(3).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(noise).save(buffer, "JPEG", **saved)
    return buffer.getvalue()


EXIF = Image.Exif()
EXIF[0x0112] = 6
PLAIN = made()
RICH = made(exif=EXIF, icc_profile=b"profile" * 20_000, xmp=b"<old/>", comment=b"a word")


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)))


@given(st.binary(max_size=3000))
def test_a_packet_comes_back_and_no_pixel_changes(packet: bytes) -> None:
    for before in (PLAIN, RICH):
        after = with_packet(before, packet)
        assert packet_of(after) == packet
        assert (pixels(after) == pixels(before)).all()


def test_exif_profile_and_comment_stay_and_the_old_packet_goes() -> None:
    after = with_packet(RICH, b"<new/>")
    picture = Image.open(io.BytesIO(after))
    assert picture.getexif()[0x0112] == 6
    assert picture.info["icc_profile"] == b"profile" * 20_000
    assert picture.info["comment"] == b"a word" and picture.info["xmp"] == b"<new/>"
    assert with_packet(after, b"<old/>") == RICH


def test_a_new_packet_stands_behind_exif() -> None:
    before = made(exif=EXIF)
    after = with_packet(before, b"<new/>")
    added = segment(0xE1, HEAD + b"<new/>")
    at = after.index(added)
    assert after[:at] + after[at + len(added) :] == before
    assert at > after.index(b"Exif\0") and at < after.index(b"\xff\xdb")


def test_what_follows_the_picture_stays() -> None:
    before = PLAIN + b"trailing \xff\xe1 bytes"
    assert with_packet(before, b"<new/>").endswith(b"trailing \xff\xe1 bytes")


def test_the_longest_packet_fits_and_a_longer_one_is_refused() -> None:
    assert packet_of(with_packet(PLAIN, b"x" * LONGEST)) == b"x" * LONGEST
    with pytest.raises(NotWritable, match=r"65,503 bytes of XMP are more .* 65,502"):
        with_packet(PLAIN, b"x" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no JPEG"),
        (b"\x89PNG\r\n", "no JPEG"),
        (b"\xff\xd8\xff", "damaged"),
        (PLAIN[:30], "damaged"),
        (b"\xff\xd8\xff\xe0\x00\x01", "damaged"),
        (PLAIN[:2] + segment(0xE1, EXTENSION + b"x" * 40) + PLAIN[2:], "several segments"),
        (PLAIN[:2] + segment(0xE2, b"MPF\0II") + PLAIN[2:], "several pictures"),
        (PLAIN[:2] + 2 * segment(0xE1, HEAD + b"<a/>") + PLAIN[2:], "several packets"),
    ],
)
def test_what_cannot_be_written_safely_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(NotWritable, match=why):
        with_packet(data, b"<new/>")
