from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from core.imaging import kinds
from tests.core.imaging.test_heif import DATA


def head(kind: str) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (8, 8)).save(stream, kind)
    return stream.getvalue()[: kinds.HEAD_BYTES]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
def test_photos_are_known_by_their_first_bytes(kind: str) -> None:
    assert kinds.is_read(head(kind))
    assert kinds.unread_kind("photo", head(kind)) is None


def test_heic_is_read() -> None:
    assert kinds.is_read(kinds.head_of(str(DATA / "plain.heic")))


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        (b"8BPS\0\1", "PSD"),
        (b"\xff\x0a\xfa", "JPEG XL"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"\0\0\0\x18ftypcrx \0\0", "CR3"),
        (b"FUJIFILMCCD-RAW 0201", "RAF"),
        (b'<?xml version="1.0"?><svg xmlns="', "SVG"),
        (b"%!PS-Adobe-3.0 EPSF", "EPS"),
        (b"II*\0\x08\0\0\0", "NEF"),
    ],
)
def test_other_pictures_are_named(begin: bytes, kind: str) -> None:
    name = "photo.nef" if kind == "NEF" else "photo"
    assert kinds.unread_kind(name, begin) == kind


@pytest.mark.parametrize("begin", [b"", b"BM is how this text begins", b"a,b\n1,2", b"PK\x03\x04"])
def test_what_is_no_picture_is_neither(begin: bytes) -> None:
    assert not kinds.is_read(begin)
    assert kinds.unread_kind("file", begin) is None


def test_what_was_left_out_is_said() -> None:
    left_out = Counter({"PSD": 1, "NEF": 1200})
    assert kinds.said(left_out) == "1,200 NEF, 1 PSD left out: of kinds that are not read"
    assert kinds.said(Counter()) == ""
    assert kinds.nothing_read(0, left_out) == 1201
    assert kinds.nothing_read(1, left_out) == 0


def test_the_first_bytes_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 2000)
    assert kinds.head_of(str(path)) == b"x" * kinds.HEAD_BYTES


def test_what_begins_as_a_tiff() -> None:
    assert kinds.is_tiff(b"II*\0rest") and kinds.is_tiff(b"MM\0+rest")
    assert not kinds.is_tiff(b"\xff\xd8\xff\xe0") and not kinds.is_tiff(b"")
