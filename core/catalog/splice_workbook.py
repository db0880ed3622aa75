"""Cells of a workbook changed in its parts: formats, formulas, pictures, other sheets stay."""

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final
from xml.parsers import expat
from xml.sax.saxutils import escape

from core.catalog.edits import Edits
from core.catalog.feed import end_of_element, parse
from core.catalog.feed_survey import local
from core.catalog.inspection import Inspection, OnProgress
from core.catalog.workbook import NEEDED
from core.entities import Progress
from core.errors import CatalogError

_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_TAG: Final = re.compile(rb"<([^\s/>]+)")
_STYLE: Final = re.compile(rb'\ss="(\d+)"')
_CELL: Final = (
    b'<%(p)bc r="%(at)b"%(style)b t="inlineStr"><%(p)bis><%(p)bt xml:space="preserve">'
    b"%(text)b</%(p)bt></%(p)bis></%(p)bc>"
)
_COLUMN: Final = re.compile(r"[A-Z]+")


def write_workbook(
    found: Inspection, edits: Edits, target: Path, on_progress: OnProgress | None = None
) -> None:
    """Write a workbook with new category cells; every other part is copied.

    Raises
    ------
    CatalogError
        A category is the result of a formula, or a row is not where it was.
    OSError
    """
    with zipfile.ZipFile(found.path) as source:
        how_far = _HowFar(
            found.path, sum(part.file_size for part in source.infolist()), on_progress
        )
        parts = _sheet_parts(source)
        changed: dict[str, bytes] = {}
        for number, reading in enumerate(found.readings):
            cells, _ = edits.of_sheet(number)
            if cells and reading.roles.category is not None:
                name = parts[reading.table.raw.name]
                data = changed.get(name, source.read(name))
                sheet = _Sheet(found.path, data, reading.roles.category, cells)
                changed[name] = sheet.spliced(how_far.tell)
        with zipfile.ZipFile(target, "w") as out:
            for part in source.infolist():
                how_far.tell(0)
                out.writestr(part, changed.get(part.filename) or source.read(part),
                             compress_type=part.compress_type)  # fmt: skip
                how_far.done += part.file_size


class _HowFar:
    """Tells how much of a workbook is written: parsing a sheet counts nothing, copying it does."""

    def __init__(self, path: Path, total: int, on_progress: OnProgress | None) -> None:
        self._name, self._total, self._on_progress = path.name, total, on_progress
        self.done = 0

    def tell(self, _: int) -> None:
        """Tell it; raises where the writing is to stop."""
        if self._on_progress is not None:
            self._on_progress(Progress(self.done, self._total, self._name))


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Find each sheet's part by the workbook's own list."""
    from defusedxml.ElementTree import fromstring

    targets = {one.get("Id"): one.get("Target", "") for one in fromstring(archive.read(_RELATIONS))}
    found = {}
    for element in fromstring(archive.read(NEEDED)).iter():
        if local(element.tag) == "sheet":
            key = next((v for name, v in element.attrib.items() if local(name) == "id"), "")
            target = targets.get(key, "")
            absolute = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found[element.get("name", "")] = str(PurePosixPath(absolute))
    return found


def column_letters(column: int) -> str:
    """Give a column's letters: 0 is A, 26 is AA."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def column_number(letters: str) -> int:
    """Give a column by its letters: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _Sheet:
    """One sheet's XML: where cells stand in its bytes."""

    def __init__(self, path: Path, data: bytes, column: int, cells: Mapping[int, str]) -> None:
        self._path, self._data, self._column, self._cells = path, data, column, cells
        self._splices: list[tuple[int, int, bytes]] = []
        self._done: set[int] = set()
        self._row = self._place = self._start = 0
        self._in_cell = False
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end

    def spliced(self, on_block: Callable[[int], None]) -> bytes:
        """Give the bytes with the new cells."""
        parse(self._parser, self._data, on_block)
        if missing := sorted(set(self._cells) - self._done):
            raise CatalogError(self._path, f"row {missing[0]:,} is not in the sheet any more")
        pieces, at = [], 0
        for start, end, new in self._splices:
            pieces += [self._data[at:start], new]
            at = end
        return b"".join((*pieces, self._data[at:]))

    def _begin(self, name: str, attributes: dict[str, Any]) -> None:
        match local(name):
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._place = -1
            case "c" if self._row in self._cells and self._row not in self._done:
                letters = _COLUMN.match(attributes.get("r", ""))
                # A cell may leave out where it stands: it follows the one before.
                self._place = column_number(letters[0]) if letters else self._place + 1
                if self._place == self._column:
                    self._start, self._in_cell = self._parser.CurrentByteIndex, True
                elif self._place > self._column:
                    self._insert(self._parser.CurrentByteIndex)
            case "f" if self._in_cell:
                raise CatalogError(
                    self._path, f"the category in row {self._row:,} is the result of a formula"
                )

    def _end(self, name: str) -> None:
        at = self._parser.CurrentByteIndex
        if local(name) == "c" and self._in_cell:
            self._in_cell = False
            head = self._data[self._start : self._data.index(b">", self._start)]
            style = _STYLE.search(head)
            self._put(
                self._start, end_of_element(self._data, self._start, at), style[1] if style else b""
            )
        elif local(name) == "row" and self._row in self._cells and self._row not in self._done:
            self._insert(at)

    def _insert(self, at: int) -> None:
        """Add a cell that the row leaves out, in front of the next one or the row's end."""
        self._put(at, at, b"")

    def _put(self, start: int, end: int, style: bytes) -> None:
        tag = _TAG.match(self._data, start)
        name = tag[1].lstrip(b"/") if tag else b""
        prefix = name[: name.index(b":") + 1] if b":" in name else b""
        text = escape(self._cells[self._row]).encode("ascii", "xmlcharrefreplace")
        self._splices.append((start, end, _CELL % {
            b"p": prefix, b"at": f"{column_letters(self._column)}{self._row}".encode(),
            b"style": b' s="%b"' % style if style else b"", b"text": text,
        }))  # fmt: skip
        self._done.add(self._row)
