"""The command `review-file`: a review copied, and a copy put back."""

from pathlib import Path

import click

from core.cli.options import FILE, output
from core.errors import printable


@click.group("review-file")
def command() -> None:
    """Copy a review file, or put a copy back.

    A review that is open has files of SQLite beside it; a copy has all that is in them.
    """


@command.command("copy")
@click.argument("file", type=FILE)
@click.option(
    "--to", "target", type=output(".tagproof"), required=True, help="File to write the copy to."
)
def copy(file: Path, target: Path) -> None:
    """Write a copy of the review FILE, also while it is open elsewhere."""
    from core.review.store import Review

    with Review(file, read_only=True) as review:
        review.save_copy(target)
    click.echo(f"{printable(target)}: a copy of {printable(file)}")


@command.command("restore")
@click.argument("copy", type=FILE)
@click.option(
    "--to", "target", type=FILE, help="Review to replace instead of the one that it is a copy of."
)
def restore(copy: Path, target: Path | None) -> None:
    """Put a COPY in the place of its review.

    What stood there is kept beside it, under a name with the time.
    """
    from core.language.catalog import english
    from core.review.restoring import restore as put_back

    done = put_back(copy, target)
    if done.kept is not None:
        click.echo(f"{printable(done.kept)}: kept, as the review was", err=True)
    entries = english().count(done.entries, "entry")
    click.echo(f"{printable(done.path)}: restored, {entries}")
