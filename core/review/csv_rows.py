"""Reading other people's CSV files: any delimiter, wrong encodings, commas without quotes.

Rows are streamed, so that two million of them need no more memory than two. Trouble is counted
and the rest goes on.
"""

import codecs
import csv
import functools
import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core.errors import ReviewError, os_cause

_DELIMITERS: Final = ",;\t|"
_FALLBACK: Final = "cp1252"
"""What spreadsheets of western Windows write; with replacements it reads any byte."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK_BYTES: Final = 1 << 20
_OPEN: Final = "unexpected end of data"
"""How the csv module calls a quoted cell that is still open."""
_LONGEST_QUOTE: Final = 50
"""Lines; a quoted cell longer than this is a stray quote sign."""


@dataclass(slots=True)
class CsvTable:
    """A CSV file, opened: its columns are known, its rows are still to come.

    Attributes
    ----------
    path : Path
    encoding, delimiter : str
        As found.
    columns : tuple of str
    mended : int
        Rows so far whose surplus cells were joined to the last column.
    short : int
        Rows so far with too few cells; they are filled with empty ones.
    unreadable : int
        Rows so far that were left out: a cell longer than 131,072 characters.
    """

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    mended: int = field(default=0)
    short: int = field(default=0)
    unreadable: int = field(default=0)

    def rows(self) -> Iterator[list[str]]:
        """Give every row with exactly one cell per column; empty lines are passed over.

        Raises
        ------
        ReviewError
            The file cannot be read any more.
        """
        self.mended = self.short = self.unreadable = 0
        lines = _lines(self.path, self.encoding)
        reader = csv.reader(_whole(lines, self.delimiter), delimiter=self.delimiter)
        next(reader, None)
        while (cells := self._next(reader)) is not None:
            if any(cells):
                yield self._fitted(cells)

    def _next(self, reader: Iterator[list[str]]) -> list[str] | None:
        while True:
            try:
                return next(reader, None)
            except csv.Error:  # a cell beyond the reader's limit; the reader goes on behind it
                self.unreadable += 1

    def _fitted(self, cells: list[str]) -> list[str]:
        width = len(self.columns)
        if len(cells) == width:
            return cells
        if len(cells) < width:
            self.short += 1
            return cells + [""] * (width - len(cells))
        if any(cells[width:]):
            self.mended += 1
            return [*cells[: width - 1], self.delimiter.join(cells[width - 1 :])]
        return cells[:width]


def open_table(path: Path) -> CsvTable:
    """Find out a file's encoding, delimiter and columns.

    Raises
    ------
    ReviewError
        Not readable, empty, or without a line of column names.
    """
    try:
        encoding = _encoding(path)
    except OSError as error:
        raise ReviewError(path, os_cause(error)) from error
    head = next(_lines(path, encoding), "")
    delimiter = max(_DELIMITERS, key=head.count)
    columns = tuple(cell.strip() for cell in next(csv.reader([head], delimiter=delimiter), []))
    if not any(columns):
        raise ReviewError(path, "empty, or without a first line of column names")
    return CsvTable(path, encoding, delimiter, columns)


def _encoding(path: Path) -> str:
    """Trust a byte order mark, then UTF-8 if every byte fits it, then the fallback."""
    with path.open("rb") as stream:
        head = stream.read(_CHUNK_BYTES)
        for mark, name in _BOMS:
            if head.startswith(mark):
                return name
        if head[1:200:2].count(0) > len(head[1:200:2]) // 2:
            return "utf-16-le"
        if b"\0" in head:
            raise ReviewError(path, "not a table in text form")
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            for chunk in itertools.chain([head], _chunks(path, len(head))):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _FALLBACK
    return "utf-8"


def _chunks(path: Path, start: int) -> Iterator[bytes]:
    with path.open("rb") as stream:
        stream.seek(start)
        yield from iter(functools.partial(stream.read, _CHUNK_BYTES), b"")


def _lines(path: Path, encoding: str) -> Iterator[str]:
    try:
        with path.open(encoding=encoding, errors="replace") as stream:
            yield from stream
    except OSError as error:
        raise ReviewError(path, os_cause(error)) from error
    except UnicodeError as error:
        raise ReviewError(path, "not a table in text form") from error


def _whole(lines: Iterator[str], delimiter: str) -> Iterator[str]:
    """Join the lines of a quoted cell; where the quote never ends, take the sign as stray."""
    put_back: deque[str] = deque()
    while line := put_back.popleft() if put_back else next(lines, ""):
        if '"' not in line or _OPEN not in _fault(line, delimiter):
            yield line
            continue
        block = [line]
        ahead = itertools.chain(put_back, lines)
        closed = False
        for following in itertools.islice(ahead, _LONGEST_QUOTE):
            block.append(following)
            closed = '"' in following and _fault("".join(block), delimiter) == ""
            if closed:
                break
        taken = 1 if not closed else len(block)
        put_back = deque([*block[taken:], *itertools.islice(put_back, len(block) - 1, None)])
        yield "".join(block) if closed else line.replace('"', "")


def _fault(text: str, delimiter: str) -> str:
    """Tell what the quote signs of a row lack, in the csv module's words; empty for nothing."""
    try:
        next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return str(error)
    return ""
