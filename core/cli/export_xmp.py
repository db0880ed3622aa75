"""The command `export-xmp`: decided tags as keywords that other programs read."""

from pathlib import Path

import click

from core.cli.options import FILE, choice, exit_code
from core.errors import printable
from core.report.xmp.places import KeywordsInto
from core.wording import counted


@click.command("export-xmp")
@click.argument("review", type=FILE)
@click.option(
    "--into",
    type=choice(KeywordsInto),
    default=KeywordsInto.FULL_NAME.value,
    show_default=True,
    help="full: photo.jpg.xmp beside each photo, for digiKam and darktable; stem: photo.xmp, for "
    "Adobe's programs; jpeg: into the JPEG files themselves, which are changed.",
)
@click.option(
    "--undecided", is_flag=True,
    help="Also photos that are still to do, where the model is sure of its tag.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="Report failures only.")
def command(*, review: Path, into: str, undecided: bool, quiet: bool) -> int:
    """Write decided tags as keywords of the photos (XMP).

    The tags accepted and corrected in REVIEW replace the keywords of an earlier run; everything
    else in existing files is kept. The photos themselves are changed only with --into jpeg: no
    pixel changes, but the files and their hashes do. Exit code 1 if a file was refused; it is
    left as it was, and named.
    """
    from core.imaging import kinds
    from core.report.xmp.export import plan_keywords, write_plan
    from core.review.journals import ON_NETWORK
    from core.review.store import Review
    from core.terminal import Terminal

    place = KeywordsInto(into)
    terminal = Terminal("Writing", quiet=quiet)
    with Review(review, read_only=place is not KeywordsInto.JPEG) as opened:
        if opened.database.came_to_network:
            terminal.say(f"{printable(review)}: {ON_NETWORK}")
        opened.photos.require_folder()
        plan = plan_keywords(opened, place, undecided=undecided)
        known = opened.rewritten
        told = write_plan(plan, known.announce, known.note, on_progress=terminal.progress)
        left_out = kinds.said(opened.photos.left_out())
    terminal.clear()
    terminal.say_if(left_out)
    for error in told.refused:
        click.echo(f"left as it is: {error}", err=True)
    if not quiet:
        said = f"{counted(told.written, 'photo')} with new keywords, {told.unchanged:,} as before"
        said += f", {told.taken_out:,} without ours again" if told.taken_out else ""
        click.echo(f"{printable(review)}: {said}, {len(told.refused):,} refused")
    return exit_code(len(told.refused))
