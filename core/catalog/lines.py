"""Text lines into records: cells of several lines joined, stray quote signs told from real ones.

Everything is done once a line: a file with a stray quote in each of two million rows takes no
longer than one without.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.catalog.text_form import LONGEST_LINE_BYTES, TextForm
from core.errors import CatalogError, os_cause

MARK: Final = "\ufeff"
_OPEN: Final = "unexpected end of data"
"""How the csv module calls a quoted cell that is still open."""
_LONGEST_CELL: Final = 1000
"""Lines; a quoted cell longer than this is a stray quote sign."""
CLOSING: Final = {
    False: re.compile(r'(?:[^"]++|"")*+"'),
    True: re.compile(r'(?:[^"\\]++|\\.|"")*+"', re.DOTALL),
}

_ESCAPED: Final = re.compile(r"\\.", re.DOTALL)
"""A backslash and what it escapes, which may be another one."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a line is cut into cells.

    Attributes
    ----------
    delimiter : str
    spaced : bool
        A space after the delimiter is none of the cell's.
    escaped : bool
        A quote sign inside a cell is written as backslash and quote sign.
    """

    delimiter: str
    spaced: bool = False
    escaped: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """What `csv.reader` is told."""
        return {
            "delimiter": self.delimiter,
            "skipinitialspace": self.spaced,
            "escapechar": "\\" if self.escaped else None,
        }


def lines(path: Path, form: TextForm) -> Iterator[str]:
    """Give a file's lines with their ends; the byte order mark is left out.

    Raises
    ------
    CatalogError
        The file cannot be read any more, or is not in this encoding.
    """
    try:
        with path.open(encoding=form.encoding, errors=form.errors, newline="") as stream:
            for first in stream:
                yield first.removeprefix(MARK)
                break
            yield from stream
    except OSError as error:
        raise CatalogError(path, os_cause(error)) from error
    except UnicodeError as error:
        raise CatalogError(path, f"is not in {form.words}, or damaged") from error


def blocks(source: Iterator[str], dialect: Dialect, raws: list[str] | None = None) -> Iterator[str]:
    """Join the lines of a quoted cell; where the quote never ends, take the sign as stray.

    Parameters
    ----------
    source : iterator of str
    dialect : Dialect
    raws : list of str, optional
        Gets the text of each block as the file holds it, before the block is given.

    Yields
    ------
    str
        Text that `csv.reader` with the same dialect reads as one record.
    """
    waiting: deque[str] = deque()
    while line := waiting.popleft() if waiting else next(source, ""):
        if '"' not in line or _paired(line, dialect) or not _left_open(line, dialect):
            if raws is not None:
                raws.append(line)
            yield line
            continue
        block = [line]
        closed = _close(block, waiting, source, dialect)
        if raws is not None:
            raws.append("".join(block) if closed else line)
        if closed:
            yield "".join(block)
        else:
            waiting.extendleft(reversed(block[1:]))
            yield _without_stray(line, dialect)


def _close(block: list[str], waiting: deque[str], source: Iterator[str], dialect: Dialect) -> bool:
    """Take lines until the open cell ends; False where its quote sign cannot be meant."""
    while len(block) <= _LONGEST_CELL:
        line = waiting.popleft() if waiting else next(source, "")
        if not line:
            return False
        block.append(line)
        if '"' not in line:
            continue
        end = CLOSING[dialect.escaped].match(line)
        if end is None:
            continue
        if not line.startswith((dialect.delimiter, "\n", "\r"), end.end()) and end.end() < len(
            line
        ):
            return False
        if not _left_open(line[end.end() :], dialect):
            return True
    return False


def _paired(line: str, dialect: Dialect) -> bool:
    """Whether quote signs come in pairs, the first begins a cell and the last ends one.

    So it is in the usual line; `7" heel,"torn` has two signs as well, of which the last opens.
    """
    meant = _ESCAPED.sub("", line) if dialect.escaped and "\\" in line else line
    if meant.count('"') % 2:
        return False
    first, last = meant.find('"'), meant.rfind('"')
    begins = first <= 0 or meant[first - 1] in (dialect.delimiter, " ")
    return begins and meant[last + 1 : last + 2] in ("", dialect.delimiter, "\n", "\r")


def _left_open(line: str, dialect: Dialect) -> bool:
    if not dialect.spaced:
        if not line.startswith('"') and f'{dialect.delimiter}"' not in line:
            return False  # a quote sign inside a cell, such as inches
        if line.count('"') == 1:
            return True
    try:
        next(csv.reader([line], strict=True, **dialect.options), None)
    except csv.Error as error:
        return _OPEN in str(error)
    return False


def _without_stray(line: str, dialect: Dialect) -> str:
    """Take out the sign that opened: the last one, or all where that is not enough."""
    before, _, after = line.rpartition('"')
    mended = before + after
    return mended if not _left_open(mended, dialect) else line.replace('"', "")


def allow_long_cells() -> None:
    """Let the csv module read any cell of a line that is let through; its own limit is 128 kB."""
    if csv.field_size_limit() < LONGEST_LINE_BYTES:
        csv.field_size_limit(LONGEST_LINE_BYTES)
