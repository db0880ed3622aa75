"""The command `report`: `report PATH...` writes one, `report verify` computes one again."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from core.cli.class_options import choosing_classes
from core.cli.explain_options import explaining
from core.cli.options import (
    ANY_PATHS,
    BOXES_OF,
    FILE,
    LANGUAGE,
    PACK,
    SEEN_FOLDER,
    exit_code,
    files_where_none,
    output,
)
from core.cli.template_options import templated
from core.errors import printable

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from core.entities import Progress
    from core.explain.presets import Preset
    from core.report.template import Template
    from core.session import ProgressListener
    from core.terminal import Terminal

WRITE: Final = "write"


class _WritesUnlessTold(click.Group):
    """A group whose first word may be left out: `report PATH...` is `report write PATH...`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [WRITE, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Offer the words of the group, and else what `write` reads."""
        return files_where_none(super().shell_complete(ctx, incomplete), incomplete)


@click.group("report", cls=_WritesUnlessTold)
def command() -> None:
    """Explain photos in one PDF, or check such a report.

    `tagproof report PATH... --out FILE` writes one. For a folder that is called write or verify,
    type ./write or ./verify.
    """


@command.command(WRITE)
@ANY_PATHS
@click.option("--out", type=output(".pdf"), required=True, help="PDF to write.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N photos only.")
@explaining
@templated
@LANGUAGE
@choosing_classes
@BOXES_OF
@PACK
def write(
    *,
    paths: tuple[Path, ...],
    out: Path,
    limit: int | None,
    preset: "Preset",
    template: "Template",
    language: str,
    classes: tuple[str, ...] | None,
    review: Path | None,
    pack: Path | None,
) -> int:
    """Explain photos in one PDF; `write` may be left out."""
    from core import batch

    return exit_code(
        batch.report(
            paths,
            out,
            preset,
            limit=limit,
            pack=pack,
            template=template,
            language=language,
            classes=classes,
            review=review,
        )
    )


def _while_it_grows(terminal: "Terminal") -> "ProgressListener":
    """Show an explanation that takes long; of one that is done, its line says enough."""

    def tell(step: "Progress") -> None:
        if step.done < step.total:
            terminal.progress(step)

    return tell


@command.command()
@click.argument("file", type=FILE)
@click.option(
    "--photos", type=SEEN_FOLDER, required=True,
    help="Folder with the photos.",
)  # fmt: skip
@PACK
def verify(*, file: Path, photos: Path, pack: Path | None) -> int:
    """Compute a report again, and compare.

    FILE is a PDF or the JSON of an explanation. Its photos are tagged and explained again. Exit
    codes: 0 every record is identical or within tolerance and the file is as it was written; 1
    something differs, was changed or is missing; 2 FILE is not a report by Tagproof.
    """
    from core.recompute import Finding, check
    from core.report.record_file import RecordFile
    from core.session import Session
    from core.terminal import Terminal

    records, counts = RecordFile(file), Counter[Finding]()
    terminal = Terminal("Computing again, sample")
    with Session.open(pack) as session:
        for found in check(records, photos, session, on_progress=_while_it_grows(terminal)):
            counts[found.finding] += 1
            terminal.clear()
            click.echo(printable(str(found)))
    for fault in records.faults:
        click.echo(f"edited: {fault}")
    parts = [f"{finding} {counts[finding]:,}" for finding in Finding if counts[finding]]
    state = "edited since" if records.faults else "as it was written"
    click.echo(f"{printable(file)}: {state}; {', '.join(parts) or 'no records'}")
    bad = sum(count for finding, count in counts.items() if not finding.good)
    return exit_code(bad + len(records.faults))
