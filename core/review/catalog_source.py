"""What a review remembers of the shop's file that it was fed: how it was read, and its rows.

The rows' marks, four bytes each, tell at the export whether the file is still the same, and
which row is not. Their cells about products and photos are kept as well, for photos to come.
"""

import base64
import json
import os
import re
import sqlite3
import zlib
from array import array
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from core.catalog.column_classes import listed_in
from core.catalog.inspection import Inspection, Reading
from core.catalog.packed_rows import PackedRows, unpacked
from core.catalog.reading import open_tables
from core.catalog.roles import Proposal, Roles
from core.catalog.table import Table
from core.errors import CatalogError
from core.review.store import Review

_KEY: Final = "catalog"
_NUMBERS: Final = re.compile(r"[,;|\s]+")
_PARTS: Final = "SELECT rows FROM catalog_rows WHERE sheet = ? ORDER BY part"


@dataclass(frozen=True, slots=True)
class Source:
    """A shop's file as it was imported.

    Attributes
    ----------
    name : str
        Of the file.
    encoding : str or None
        Of a text file.
    sheets : list of dict
        Name, head row and roles of each table that was read.
    marks : list of array of uint32
        One for each row of each table.
    path : str
        Where it lay; empty in reviews that were made before this was noted.
    """

    name: str
    encoding: str | None
    sheets: list[dict[str, Any]]
    marks: "list[array[int]]"
    path: str = ""

    @property
    def rows(self) -> int:
        """Rows of a file that holds one table, as they are counted; 0 of one with several."""
        return self.sheets[0]["head_row"] + len(self.marks[0]) if len(self.sheets) == 1 else 0

    def readings(self, path: Path) -> list[Reading]:
        """Open a file as the imported one was read.

        Raises
        ------
        CatalogError
            It is not the same kind of file.
        """
        tables = {table.raw.name: table for table in open_tables(path, encoding=self.encoding)}
        found = []
        for sheet in self.sheets:
            opened = tables.get(sheet["sheet"])
            if opened is None:
                raise CatalogError(path, _missing(sheet["sheet"]))
            table = Table(opened.raw, sheet["head_row"], tuple(sheet["columns"]), opened.listed)
            found.append(Reading(table, Proposal(_roles(sheet), {}, [])))
        return found

    def kept_readings(self, review: Review) -> list[Reading]:
        """Give the rows that the review keeps, as readings of the file; none of an older import."""
        found = []
        for number, sheet in enumerate(self.sheets):
            parts = review.database.rows(_PARTS, (number,))
            rows = PackedRows(Path(self.name), sheet["sheet"], [part for (part,) in parts])
            table, roles = unpacked(rows, sheet["columns"], _roles(sheet))
            table.listed = sheet.get("listed", {})
            if parts:
                found.append(Reading(table, Proposal(roles, {}, [])))
        return found

    def check(self, found: Inspection) -> None:
        """Refuse a file whose rows are not those that were imported.

        Raises
        ------
        CatalogError
            Naming the first row that differs.
        """
        for number, (then, now) in enumerate(zip(self.marks, found.digests, strict=True)):
            head = found.readings[number].table.head_row
            pairs = zip(then, now, strict=False)
            changed = next((at for at, (old, new) in enumerate(pairs) if old != new), None)
            if changed is None and len(then) != len(now):
                changed = min(len(then), len(now))
            if changed is not None:
                raise CatalogError(
                    found.path,
                    f"row {head + 1 + changed:,} is not what it was when the file was imported; "
                    "import it again",
                )


def _missing(sheet: str) -> str:
    if not sheet:
        return "a workbook, where a file of another kind was imported"
    return f"lacks the sheet {sheet!r} that was imported"


def _roles(sheet: dict[str, Any]) -> Roles:
    return Roles(**{**sheet["roles"], "photos": tuple(sheet["roles"]["photos"])})


def keep(connection: sqlite3.Connection, found: Inspection) -> None:
    """Note how a file was read, and keep what its rows say of products and photos."""
    connection.execute("DELETE FROM catalog_rows")
    connection.executemany(
        "INSERT INTO catalog_rows VALUES (?, ?, ?)",
        (
            (sheet, number, part)
            for sheet, parts in enumerate(found.packed)
            for number, part in enumerate(parts)
        ),
    )
    text = getattr(found.readings[0].table.raw, "text", None)
    note = {
        "name": found.path.name,
        "path": os.path.abspath(found.path),  # noqa: PTH100 - links are kept as they are
        "encoding": text.encoding if text else None,
        "sheets": [
            {"sheet": reading.table.raw.name, "head_row": reading.table.head_row,
             "columns": list(reading.table.columns), "roles": asdict(reading.roles),
             "listed": _listed(reading, found)}
            for reading in found.readings
        ],
        "marks": [base64.b64encode(zlib.compress(marks.tobytes())).decode()
                  for marks in found.digests],
    }  # fmt: skip
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_KEY, json.dumps(note)),
    )


def _listed(reading: Reading, found: Inspection) -> dict[str, str]:
    """Give the names of the numbers that stand in its categories, alone or in lists."""
    numbers = {one for term in found.tally.term_names for one in _NUMBERS.split(term)}
    listed = listed_in(reading.table, reading.category_name)
    return {key: name for key, name in listed.items() if key in numbers}


def kept_of(review: Review) -> Source | None:
    """Give what the review remembers; None where nothing was imported."""
    rows = review.database.rows("SELECT value FROM meta WHERE key = ?", (_KEY,))
    if not rows:
        return None
    note = json.loads(rows[0][0])
    marks = []
    for text in note.pop("marks"):
        row_marks = array("I")
        row_marks.frombytes(zlib.decompress(base64.b64decode(text)))
        marks.append(row_marks)
    return Source(**note, marks=marks)
