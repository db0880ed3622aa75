"""Tables in text form: any delimiter, quoting and encoding, found out from the first lines."""

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Final

from core.catalog.lines import Dialect, allow_long_cells, blocks, lines
from core.catalog.text_form import TextForm, find_form
from core.errors import CatalogError

_DELIMITERS: Final = (",", ";", "\t", "|", "^", "~", "¦", "\x1f", "\x01")
_SAMPLE: Final = 400
"""Lines by which dialects are judged."""
_SAMPLE_CHARACTERS: Final = 1 << 20
_SEP: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""A spreadsheet's own first line, which names the delimiter."""
_NAMES: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}


@dataclass(slots=True)
class DelimitedTable:
    """A table in text form, opened.

    Attributes
    ----------
    path : Path
    name : str
        Empty: a text file holds one table.
    text : TextForm
    dialect : Dialect
    prefixed : bool
        The first line names the delimiter and is no row.
    """

    path: Path
    text: TextForm
    dialect: Dialect
    prefixed: bool = False
    name: str = ""

    @property
    def form(self) -> str:
        """The format for the user."""
        sign = self.dialect.delimiter
        return f"text, {self.text.words}, delimiter {_NAMES.get(sign, ascii(sign)[1:-1])}"

    def records(self) -> Iterator[list[str]]:
        """Give all records from the first line on, empty ones as empty lists.

        Raises
        ------
        CatalogError
            The file cannot be read any more, or torn quotes spoil its rows.
        """
        allow_long_cells()
        source = lines(self.path, self.text)
        if self.prefixed:
            next(source, None)
            yield []
        with self._torn_quotes_told():
            yield from csv.reader(blocks(source, self.dialect), **self.dialect.options)

    def raw_records(self) -> Iterator[tuple[str, list[str]]]:
        """Give each record as the file holds it, with its line end, and its cells."""
        allow_long_cells()
        source = lines(self.path, self.text)
        if self.prefixed:
            yield next(source, ""), []
        raws: list[str] = []
        with self._torn_quotes_told():
            for cells in csv.reader(blocks(source, self.dialect, raws), **self.dialect.options):
                yield "".join(raws), cells
                raws.clear()

    @contextmanager
    def _torn_quotes_told(self) -> Iterator[None]:
        try:
            yield
        except csv.Error as error:
            raise CatalogError(
                self.path, f"has torn quotes that spoil its rows, {error}"
            ) from error


def open_delimited(path: Path, encoding: str | None = None) -> DelimitedTable:
    """Find out a text file's encoding and dialect.

    Raises
    ------
    CatalogError
        It is no text.
    OSError
    """
    text = find_form(path, encoding)
    sample = list(_sample(lines(path, text)))
    named = _SEP.fullmatch(sample[0]) if sample else None
    if named:
        return DelimitedTable(path, text, Dialect(named[1]), prefixed=True)
    return DelimitedTable(path, text, find_dialect(sample))


def _sample(source: Iterator[str]) -> Iterator[str]:
    taken = 0
    for line in itertools.islice(source, _SAMPLE):
        yield line
        taken += len(line)
        if taken > _SAMPLE_CHARACTERS:
            return


def find_dialect(sample: Sequence[str]) -> Dialect:
    """Choose the dialect under which most records have one and the same number of cells."""
    allow_long_cells()
    text = "".join(sample)
    found = [Dialect(sign) for sign in _DELIMITERS if sign in text]
    if not found:
        return Dialect(",")
    best = max(found, key=lambda dialect: _fit(sample, dialect))
    sign = best.delimiter
    spaced = f'{sign} "' in text and f'{sign}"' not in text
    if '\\"' in text:
        escaped = Dialect(sign, spaced, escaped=True)
        if _fit(sample, escaped) > _fit(sample, Dialect(sign, spaced)):
            return escaped
    return Dialect(sign, spaced)


def _fit(sample: Sequence[str], dialect: Dialect) -> float:
    """Judge a dialect: how many records agree in width, and how wide they are."""
    reader = csv.reader(blocks(iter(sample), dialect), **dialect.options)
    try:
        widths = Counter(len(cells) for cells in reader if any(cells))
    except csv.Error:  # quotes that this dialect cannot pair
        return 0.0
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda pair: pair[1] * log2(pair[0] + 1))
    return (count / widths.total()) ** 2 * log2(width + 1)
