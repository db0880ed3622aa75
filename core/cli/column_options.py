"""Which columns the tables of a command have, on the command line, and who opens its CSV."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from core.cli.options import FILE, Decorator, choice, gathered, only_with
from core.report.tables.chosen_columns import checked, read_columns
from core.report.tables.columns import Columns
from core.spreadsheets import CsvFor

CSV_FOR: Final = click.option(
    "--csv-for", type=choice(CsvFor), default=CsvFor.PROGRAMS.value, show_default=True,
    help="Who opens the CSV: programs (UTF-8), excel (with a mark at its "
    "beginning, or letters such as ü are garbled), excel-semicolon (also semicolons and decimal "
    "commas, as German Excel reads them).",
)  # fmt: skip


COLUMN_OPTIONS: Final = ("columns", "columns_from")
"""What they are called where the command line has parsed them."""


def with_columns(offered: Sequence[str]) -> Decorator:
    """Give a command options for its tables' columns; `table_columns` is None for all of them."""
    options = {
        "columns": click.option(
            "--columns", metavar="NAME,NAME...",
            help="Columns of the tables, in this order. Without it all of them: "
            f"{', '.join(offered)}.",
        ),
        "columns_from": click.option(
            "--columns-from", type=FILE, metavar="FILE",
            help="The same from a file, one column a line, as the window saves them.",
        ),
    }  # fmt: skip

    def chosen(*, columns: str | None, columns_from: Path | None) -> Columns | None:
        if columns is not None and columns_from is not None:
            raise click.UsageError("either --columns or --columns-from")
        if columns_from is not None:
            return read_columns(columns_from, offered)
        return None if columns is None else checked(columns.split(","), offered)

    return gathered("table_columns", options, chosen)


def csv_reader(said: str, *files: Path | None) -> CsvFor:
    """Give for whom CSV is written; raises UsageError where none of these files is any."""
    csv = [file for file in files if file and file.suffix.lower() == ".csv"]
    only_with(csv, "for CSV, and none is written", "csv_for")
    return CsvFor(said)
