"""The command `audit`: a review's log of decisions, checked or exported."""

from pathlib import Path

import click

from core.cli.options import ALL_GOOD, FILE, SOME_FAILED, keep_apart, output
from core.errors import printable


@click.group("audit")
def command() -> None:
    """Check the log of decisions in a review, or export it."""


@command.command()
@click.argument("file", type=FILE)
@click.option(
    "--head",
    metavar="HASH",
    help="The last hash of the log as you noted it earlier.",
)
def verify(file: Path, head: str | None) -> int:
    """Check the log of FILE and name the first broken entry."""
    from core.language.catalog import english
    from core.review import audit

    if head == "":  # of a variable that was never set: nothing would be compared
        raise click.UsageError("--head is empty: name the hash that you noted")
    report = audit.verify(file, head=head or "")
    if report.sound:
        entries = english().count(report.entries, "entry")
        click.echo(f"{printable(file)}: sound, {entries}, ends with {report.head}")
        return ALL_GOOD
    click.echo(f"{printable(file)}: broken: {report.fault}")
    return SOME_FAILED


@command.command()
@click.argument("file", type=FILE)
@click.option(
    "--jsonl", "target", type=output(".jsonl"), required=True, help="File to write the log to."
)
def export(file: Path, target: Path) -> None:
    """Write the log of FILE as JSON Lines, one entry a line."""
    from core.language.catalog import english
    from core.review import audit

    keep_apart([file], [target])
    count = audit.export_jsonl(file, target)
    click.echo(f"{printable(target)}: {english().count(count, 'entry')}")
