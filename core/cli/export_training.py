"""The command `export-training`: decided photos as what a training reads."""

from pathlib import Path

import click

from core.cli.options import FILE, FOLDER, exit_code
from core.errors import printable
from core.wording import counted


@click.command("export-training")
@click.argument("review", type=FILE)
@click.option(
    "--out", "folder", type=FOLDER, required=True, help="New or empty folder to write to."
)
@click.option("--automatic", is_flag=True, help="Also photos that were auto-accepted.")
def command(review: Path, folder: Path, automatic: bool) -> int:
    """Export decided photos to train a model with.

    The accepted and corrected photos of REVIEW are written in Kaggle's layout.
    """
    from core.imaging import kinds
    from core.review.store import Review
    from core.review.training_export import export_training

    with Review(review, read_only=True) as opened:
        opened.photos.require_folder()
        export = export_training(opened, folder, automatic=automatic)
        left_out = opened.photos.left_out()
    if said := kinds.said(left_out):
        click.echo(said, err=True)
    for path, cause in export.skipped:
        click.echo(f"left out: {printable(Path(path))}: {cause}", err=True)
    written = counted(export.written, "photo")
    click.echo(f"{printable(folder)}: {written}, {len(export.skipped):,} left out")
    return exit_code(0 if export.written else len(export.skipped))
