"""The command `classify`: tags alone, as a table."""

from pathlib import Path

import click

from core.cli.class_options import choosing_classes
from core.cli.column_options import CSV_FOR, csv_reader, with_columns
from core.cli.options import ANY_PATHS, PACK, exit_code, keep_apart, output
from core.report.tables.columns import OUTCOME_COLUMNS, Columns


@click.command("classify")
@ANY_PATHS
@click.option("--csv", "csv_file", type=output(".csv"), help="Table to write.")
@click.option(
    "--xlsx", "xlsx_file", type=output(".xlsx"), help="The same as a workbook, with thumbnails."
)
@click.option(
    "--json",
    "json_file",
    type=output(".json"),
    help="The same as JSON, with the five most probable classes.",
)
@with_columns(OUTCOME_COLUMNS)
@CSV_FOR
@choosing_classes
@PACK
def command(
    *,
    paths: tuple[Path, ...],
    csv_file: Path | None,
    xlsx_file: Path | None,
    json_file: Path | None,
    table_columns: Columns | None,
    classes: tuple[str, ...] | None,
    pack: Path | None,
    csv_for: str,
) -> int:
    """Tag photos into a table, one row per photo.

    PATHs are photos or folders; folders are searched with their subfolders. Rows are in the order
    of the PATHs. At least one of --csv, --xlsx and --json is needed.
    """
    from core import batch

    if not (csv_file or xlsx_file or json_file):
        raise click.UsageError("name a table to write: --csv, --xlsx or --json")
    keep_apart([], [csv_file, xlsx_file, json_file])
    tables = batch.Tables(
        csv_file, xlsx_file, json_file, table_columns, csv_reader(csv_for, csv_file)
    )
    return exit_code(batch.classify(paths, tables, pack, classes))
