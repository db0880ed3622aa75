"""The review's commands: `review`, `audit verify`, `audit export`, `export-training`."""

from pathlib import Path
from typing import Any, Final

import click

from core.cli.catalog_options import Asked, reading
from core.cli.explain_options import explaining
from core.cli.options import PACK, exit_code
from core.cli.template_options import templated
from core.errors import printable

_FILE: Final = click.Path(path_type=Path, dir_okay=False)
_FOLDER: Final = click.Path(path_type=Path, file_okay=False)
BROKEN: Final = 1
"""Exit code of an audit that found a fault."""


@click.group()
def audit() -> None:
    """Check a review's decision log, or hand it on."""


@audit.command("verify")
@click.argument("file", type=_FILE)
@click.option("--head", default="", help="The hash that the log is known to have ended with.")
@click.pass_context
def verify_command(context: click.Context, file: Path, head: str) -> None:
    """Recompute the hash chain of FILE and name the first entry that does not hold."""
    from core.review import audit as auditing

    report = auditing.verify(file, head=head)
    if report.sound:
        click.echo(f"{printable(file)}: sound, {report.entries} entries, ends with {report.head}")
        return
    click.echo(f"{printable(file)}: broken: {report.fault}")
    context.exit(BROKEN)


@audit.command("export")
@click.argument("file", type=_FILE)
@click.option("--jsonl", "target", type=_FILE, required=True, help="Where the log is written.")
def export_command(file: Path, target: Path) -> None:
    """Write the log of FILE as JSON lines, one entry each."""
    from core.review import audit as auditing

    count = auditing.export_jsonl(file, target)
    click.echo(f"{printable(target)}: {count} entries")


@click.command("export-training")
@click.argument("review", type=_FILE)
@click.option("--out", "folder", type=_FOLDER, required=True, help="A new or empty folder.")
@click.option("--automatic", is_flag=True, help="Also what the program accepted by itself.")
def training_command(review: Path, folder: Path, automatic: bool) -> None:
    """Write REVIEW's accepted and corrected photos in Kaggle's layout, ready for training."""
    from core.review.store import Review
    from core.review.training_export import export_training

    with Review(review, read_only=True) as opened:
        export = export_training(opened, folder, automatic=automatic)
    for path, cause in export.skipped:
        click.echo(f"left out: {printable(Path(path))}: {cause}", err=True)
    click.echo(f"{printable(folder)}: {export.written} photos, {len(export.skipped)} left out")


@click.command("review")
@click.argument("folder", type=_FOLDER)
@click.option("--review", "file", type=_FILE, required=True, help="Review file; made if missing.")
@click.option("--existing", type=_FILE, help="The shop's own file: CSV, .xlsx or XML.")
@reading
@click.option(
    "--explain",
    type=click.Choice(["doubtful", "all", "none"]),
    default="doubtful",
    show_default=True,
    help="Which photos to explain.",
)
@click.option("--pdf", type=_FILE, help="Report on the explained photos.")
@templated
@click.option("--csv", type=_FILE, help="Table of all photos.")
@click.option("--json", type=_FILE, help="The same as JSON.")
@click.option("--jsonl", type=_FILE, help="The same as JSON Lines.")
@click.option("--xlsx", type=_FILE, help="The same as an Excel workbook with thumbnails.")
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
    help="Processes on this machine.",
)  # fmt: skip
@click.option("--scheduler", default="", metavar="ADDRESS", help="Dask scheduler to work with.")
@explaining
@click.option("--quiet", is_flag=True, help="Tell failures only.")
@PACK
def review_command(
    *,
    folder: Path,
    file: Path,
    explain: str,
    preset: Any,  # noqa: ANN401
    asked: Asked,
    **others: Any,  # noqa: ANN401
) -> int:
    """Tag, explain and report a FOLDER into a review file.

    Started again, it goes on where it stopped; what is known is not computed twice.
    """
    from core import folder_review

    if explain == "none" and others["pdf"]:
        raise click.UsageError("--pdf reports on explained photos: not with --explain none")
    if others["scheduler"] and others["workers"] > 1:
        raise click.UsageError("either --workers or --scheduler")
    which = folder_review.Which(explain)
    plan = folder_review.Plan(
        folder=folder, review=file, explain=which, settings=preset.settings,
        columns=asked.chosen, terms=asked.terms, encoding=asked.encoding, **others,
    )  # fmt: skip
    return exit_code(folder_review.run(plan))


commands: list[click.Command] = [review_command, audit, training_command]
