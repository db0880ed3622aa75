"""The command `audit`: a review's decision log, checked or handed on."""

from pathlib import Path

import click

from core.cli.options import ALL_GOOD, FILE, SOME_FAILED, keep_apart
from core.errors import printable


@click.group("audit")
def command() -> None:
    """Check a review's decision log, or hand it on."""


@command.command()
@click.argument("file", type=FILE)
@click.option("--head", default="", help="The hash that the log is known to have ended with.")
def verify(file: Path, head: str) -> int:
    """Recompute the hash chain of FILE and name the first entry that does not hold."""
    from core.review import audit

    report = audit.verify(file, head=head)
    if report.sound:
        click.echo(f"{printable(file)}: sound, {report.entries} entries, ends with {report.head}")
        return ALL_GOOD
    click.echo(f"{printable(file)}: broken: {report.fault}")
    return SOME_FAILED


@command.command()
@click.argument("file", type=FILE)
@click.option("--jsonl", "target", type=FILE, required=True, help="Where the log is written.")
def export(file: Path, target: Path) -> None:
    """Write the log of FILE as JSON lines, one entry each."""
    from core.review import audit

    keep_apart([file], [target])
    count = audit.export_jsonl(file, target)
    click.echo(f"{printable(target)}: {count} entries")
