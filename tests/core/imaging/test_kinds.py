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
        (b"qoif\0\0", "QOI"),
        (b"\0\0\2\0\1\0\x20\x20\0\0\1\0\1\0", "CUR"),
        (b"SDPX\0\0\x08\0", "DPX"),
        (b"\xff\x0a\xfa", "JPEG XL"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"\0\0\0\x18ftypcrx \0\0", "CR3"),
        (b"FUJIFILMCCD-RAW 0201", "RAF"),
        (b'<?xml version="1.0"?><svg xmlns="', "SVG"),
        (b"%!PS-Adobe-3.0 EPSF", "EPS"),
        (b"II*\0\x08\0\0\0", "NEF"),
        (b"II*\0\x10\0\0\0CR\2\0", "CR2"),
        (b"P6\n# by a scanner\n8 8\n255\n", "Netpbm"),
        (b"Pf\n8 8\n-1.0\n", "Netpbm"),
        (b"\1\0\0\0".ljust(40, b"\0") + b" EMF", "EMF"),
        (b"".ljust(128, b"\0") + b"DICM", "DICOM"),
        (b"\0\5\x16\7\0\2\0\0Mac OS X", "AppleDouble"),
    ],
)
def test_other_pictures_are_named(begin: bytes, kind: str) -> None:
    name = "photo.nef" if kind == "NEF" else "photo"
    assert kinds.unread_kind(name, begin) == kind


@pytest.mark.parametrize("kind", ["DDS", "ICO", "ICNS", "SGI", "PCX", "PPM", "TGA", "EPS"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_what_pillow_writes_and_is_not_read_is_named(kind: str, mode: str) -> None:
    stream = BytesIO()
    Image.new(mode, (16, 16)).save(stream, kind)
    name = f"photo.{kind.lower()}"
    assert kinds.unread_kind(name, stream.getvalue()[: kinds.HEAD_BYTES])


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_a_photo_that_speaks_of_a_drawing_is_a_photo(kind: str) -> None:
    assert kinds.unread_kind("photo", head(kind) + b"<svg") is None


@pytest.mark.parametrize(
    "begin",
    [
        b"", b"BM is how this text begins", b"a,b\n1,2", b"PK\x03\x04",
        b"\0\0\1\0\0\0\x11\x5c\0\0\x10\x5c",  # a font of macOS
        b"%!PS-AdobeFont-1.0: Utopia", b"P4 is short for", b"\0\0\2\0\0\0\0\0",
    ],
)  # fmt: skip
def test_what_is_no_picture_is_neither(begin: bytes) -> None:
    assert not kinds.is_read(begin)
    assert kinds.unread_kind("file", begin) is None


def test_what_was_left_out_is_said() -> None:
    left_out = Counter({"PSD": 1, "NEF": 1200})
    assert kinds.said(left_out) == "1,200 NEF, 1 PSD left out: of kinds that are not read"
    hidden = "2 hidden left out: their names begin with a dot"
    assert kinds.said({kinds.HIDDEN: 2}) == hidden
    assert kinds.said(left_out | Counter({kinds.HIDDEN: 2})) == f"{kinds.said(left_out)}; {hidden}"
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
