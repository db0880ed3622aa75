"""How a file's bytes become text: byte order marks, Unicode, and what programs wrote before it."""

import codecs
import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import CatalogError

LONGEST_LINE_BYTES: Final = 16 << 20
_CHUNK_BYTES: Final = 1 << 20
_SAMPLE_BYTES: Final = 1 << 18
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, which begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN: Final = "cp1252"
_CENTRAL: Final = "cp1250"
_CENTRAL_INSIDE: Final = re.compile(
    rb"[A-Za-z\x80-\xff][\xa3\xa5\xaf\xb3\xb9\xbe\xbf\x9d\x9f][a-z\x80-\xff]"
)
"""Signs of the west such as a raised three that stand inside words: letters of the centre."""
_CZECH: Final = (b"\xf8", b"\xec")
"""No western language has both of these letters; Czech has them as its commonest."""
_TURKISH: Final = "cp1254"
_TURKISH_SIGNS: Final = (b"\xfd", b"\xfe", b"\xf0")
"""Letters that the west has in Iceland alone, which writes the next ones as well."""
_NOT_TURKISH: Final = (b"\xe1", b"\xed", b"\xe6", b"\xf3")
_OTHERS: Final = (
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "koi8_r", "cp1253", "cp1255",
    "cp1256",
)  # fmt: skip
"""Scripts whose words are runs of bytes above 127; western words have single ones."""
_RUNS: Final = 0.5
"""Share of such bytes that stand beside another, above which the script is none of the west."""
_DAMAGED: Final = 0.01
"""Share of lines with bytes that are no UTF-8 up to which a file still is UTF-8, damaged."""
_NO_TEXT: Final = "holds NUL bytes, so it is no table in text form; save it again as CSV"


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a file's bytes become text, and text its bytes again.

    Attributes
    ----------
    encoding : str
        Python's name, without a byte order mark.
    marked : bool
        Begins with a byte order mark, which stands as U+FEFF at the head of the text.
    """

    encoding: str
    marked: bool = False

    @property
    def errors(self) -> str:
        """Python's error handler that keeps bytes which are no text, so that they come back."""
        return "surrogatepass" if self.encoding.startswith("utf-16") else "surrogateescape"

    @property
    def words(self) -> str:
        """The encoding for the user."""
        return self.encoding.upper() + (" with a byte order mark" if self.marked else "")

    def bytes_of(self, text: str) -> bytes:
        """Give text as the file holds it.

        Raises
        ------
        UnicodeEncodeError
            The encoding lacks a character.
        """
        return text.encode(self.encoding, self.errors)


def find_form(path: Path, encoding: str | None = None) -> TextForm:
    """Find out a file's encoding from all its bytes.

    Parameters
    ----------
    path : Path
    encoding : str, optional
        Named by the user; believed.

    Raises
    ------
    CatalogError
        It holds NUL bytes, or a line beyond 16 MB; no encoding has the given name.
    OSError
    """
    with path.open("rb") as stream:
        head = stream.read(_CHUNK_BYTES)
    mark = next((found for found in _MARKS if head.startswith(found[0])), None)
    if encoding or mark:
        found = mark[1] if mark else ""
        name = _named(path, encoding, found) if encoding else found
        _check_lines(path)
        return TextForm(name, name == found)
    if name := _wide(head):
        _check_lines(path)
        return TextForm(name)
    return TextForm("utf-8" if _is_utf8(path) else _older(path))


def _named(path: Path, encoding: str, marked: str) -> str:
    """Give Python's name for an encoding, the order of bytes and its mark apart."""
    try:
        name = codecs.lookup(encoding).name.removesuffix("-sig")
    except LookupError as error:
        raise CatalogError(path, f"no encoding is called {encoding}") from error
    if name in ("utf-16", "utf-32"):
        return marked if marked.startswith(name) else f"{name}-le"
    return name


def _wide(head: bytes) -> str:
    """Recognise UTF-16 and UTF-32 without a mark by where their zero bytes stand."""
    sample = head[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    zeros = [sample[at::4].count(0) / max(1, len(sample[at::4])) for at in range(4)]
    for name, filled in (("utf-32-le", (0,)), ("utf-32-be", (3,)), ("utf-16-le", (0, 2)),
                         ("utf-16-be", (1, 3))):  # fmt: skip
        empty = [at for at in range(4) if at not in filled]
        if all(zeros[at] > 0.5 for at in empty) and all(zeros[at] < 0.1 for at in filled):
            return name
    return ""


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from iter(functools.partial(stream.read, _CHUNK_BYTES), b"")


def _check_lines(path: Path) -> None:
    for _ in _checked(path):
        pass


def _checked(path: Path) -> Iterator[bytes]:
    """Pass a file's chunks on; raise where a line has no end."""
    run = 0
    for chunk in _chunks(path):
        first, last = _ends(chunk)
        run += len(chunk) if first < 0 else first
        if run > LONGEST_LINE_BYTES:
            raise CatalogError(path, "has a line of more than 16 MB, so it is no table")
        if first >= 0:
            run = len(chunk) - last
        yield chunk


def _ends(chunk: bytes) -> tuple[int, int]:
    """Give where a chunk's first and last line ends stand, -1 for none."""
    found = [at for sign in (b"\n", b"\r") if (at := chunk.find(sign)) >= 0]
    return min(found, default=-1), max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))


def _is_utf8(path: Path) -> bool:
    """Whether all bytes are UTF-8, or nearly all lines are; NUL is no text at all."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid = True
    for chunk in itertools.chain(_checked(path), [b""]):
        if b"\0" in chunk:
            raise CatalogError(path, _NO_TEXT)
        try:
            valid and decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            valid = False
    return valid or _mostly_utf8(path)


def _mostly_utf8(path: Path) -> bool:
    good = bad = 0
    for line in _foreign_lines(path):
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return bad <= _DAMAGED * good


def _foreign_lines(path: Path) -> Iterator[bytes]:
    """Give lines that hold more than ASCII, up to so many bytes of them."""
    taken = 0
    with path.open("rb") as stream:
        for line in stream:
            if not line.isascii():
                taken += len(line)
                yield line
            if taken > _SAMPLE_BYTES:
                return


def _older(path: Path) -> str:
    """Tell western bytes from scripts of many: there, bytes above 127 stand in runs."""
    sample = b"\n".join(_foreign_lines(path))
    high = [byte > 127 for byte in sample]
    beside = sum(a and b for a, b in itertools.pairwise(high))
    if beside < _RUNS * sum(high):
        central = _CENTRAL_INSIDE.search(sample) or all(sign in sample for sign in _CZECH)
        if not central and not any(sign in sample for sign in _NOT_TURKISH):
            return _TURKISH if any(sign in sample for sign in _TURKISH_SIGNS) else _WESTERN
        return _CENTRAL if central else _WESTERN
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:_SAMPLE_BYTES], cp_isolation=list(_OTHERS)).best()
    return best.encoding if best is not None else _WESTERN
