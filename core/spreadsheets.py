"""Tables as text that spreadsheets open: cells that none of them runs, and the forms of CSV."""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TextIO

from core import outputs


class CsvFor(StrEnum):
    """Who is to open a CSV file."""

    PROGRAMS = "programs"
    EXCEL = "excel"
    EXCEL_SEMICOLON = "excel-semicolon"


BETWEEN: Final = " | "
"""Stands between the parts of a list in one cell."""
ESCAPING: Final = "backslashreplace"
"""How a CSV file holds what UTF-8 cannot: lone surrogates as escapes."""
DECIMALS: Final = 6
"""Of a float in a table."""

_FORMULA: Final = re.compile(r"'* *[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may take for a formula's beginning, or skips before one; the full-width forms,
which some treat alike; and either behind apostrophes, so that `unneutral` knows which are ours."""


def neutral(text: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe before what may begin a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unneutral(text: str) -> str:
    """Give a text as it was before `neutral`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def cell(value: object, decimals: int | None = DECIMALS) -> str:
    """Write a value for a cell: nothing for None, yes or no, a list's parts beside each other.

    `decimals` are those of a float; None for as many as it has.
    """
    said = _said(value, decimals)
    return neutral(said) if isinstance(value, str | list) else said


def _said(value: object, decimals: int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return BETWEEN.join(_said(one, decimals) for one in value)
    if isinstance(value, float) and decimals is not None:
        return f"{value:.{decimals}f}"
    return str(value)


@dataclass(frozen=True, slots=True)
class _Form:
    encoding: str = "utf-8"
    delimiter: str = ","
    point: str = "."


_FORMS: Final = {
    CsvFor.PROGRAMS: _Form(),
    CsvFor.EXCEL: _Form("utf-8-sig"),
    CsvFor.EXCEL_SEMICOLON: _Form("utf-8-sig", ";", ","),
}


class CsvTable:
    """Writes rows into an open file, every text neutral.

    Parameters
    ----------
    file : TextIO
    for_whom : CsvFor
    decimals : int or None
        As of `cell`.
    """

    def __init__(
        self, file: TextIO, for_whom: CsvFor = CsvFor.PROGRAMS, decimals: int | None = DECIMALS
    ) -> None:
        form = _FORMS[for_whom]
        self._point, self._decimals = form.point, decimals
        self._writer: Any = csv.writer(file, delimiter=form.delimiter)

    def row(self, values: Iterable[object]) -> None:
        """Write a row."""
        self._writer.writerow([self._cell(value) for value in values])

    def _cell(self, value: object) -> str:
        text = cell(value, self._decimals)
        return text.replace(".", self._point) if isinstance(value, float) else text


@contextmanager
def writing_csv(
    path: Path, for_whom: CsvFor = CsvFor.PROGRAMS, decimals: int | None = DECIMALS
) -> Iterator[CsvTable]:
    """Write a table wholly or not at all; lone surrogates become escapes.

    Parameters
    ----------
    path : Path
    for_whom : CsvFor
    decimals : int or None
        As of `cell`.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    with (
        outputs.writing(path) as temporary,
        temporary.open(
            "w", encoding=_FORMS[for_whom].encoding, errors=ESCAPING, newline=""
        ) as file,
    ):
        yield CsvTable(file, for_whom, decimals)
