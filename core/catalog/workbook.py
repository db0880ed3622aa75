"""Workbooks: every sheet, read without loading it whole, numbers as the sheet shows them."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from core.errors import CatalogError, os_cause

LARGEST_BYTES: Final = 2 << 30
"""Of a workbook unpacked; a shop's largest has a tenth."""
_LARGEST_RATIO: Final = 500
"""Unpacked to packed, above which a part of a megabyte is a bomb; tables reach 30."""
_ZEROS: Final = re.compile(r"0+")
_DECIMALS: Final = re.compile(r"0\.(0+)")
_DAMAGED: Final = "a damaged workbook"
NEEDED: Final = "xl/workbook.xml"


@dataclass(slots=True)
class SheetTable:
    """One sheet of a workbook.

    Attributes
    ----------
    path : Path
    name : str
        The sheet's.
    """

    path: Path
    name: str
    form: str = "Excel workbook"

    def records(self) -> Iterator[list[str]]:
        """Give all rows as texts, empty ones as empty lists.

        Raises
        ------
        CatalogError
            The workbook is damaged.
        """
        with closing(_opened(self.path)) as book:
            try:
                sheet = book[self.name]
                sheet.reset_dimensions()  # what programs note there is often wrong
                yield from (_texts(row) for row in sheet.iter_rows())
            except (*_TROUBLE, TypeError) as error:
                raise CatalogError(self.path, _DAMAGED) from error


def open_workbook(path: Path) -> list[SheetTable]:
    """Give a workbook's sheets, in order.

    Raises
    ------
    CatalogError
        It is damaged, or unpacks to more than a table can hold.
    """
    check_size(path)
    with closing(_opened(path)) as book:
        return [SheetTable(path, sheet.title) for sheet in book.worksheets]


def check_size(path: Path) -> None:
    """Refuse what would fill the memory; sizes stand in the archive's own list."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except _TROUBLE as error:
        cause = os_cause(error) if isinstance(error, OSError) else _DAMAGED
        raise CatalogError(path, cause) from error
    if NEEDED not in {part.filename for part in parts}:
        raise CatalogError(
            path, "an archive, but no Excel workbook; save the table as .xlsx or CSV"
        )
    if sum(part.file_size for part in parts) > LARGEST_BYTES or any(
        part.file_size > (1 << 20) and part.file_size > _LARGEST_RATIO * part.compress_size
        for part in parts
    ):
        raise CatalogError(path, "unpacks to far more than a table holds, so it is not opened")


_TROUBLE: Final = (
    KeyError, ValueError, AttributeError, IndexError, OSError, SyntaxError, EOFError, RuntimeError,
    zipfile.BadZipFile, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What openpyxl and the readers below it raise on broken parts; ParseError is a SyntaxError.

NotImplementedError, of an archive in a form of the future, is a RuntimeError, as is a locked part.
"""


def _opened(path: Path) -> Any:  # noqa: ANN401 - openpyxl has no types
    import openpyxl

    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (*_TROUBLE, TypeError) as error:
        raise CatalogError(path, _DAMAGED) from error


def _texts(row: tuple[Any, ...]) -> list[str]:
    texts = [shown(cell.value, getattr(cell, "number_format", "")) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def shown(value: object, number_format: str = "") -> str:
    """Give a cell's value as the sheet shows it, with all digits of long numbers.

    A spreadsheet shows 8901230000000 as 8.90123E+12 but holds every digit; 123 in the format
    00000 is the article 00123.
    """
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, number_format)
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
    return str(value)


def _number(value: float, number_format: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    whole = int(value)
    if _ZEROS.fullmatch(number_format):
        return f"{whole:0{len(number_format)}d}"
    if decimals := _DECIMALS.fullmatch(number_format):
        return f"{whole}.{decimals[1]}"
    return str(whole)
