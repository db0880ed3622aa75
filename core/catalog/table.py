"""A table whose head row was found: its columns have names, its rows one cell for each."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core.catalog.keys import rounded
from core.catalog.references import looks_like_image
from core.catalog.source import RawTable
from core.catalog.words import is_head_word
from core.errors import CatalogError

_AMONG: Final = 40
"""First records among which the head row is looked for."""
BATCH: Final = 250
"""Rows that are looked at together: few enough to stay in the processor's own memory."""
MOST_COLUMNS: Final = 16_384
"""As many as a sheet of a workbook has; each is looked at for half a millisecond."""
_SHOWN: Final = 60
"""Characters of a column's name that are shown."""


@dataclass(slots=True)
class Table:
    """A table of a shop's file, with columns.

    Attributes
    ----------
    raw : RawTable
    head_row : int
        Which record names the columns, counted from 1; 0 where none does.
    columns : tuple of str
    listed : mapping of str to str
        What the file calls ids that cells may hold, such as those of categories.
    mended, short : int
        Rows so far with surplus cells, joined to the last column, and rows of text with too few,
        filled.
    """

    raw: RawTable
    head_row: int
    columns: tuple[str, ...]
    listed: Mapping[str, str] = field(default_factory=dict)
    mended: int = field(default=0)
    short: int = field(default=0)

    @property
    def path(self) -> Path:
        """The file."""
        return self.raw.path

    def rows(self) -> Iterator[list[str]]:
        """Give every record behind the head with one cell per column; empty ones are `[]`.

        Record number `head_row + n` is the n-th, as a spreadsheet counts.

        Raises
        ------
        CatalogError
            The file cannot be read any more.
        """
        self.mended = self.short = 0
        width = len(self.columns)
        for cells in itertools.islice(self.raw.records(), self.head_row, None):
            if len(cells) == width:
                yield cells
            else:
                yield self._fitted(cells, width) if any(cells) else []

    def batches(self) -> Iterator[list[list[str]]]:
        """Give the same rows, some hundred at a time, for what is quicker done to many at once."""
        rows = self.rows()
        while batch := list(itertools.islice(rows, BATCH)):
            yield batch

    def _fitted(self, cells: list[str], width: int) -> list[str]:
        dialect = getattr(self.raw, "dialect", None)
        if len(cells) < width:
            self.short += dialect is not None  # a sheet's row simply ends with its last full cell
            return cells + [""] * (width - len(cells))
        if any(cells[width:]):
            self.mended += 1
            sign = dialect.delimiter if dialect else ","
            return [*cells[: width - 1], sign.join(cells[width - 1 :])]
        return cells[:width]

    def shown(self, column: int) -> str:
        """Give a column's name on one line, cut where it is no name."""
        name = " ".join(self.columns[column].split())
        if len(name) > _SHOWN:
            return f"{name[:_SHOWN]}… ({len(name):,} characters)"
        return name


def with_head(raw: RawTable, wanted: Sequence[str] = ()) -> Table:
    """Find the record that names a table's columns.

    Parameters
    ----------
    raw : RawTable
    wanted : sequence of str
        Names that the user knows; the head is the record that holds them.

    Raises
    ------
    CatalogError
        The table is empty, or wider than any shop's.
    """
    first = list(itertools.islice(raw.records(), _AMONG))
    if (widest := max(map(len, first), default=0)) > MOST_COLUMNS:
        cause = f"has {widest:,} columns; at most {MOST_COLUMNS:,} are read"
        raise CatalogError(raw.path, cause)
    filled = [number for number, cells in enumerate(first) if any(cell.strip() for cell in cells)]
    if not filled:
        raise CatalogError(raw.path, "empty, or without a row of column names")
    named = [n for n in filled if set(wanted) & {cell.strip() for cell in first[n]}]
    found = named[0] if named else _head(first, filled)
    if found is None:
        width = max(len(first[number]) for number in filled)
        columns = tuple(f"column {at + 1}" for at in range(width))
        return Table(raw, filled[0], columns)
    return Table(raw, found + 1, tuple(cell.strip() for cell in first[found]))


def _head(first: Sequence[list[str]], filled: Sequence[int]) -> int | None:
    """Choose the record that reads like names; the last of those that read so equally well.

    A marketplace's template names its columns twice, for people and for programs.
    """
    scores = {number: _names(first[number]) for number in filled[:-1] or filled}
    best = max(scores.values())
    if best >= 1:
        alike = [number for number in scores if scores[number] >= 0.8 * best]
        after = itertools.takewhile(
            lambda number: number in alike, filled[filled.index(alike[0]) :]
        )
        return max(after)
    # Without a known word: the first row that is as wide as what follows, and holds no values.
    width = max(sum(map(bool, first[number])) for number in filled)
    for number in scores:
        cells = first[number]
        if sum(map(bool, cells)) >= max(1, width - 1):
            return None if any(map(_is_value, cells)) else number
    return None


def _names(cells: Sequence[str]) -> float:
    """Count the cells that read like names of columns, less those that are plainly values."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    values = sum(map(_is_value, texts))
    return sum(map(is_head_word, texts)) - 2 * values


def _is_value(cell: str) -> bool:
    text = cell.strip()
    number = text.replace(".", "", 1).replace(",", "", 1).replace("-", "", 1)
    return number.isdigit() or looks_like_image(text) or "://" in text or rounded(text) is not None
