"""The seal of a PDF breaks with any byte."""

import io
from pathlib import Path

import pytest

from core.report.pdf.seal import SealedOutput, is_whole

TRAILER = b"trailer\n<<>>\nstartxref\n12\n%%EOF\n"


@pytest.fixture
def sealed() -> bytes:
    file = io.BytesIO()
    output = SealedOutput(file)
    output.write(b"%PDF-1.4\nbody\n")
    assert output.tell() == 14
    output.finish(TRAILER)
    return file.getvalue()


def test_what_was_sealed_is_whole(sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(sealed)
    assert is_whole(tmp_path / "a.pdf")


def test_every_byte_counts(sealed: bytes, tmp_path: Path) -> None:
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        (tmp_path / "a.pdf").write_bytes(changed)
        assert not is_whole(tmp_path / "a.pdf"), place


@pytest.mark.parametrize("change", [lambda data: data + b"\n", lambda data: data[1:], bytes.upper])
def test_a_longer_a_shorter_and_another_file_are_not_whole(
    sealed: bytes, tmp_path: Path, change: type[bytes]
) -> None:
    (tmp_path / "a.pdf").write_bytes(change(sealed))
    assert not is_whole(tmp_path / "a.pdf")
