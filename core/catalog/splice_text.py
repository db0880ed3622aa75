"""Cells of a text table changed in place: bytes in front of, between and behind them stay."""

from collections.abc import Mapping, Set
from pathlib import Path
from typing import BinaryIO, Final

from core.catalog.delimited import DelimitedTable
from core.catalog.inspection import REPORT_EVERY, OnProgress, Reading
from core.catalog.lines import CLOSING, MARK, Dialect
from core.catalog.text_form import TextForm
from core.entities import Progress
from core.errors import CatalogError

_ENDS: Final = ("\r\n", "\n", "\r")


def write_text_table(
    reading: Reading,
    cells: Mapping[int, str],
    rows: Set[int],
    target: Path,
    only_changed: bool,
    on_progress: OnProgress | None = None,
) -> None:
    """Write a text table with new category cells.

    Parameters
    ----------
    reading : Reading
    cells : mapping of int to str
        New text, by record number.
    rows : set of int
        Records to keep where `only_changed`.
    target : Path
    only_changed : bool
    on_progress : callable, optional
        Told the bytes that are done; raises to stop.

    Raises
    ------
    CatalogError
        A row cannot be taken apart without doubt, or a word is not in the encoding.
    OSError
    """
    raw, head = reading.table.raw, reading.table.head_row
    assert isinstance(raw, DelimitedTable) and (reading.roles.category is not None or not cells)
    column = reading.roles.category or 0
    size = raw.path.stat().st_size
    with raw.path.open("rb") as source, target.open("wb") as out:
        if raw.text.marked:
            out.write(source.read(len(raw.text.bytes_of(MARK))))
        for number, (text, values) in enumerate(raw.raw_records(), start=1):
            untouched = _same_bytes(source, text, raw, number)
            if on_progress is not None and number % REPORT_EVERY == 0:
                on_progress(Progress(source.tell(), size, raw.path.name))
            if number in cells:
                changed = _changed(text, values, column, cells[number], raw, number)
                out.write(_encoded(changed, raw.text, raw.path, number))
            elif not only_changed or number <= head or number in rows:
                out.write(untouched)
        out.write(source.read())


def _same_bytes(source: BinaryIO, text: str, raw: DelimitedTable, number: int) -> bytes:
    """Take a record's own bytes from the file; they must be what its text stands for."""
    expected = raw.text.bytes_of(text)
    found = source.read(len(expected))
    if found != expected:
        raise CatalogError(
            raw.path, f"row {number:,} cannot be written back byte for byte in {raw.text.words}"
        )
    return found


def _encoded(text: str, form: TextForm, path: Path, number: int) -> bytes:
    try:
        return form.bytes_of(text)
    except UnicodeEncodeError as error:
        raise CatalogError(
            path, f"row {number:,}: {error.object[error.start]!r} cannot be written in {form.words}"
        ) from error


def _changed(
    text: str, values: list[str], column: int, new: str, raw: DelimitedTable, number: int
) -> str:
    spans = cell_spans(text, raw.dialect)
    if len(spans) != len(values) or column >= len(spans):
        raise CatalogError(
            raw.path, f"row {number:,} has torn quotes or too few cells, so it is not changed"
        )
    start, end = spans[column]
    return text[:start] + written(new, text[start:end], raw.dialect) + text[end:]


def cell_spans(record: str, dialect: Dialect) -> list[tuple[int, int]]:
    """Give where a record's cells stand, quotes included, the line end left out."""
    end = len(record) - next((len(sign) for sign in _ENDS if record.endswith(sign)), 0)
    spans: list[tuple[int, int]] = []
    at = 0
    while True:
        if dialect.spaced:
            at += len(record[at:end]) - len(record[at:end].lstrip(" "))
        inner = at
        if record.startswith('"', at) and (found := CLOSING[dialect.escaped].match(record, at + 1)):
            inner = found.end()
        stop = record.find(dialect.delimiter, inner, end)
        spans.append((at, end if stop < 0 else stop))
        if stop < 0:
            return spans
        at = stop + 1


def written(text: str, before: str, dialect: Dialect) -> str:
    """Write a cell in the manner of the one before: quoted if that was, or if it must be."""
    needed = any(sign in text for sign in (dialect.delimiter, '"', "\n", "\r"))
    if not needed and not before.startswith('"') and text == text.strip():
        return text
    inner = text.replace("\\", "\\\\") if dialect.escaped else text
    return '"' + inner.replace('"', '\\"' if dialect.escaped else '""') + '"'
