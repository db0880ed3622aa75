"""The command `review`: a folder tagged, explained and reported, resumable."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from core import places
from core.cli.catalog_options import READING_OPTIONS, Asked, reading
from core.cli.class_options import choosing_classes
from core.cli.column_options import CSV_FOR, csv_reader, with_columns
from core.cli.explain_options import EXPLAIN_OPTIONS, explaining
from core.cli.options import (
    FILE,
    FOLDER,
    LANGUAGE,
    PACK,
    choice,
    exit_code,
    gathered,
    keep_apart,
    only_with,
    output,
)
from core.cli.summary_options import SummaryAsked, summarised
from core.cli.template_options import TEMPLATE_OPTIONS, templated
from core.report.formats import PDF
from core.report.order import ExportFormat
from core.report.tables.columns import COLUMNS
from core.report.tables.formats import TABLE_FORMATS, Csv
from core.vocabulary import ToExplain, ToGroup

if TYPE_CHECKING:
    from core.explain.presets import Preset


def _asked(**files: Path | None) -> dict[ExportFormat, Path]:
    """Give the files that are to be written, by their formats."""
    found = ((table, files[table.option]) for table in TABLE_FORMATS)
    return {table: file for table, file in found if file}


_TABLES: Final = {
    table.option: click.option(
        f"--{table.option}", type=output(table.suffix), help=table.option_help
    )
    for table in sorted(TABLE_FORMATS, key=lambda table: table.option)
}
_tables = gathered("tables", _TABLES, _asked)


@click.command("review")
@click.argument("folder", type=FOLDER)
@click.option("--review", "file", type=FILE, required=True, help="Review file; created if missing.")
@click.option("--existing", type=FILE, help="The shop's own file: CSV, .xlsx or XML.")
@reading
@click.option(
    "--products",
    type=choice(ToGroup),
    default=ToGroup.KEEP.value,
    show_default=True,
    help="Which photos are one product: as in the review so far (keep), by file names and folders "
    "(folder) or by one of the two (names, folders), as the shop's file says (catalog; --existing, "
    "now or in an earlier run), or none.",
)
@click.option(
    "--explain",
    type=choice(ToExplain),
    default=ToExplain.DOUBTFUL.value,
    show_default=True,
    help="Which photos to explain.",
)
@click.option("--pdf", type=output(PDF.suffix), help="PDF report on the explained photos.")
@templated
@LANGUAGE
@_tables
@with_columns(COLUMNS)
@CSV_FOR
@summarised
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
    help="Number of processes on this computer.",
)  # fmt: skip
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Address of a Dask scheduler to use."
)
@explaining
@choosing_classes
@click.option(
    "--accept-missing", is_flag=True, help="Go on even if most photos of the review are gone."
)
@click.option("--quiet", is_flag=True, help="Report failures only.")
@PACK
def command(
    *,
    folder: Path,
    file: Path,
    products: str,
    explain: str,
    preset: "Preset",
    asked: Asked,
    summed: SummaryAsked,
    **others: Any,  # noqa: ANN401
) -> int:
    """Tag and explain a FOLDER into a review file.

    Tables, a report and a summary are written if asked for. Started again, it goes on where it
    stopped; nothing is computed twice.
    """
    from core import folder_review
    from core.folder_plan import Plan

    which, outputs = ToExplain(explain), others.pop("tables")
    reader = csv_reader(others.pop("csv_for"), outputs.get(Csv()), summed.file)
    outputs = {Csv(reader) if one == Csv() else one: file for one, file in outputs.items()}
    if pdf := others.pop("pdf"):
        outputs[PDF] = pdf
    keep_apart([file, others["existing"]], [*outputs.values(), summed.file])
    if others["table_columns"] and not any(name != PDF for name in outputs):
        raise click.UsageError("--columns is for the tables: name one by --csv, --xlsx or another")
    only_with(pdf, "for the PDF: name it by --pdf FILE", *TEMPLATE_OPTIONS, "language")
    only_with(
        others["existing"], "for the shop's file: name it by --existing FILE", *READING_OPTIONS
    )
    only_with(
        which is not ToExplain.NONE, "for explanations: not with --explain none", *EXPLAIN_OPTIONS
    )
    if which is ToExplain.NONE and pdf:
        raise click.UsageError("--pdf reports on explained photos: not with --explain none")
    if products == ToGroup.CATALOG and not others["existing"] and not places.is_there(file):
        raise click.UsageError("--products catalog takes them from --existing FILE")
    if others["scheduler"] and others["workers"] > 1:
        raise click.UsageError("either --workers or --scheduler")
    plan = Plan(
        folder=folder,
        review=file,
        products=ToGroup(products),
        explain=which,
        settings=preset.settings,
        paint_background=preset.style.background,
        outputs=outputs,
        summary=summed.file,
        csv_for=reader,
        assumptions=summed.assumptions,
        columns=asked.chosen,
        terms=asked.terms,
        encoding=asked.encoding,
        **others,
    )
    return exit_code(folder_review.run(plan))
