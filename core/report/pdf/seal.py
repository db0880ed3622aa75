"""The hash of a whole PDF, near its end: whoever saves the file again breaks it.

It stands in a comment, which no reader minds, and covers every byte before and after itself. It
shows carelessness and small edits; forging it takes no secret, so a forged report is found out by
computing it again.
"""

import hashlib
import re
from pathlib import Path
from typing import IO, Final

from core.given_files import open_file

_MARK: Final = b"%Tagproof-SHA256 "
_BEFORE: Final = b"startxref"
_TAIL: Final = re.compile(rb"%Tagproof-SHA256 ([0-9a-f]{64})\nstartxref\n\d+\n%%EOF\n\Z")
_TAIL_BYTES: Final = 256
_BLOCK_BYTES: Final = 1 << 20


class SealedOutput:
    """A binary file that is hashed while it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Append."""
        self._digest.update(data)
        self._file.write(data)

    def tell(self) -> int:
        """Give the bytes written so far."""
        return self._file.tell()

    def finish(self, trailer: bytes) -> None:
        """Append the document's trailer with the seal in it; nothing may follow."""
        head, _, rest = trailer.rstrip(b"\n").rpartition(_BEFORE)
        tail = _BEFORE + rest + b"\n"
        self.write(head)
        self._digest.update(tail)
        self._file.write(_MARK + self._digest.hexdigest().encode() + b"\n" + tail)


def is_whole(path: Path) -> bool:
    """Whether a PDF's bytes are still those that it was sealed with; OSError where unreadable."""
    with open_file(path) as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL_BYTES))
        found = _TAIL.search(tail := file.read())
        if found is None:
            return False
        digest, left = hashlib.sha256(), size - len(tail) + found.start()
        file.seek(0)
        while block := file.read(min(left, _BLOCK_BYTES)):
            digest.update(block)
            left -= len(block)
    digest.update(tail[found.end(1) + 1 :])
    return digest.hexdigest().encode() == found.group(1)
