"""The catalog's commands: `catalog inspect` says how a shop's file is read."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from core import places
from core.cli.catalog_options import Asked, reading
from core.cli.column_options import COLUMN_OPTIONS, CSV_FOR, csv_reader, with_columns
from core.cli.options import FILE, LANGUAGE, PACK, SEEN_FOLDER, keep_apart, only_with, output
from core.errors import AppError, CatalogError, printable
from core.report.tables.columns import CHANGE_COLUMNS, Columns
from core.wording import counted

if TYPE_CHECKING:
    from core.catalog.photo_index import PhotoIndex

_PHOTOS: Final = click.option(
    "--photos", type=SEEN_FOLDER,
    help="Folder with the photos that the file is about.",
)  # fmt: skip
_UNDECIDED: Final = "no product is decided, so nothing changes"


@click.group("catalog")
def command() -> None:
    """Read a shop's own file, and write decisions back into it."""


@command.command("inspect")
@click.argument("file", type=FILE)
@_PHOTOS
@click.option(
    "--json", "json_file", type=output(".json"), help="Also write what was found as JSON."
)
@reading
@PACK
def inspect_command(
    *, file: Path, photos: Path | None, json_file: Path | None, asked: Asked, pack: Path | None
) -> None:
    """Show how FILE is read, without changing anything.

    FILE is a shop's export: CSV of any form, .xlsx, or a product feed in XML. Its format, its
    columns and why they were taken, products, photos and categories are shown. Exit code 1 if
    --photos is given and FILE mentions none of them.
    """
    from core import outputs, paths
    from core.catalog import describe
    from core.catalog.reading import inspect
    from core.catalog.term_map import classes_of
    from core.inference.model_pack import open_pack

    keep_apart([file], [json_file])
    classes = classes_of(open_pack(pack or paths.default_pack()).labels, asked.terms)
    index = _index(photos) if photos else None
    found = inspect(file, index, classes, chosen=asked.chosen, encoding=asked.encoding)
    click.echo(f"{printable(file)}:")
    for line in describe.lines(found):
        click.echo(printable(line))
    if json_file:
        text = json.dumps(describe.as_json(found), ensure_ascii=False, indent=1, allow_nan=False)
        outputs.write_text(json_file, text + "\n")
    if index is not None and not found.entries:
        raise CatalogError(file, describe.why_nothing(found))


def _index(folder: Path) -> "PhotoIndex":
    """Find a folder's photos; what cannot be read is told."""
    from core.catalog.photo_index import PhotoIndex, relative_paths
    from core.imaging import kinds
    from core.imaging.scan import scan

    files: list[Path] = []
    left_out: Counter[str] = Counter()
    for item in scan([folder], left_out=left_out):
        if isinstance(item, AppError):
            click.echo(f"tagproof: {item}", err=True)
        else:
            files.append(item)
    if said := kinds.said(left_out):
        click.echo(said, err=True)
    return PhotoIndex(relative_paths(files, folder), Path(places.followed(folder)))


@command.command("export")
@click.argument("review", type=FILE)
@click.option("--source", type=FILE, required=True, help="The shop's file that was imported.")
@click.option("--out", type=output(), required=True, help="The file to write.")
@click.option("--only-changed", is_flag=True, help="Only the rows of products that change.")
@click.option(
    "--as", "words", type=click.Choice(["class", "term"]), default="term", show_default=True,
    help="Write the model's classes, or the shop's own terms.",
)  # fmt: skip
@click.option(
    "--changes",
    type=output(".csv", ".pdf"),
    help="List of the changes: .csv, or .pdf with the photos.",
)
@click.option(
    "--map", "map_file", type=FILE, help="CSV of term,class,preferred; kept for later imports."
)
@with_columns(CHANGE_COLUMNS)
@CSV_FOR
@LANGUAGE
def export_command(
    *,
    review: Path,
    source: Path,
    out: Path,
    only_changed: bool,
    words: str,
    changes: Path | None,
    map_file: Path | None,
    table_columns: Columns | None,
    csv_for: str,
    language: str,
) -> None:
    """Write the decisions of REVIEW into a copy of the shop's file.

    Only the categories of products whose tag was changed are different; everything else stays the
    same, byte for byte. A file that changed since it was imported is refused, and the row named.
    """
    from core.catalog.term_map import TermMap, learn, read_map
    from core.imaging import kinds
    from core.review.catalog_changes import Omission, write_changes
    from core.review.catalog_export import plan_export, write_export
    from core.review.store import Review
    from core.terminal import Terminal

    keep_apart([review, source, map_file], [out, changes])
    if out.suffix.lower() != source.suffix.lower():
        raise click.UsageError(f"--out is in the form of --source: end it in {source.suffix}")
    reader = csv_reader(csv_for, changes)
    table = changes is not None and changes.suffix.lower() == ".csv"
    only_with(table, "for a list of changes as CSV: --changes FILE.csv", *COLUMN_OPTIONS)
    only_with(changes and not table, "for a list of changes as PDF: --changes FILE.pdf", "language")
    terms = read_map(map_file) if map_file else TermMap()
    if map_file:
        learn(terms)
    with Review(review, read_only=True) as opened:
        export = plan_export(opened, source, as_class=words == "class", terms=terms)
        unread = kinds.said(opened.photos.left_out())
    write_export(export, out, only_changed=only_changed)
    if changes:
        terminal = Terminal("Listing")
        write_changes(
            export,
            changes,
            columns=table_columns or CHANGE_COLUMNS,
            csv_for=reader,
            on_progress=terminal.progress,
            language=language,
        )
        terminal.clear()
    if unread:
        click.echo(unread, err=True)
    for one in export.left_out:
        if one.why in (Omission.DISPUTED, Omission.UNSAID):
            click.echo(f"left as it is: {printable(one.product)}: {one.why}", err=True)
    told = (
        f"{len(export.changes):,} of {counted(export.decided, 'decided product')} changed, "
        f"{counted(len(export.edits.cells), 'cell')}"
    )
    click.echo(f"{printable(out)}: {told if export.decided else _UNDECIDED}")
