"""Which columns a table has, and in which order: named, checked, kept as a small file."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from core import outputs
from core.errors import ColumnsUnusable, os_cause, printable
from core.given_files import read_text
from core.report.tables.columns import COLUMNS

LONGEST_BYTES: Final = 100_000
"""Of a file of columns; more is some other file."""


def checked(names: Iterable[str], offered: Sequence[str] = COLUMNS) -> tuple[str, ...]:
    """Give these columns of those offered in their order, upper and lower case alike.

    Raises
    ------
    ColumnsUnusable
        None is named, one is unknown, or one is named twice.
    """
    found = tuple(filter(None, (name.strip().casefold() for name in names)))
    if not found:
        raise ColumnsUnusable(f"no column is named; there are {', '.join(offered)}")
    unknown = [name for name in found if name not in offered]
    if unknown:
        named = ", ".join(f'"{printable(name)}"' for name in unknown)
        raise ColumnsUnusable(f"no column {named}; there are {', '.join(offered)}")
    twice = [name for name in offered if found.count(name) > 1]
    if twice:
        raise ColumnsUnusable(f"named twice: {', '.join(twice)}")
    return found


def read_columns(path: Path, offered: Sequence[str] = COLUMNS) -> tuple[str, ...]:
    """Read a file of columns, one a line.

    Raises
    ------
    ColumnsUnusable
        Not to be read, or `checked` refuses what it names.
    """
    named = printable(path)
    try:
        lines = read_text(path, LONGEST_BYTES, "utf-8-sig").splitlines()
    except OSError as error:
        raise ColumnsUnusable(f"{named}: {os_cause(error)}") from error
    except UnicodeDecodeError as error:
        raise ColumnsUnusable(f"{named}: is not text in UTF-8") from error
    try:
        return checked(lines, offered)
    except ColumnsUnusable as error:
        raise ColumnsUnusable(f"{named}: {error}") from error


def write_columns(names: Sequence[str], path: Path) -> None:
    """Keep columns as a file, one a line; ExportFailed where it cannot be written."""
    outputs.write_text(path, "".join(f"{name}\n" for name in names))
