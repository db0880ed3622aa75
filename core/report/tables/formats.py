"""A review's table as a file: each format a class, and its line in `TABLE_FORMATS`.

That table is the closed set itself, not an enum elsewhere that would have to be kept equal to it:
the options of `tagproof review`, the window's choices, file dialogs and previews, and what the
settings may hold all follow from it, so that a new format is written down in this file alone.
What a format lacks, `abc` and mypy refuse. Libraries are imported by the method that needs them.
"""

import json
from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from core import drafts, outputs
from core.report.json_text import dumped
from core.report.order import ExportFormat, ExportOrder
from core.report.tables.columns import COLUMNS, PART, SCHEMA, Columns, ReviewRow
from core.spreadsheets import CsvFor, writing_csv
from core.vocabulary import ExportKind


class TableFormat(ExportFormat):
    """Rows in a file.

    Attributes
    ----------
    option_help : str
        What the command line says of its option, which is called as the suffix.
    """

    kind = ExportKind.TABLE
    option_help: ClassVar[str]

    @property
    def option(self) -> str:
        """Its option's name on the command line, without dashes."""
        return self.suffix.removeprefix(".")

    def write(self, order: ExportOrder, target: Path) -> None:
        """Write the order's rows."""
        columns = order.columns or COLUMNS
        self.write_rows(order.watched(order.rows()), target, order.folder, columns)

    @abstractmethod
    def write_rows(
        self, rows: Iterable[ReviewRow], path: Path, folder: Path, columns: Columns = COLUMNS
    ) -> None:
        """Write rows.

        Parameters
        ----------
        rows : iterable of ReviewRow
        path : Path
        folder : Path
            Where the rows' paths begin.
        columns : tuple of str
            What is written of each row, in this order.

        Raises
        ------
        ExportFailed
            Nothing half-written is left.
        """

    def sample(self, rows: Iterable[ReviewRow], columns: Columns = COLUMNS) -> str:
        """Give the text of such a file."""
        with drafts.folder() as folder:
            file = folder / f"sample{self.suffix}"
            self.write_rows(rows, file, folder, columns)
            return file.read_text("utf-8")


@dataclass(frozen=True)
class Csv(TableFormat):
    """UTF-8, lone surrogates as escapes.

    Attributes
    ----------
    for_whom : CsvFor
    """

    for_whom: CsvFor = CsvFor.PROGRAMS
    name = "CSV"
    suffix = ".csv"
    option_help = "Table of all photos."

    def write_rows(
        self, rows: Iterable[ReviewRow], path: Path, folder: Path, columns: Columns = COLUMNS
    ) -> None:
        """Write a header and a line per row."""
        with writing_csv(path, self.for_whom) as table:
            table.row(columns)
            for row in rows:
                table.row(row[name] for name in columns)


class Xlsx(TableFormat):
    """For people: frozen header, filters, thumbnails."""

    kind = ExportKind.WORKBOOK
    name = "Excel"
    suffix = ".xlsx"
    option_help = "The same as an Excel workbook with thumbnails."

    def write_rows(
        self, rows: Iterable[ReviewRow], path: Path, folder: Path, columns: Columns = COLUMNS
    ) -> None:
        """Write one sheet; ExportFailed also where it has no room for all rows."""
        from core.report.tables import workbook

        workbook.write_xlsx(rows, path, folder, columns)

    def sample(self, rows: Iterable[ReviewRow], columns: Columns = COLUMNS) -> str:
        """Give the text of a CSV file with the same cells."""
        return Csv().sample(rows, columns)


class Json(TableFormat):
    """One object: the schema's name, and the rows as a list."""

    name = "JSON"
    suffix = ".json"
    option_help = "The same as JSON."

    def write_rows(
        self, rows: Iterable[ReviewRow], path: Path, folder: Path, columns: Columns = COLUMNS
    ) -> None:
        """Write a line per row, brackets around them."""
        with (
            outputs.writing(path) as temporary,
            temporary.open("w", encoding="utf-8", newline="\n") as file,
        ):
            file.write(f'{{"schema": {json.dumps(_schema(columns))}, "photos": [')
            for number, row in enumerate(rows):
                file.write(",\n" if number else "\n")
                file.write(dumped(_part(row, columns)))
            file.write("\n]}\n")


class JsonLines(TableFormat):
    """An object per line, each with its schema's name."""

    name = "JSON Lines"
    suffix = ".jsonl"
    option_help = "The same as JSON Lines."

    def write_rows(
        self, rows: Iterable[ReviewRow], path: Path, folder: Path, columns: Columns = COLUMNS
    ) -> None:
        """Write a line per row."""
        with (
            outputs.writing(path) as temporary,
            temporary.open("w", encoding="utf-8", newline="\n") as file,
        ):
            first: ReviewRow = {"schema": _schema(columns)}
            file.writelines(f"{dumped(first | _part(row, columns))}\n" for row in rows)


def _schema(columns: Columns) -> str:
    """Name what describes these rows: in the whole table no field is missing."""
    return SCHEMA if columns == COLUMNS else PART


def _part(row: ReviewRow, columns: Columns) -> ReviewRow:
    return row if columns == COLUMNS else {name: row[name] for name in columns}


TABLE_FORMATS: Final[tuple[TableFormat, ...]] = (Csv(), Xlsx(), Json(), JsonLines())
"""All there are, in the order in which they are offered."""
