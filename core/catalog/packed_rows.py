"""The cells of a shop's file that tell products and photos, packed: enough to match photos later.

A review keeps them, so that photos that come after the import find their products without the
file. Columns without a role are left out: a million rows of 280 MB weigh 10 MB.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from core.catalog.roles import Roles
from core.catalog.table import Table

ROWS_TOGETHER: Final = 2000
_FAST: Final = 1
"""Of zlib's levels: columns of addresses shrink to a tenth by it already."""


def _used(roles: Roles) -> tuple[int, ...]:
    """Give the columns that have a role."""
    single = (roles.group, roles.key, roles.category, roles.title, roles.parent_id)
    return tuple(sorted({*roles.photos, *(at for at in single if at is not None)}))


class Packer:
    """Packs the rows of one table, some at a time.

    Attributes
    ----------
    parts : list of bytes
        What was packed so far; complete after `finish`.
    """

    def __init__(self, roles: Roles) -> None:
        self.parts: list[bytes] = []
        self._columns = _used(roles)
        self._rows: list[list[str]] = []

    def add(self, cells: Sequence[str]) -> None:
        """Pack a row, which has a cell for each column."""
        self._rows.append([cells[at] for at in self._columns])
        if len(self._rows) == ROWS_TOGETHER:
            self.finish()

    def add_all(self, rows: Sequence[Sequence[str]]) -> None:
        """Pack rows; empty ones are left out."""
        for cells in filter(None, rows):
            self.add(cells)

    def finish(self) -> None:
        """Pack what is left."""
        if self._rows:
            text = json.dumps(self._rows, separators=(",", ":"))
            self.parts.append(zlib.compress(text.encode(), _FAST))
            self._rows = []


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Packed rows, read as a table of a shop's file is.

    Attributes
    ----------
    path : Path
        The file that they are of; it may be gone.
    name : str
        The sheet's.
    parts : sequence of bytes
    """

    path: Path
    name: str
    parts: Sequence[bytes]

    @property
    def form(self) -> str:
        """The format in words."""
        return "rows of an earlier import"

    def records(self) -> Iterator[list[str]]:
        """Give all rows; there is no head."""
        for part in self.parts:
            yield from json.loads(zlib.decompress(part))


def unpacked(rows: PackedRows, columns: Sequence[str], roles: Roles) -> tuple[Table, Roles]:
    """Give packed rows as a table, with the places that its columns have in it.

    Parameters
    ----------
    rows : PackedRows
    columns : sequence of str
        Of the file.
    roles : Roles
        By which the rows were packed.
    """
    kept = _used(roles)
    place = {at: number for number, at in enumerate(kept)}

    def moved(at: int | None) -> int | None:
        return None if at is None else place[at]

    inside = replace(
        roles,
        photos=tuple(place[at] for at in roles.photos),
        group=moved(roles.group),
        key=moved(roles.key),
        category=moved(roles.category),
        title=moved(roles.title),
        parent_id=moved(roles.parent_id),
    )
    return Table(rows, 0, tuple(columns[at] for at in kept)), inside
