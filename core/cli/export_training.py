"""The command `export-training`: decided photos as what a training reads."""

from pathlib import Path

import click

from core.cli.options import FILE, FOLDER, exit_code
from core.errors import printable
from core.wording import counted


@click.command("export-training")
@click.argument("review", type=FILE)
@click.option("--out", "folder", type=FOLDER, required=True, help="A new or empty folder.")
@click.option("--automatic", is_flag=True, help="Also what the program accepted by itself.")
def command(review: Path, folder: Path, automatic: bool) -> int:
    """Write REVIEW's accepted and corrected photos in Kaggle's layout, ready for training."""
    from core.review.store import Review
    from core.review.training_export import export_training

    with Review(review, read_only=True) as opened:
        export = export_training(opened, folder, automatic=automatic)
    for path, cause in export.skipped:
        click.echo(f"left out: {printable(Path(path))}: {cause}", err=True)
    written = counted(export.written, "photo")
    click.echo(f"{printable(folder)}: {written}, {len(export.skipped):,} left out")
    return exit_code(0 if export.written else len(export.skipped))
