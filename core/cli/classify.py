"""The command `classify`: tags alone, as a table."""

from pathlib import Path

import click

from core.cli.class_options import choosing_classes
from core.cli.options import ANY_PATHS, OUTPUT, PACK, exit_code


@click.command("classify")
@ANY_PATHS
@click.option("--csv", "csv_file", type=OUTPUT, required=True, help="Table to write.")
@click.option(
    "--json",
    "json_file",
    type=OUTPUT,
    help="The same as JSON, with the five most probable classes.",
)
@choosing_classes
@PACK
def command(
    *,
    paths: tuple[Path, ...],
    csv_file: Path,
    json_file: Path | None,
    classes: tuple[str, ...] | None,
    pack: Path | None,
) -> int:
    """Tag photos into a table, one row per photo.

    PATHs are photos or folders; folders are searched with their subfolders. Rows are in the order
    of the PATHs.
    """
    from core import batch

    return exit_code(batch.classify(paths, csv_file, json_file, pack, classes))
