"""Which columns the tables of a review have, on the command line."""

from pathlib import Path
from typing import Final

import click

from core.cli.options import FILE, gathered
from core.report.tables.chosen_columns import checked, read_columns
from core.report.tables.columns import COLUMNS, Columns

_OPTIONS: Final = {
    "columns": click.option(
        "--columns", metavar="NAME,NAME...",
        help=f"Columns of the tables, in this order. Without it all of them: {', '.join(COLUMNS)}.",
    ),
    "columns_from": click.option(
        "--columns-from", type=FILE, metavar="FILE",
        help="The same from a file, one column a line, as the window saves them.",
    ),
}  # fmt: skip


def _chosen(*, columns: str | None, columns_from: Path | None) -> Columns | None:
    if columns is not None and columns_from is not None:
        raise click.UsageError("either --columns or --columns-from")
    if columns_from is not None:
        return read_columns(columns_from)
    return None if columns is None else checked(columns.split(","))


with_columns: Final = gathered("table_columns", _OPTIONS, _chosen)
"""Gives a command the options above; it is called with `table_columns`, None for all."""
