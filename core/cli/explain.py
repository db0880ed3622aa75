"""The command `explain`: why each photo got its tag, as pictures and records."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli.class_options import choosing_classes
from core.cli.explain_options import explaining
from core.cli.options import ANY_PATHS, BOXES_OF, FOLDER, LANGUAGE, PACK, exit_code, only_with
from core.cli.template_options import TEMPLATE_OPTIONS, templated

if TYPE_CHECKING:
    from core.explain.presets import Preset
    from core.report.template import Template


@click.command("explain")
@ANY_PATHS
@click.option("--out", type=FOLDER, required=True, help="Folder for the files; created if missing.")
@click.option("--label", metavar="NAME", help="Class to explain instead of the tag.")
@explaining
@click.option("--png", is_flag=True, help="Also write a card: <stem>.explanation.png.")
@click.option("--pdf", is_flag=True, help="Also write a report: <stem>.explanation.pdf.")
@click.option("--json", "json_too", is_flag=True, help="Also write <stem>.explanation.json.")
@templated
@LANGUAGE
@choosing_classes
@BOXES_OF
@PACK
def command(
    *,
    paths: tuple[Path, ...],
    out: Path,
    label: str | None,
    preset: "Preset",
    png: bool,
    pdf: bool,
    json_too: bool,
    template: "Template",
    language: str,
    classes: tuple[str, ...] | None,
    review: Path | None,
    pack: Path | None,
) -> int:
    """Show which regions led to each photo's tag.

    Each photo gets <stem>.overlay.png in the folder --out; with --against also
    <stem>.contrast.png, unless that class is the photo's own. Of photos with the same name, the
    second becomes <stem>-2.
    """
    from core import batch

    only_with(pdf, "for the report: --pdf", *TEMPLATE_OPTIONS)
    only_with(png or pdf or json_too, "for what has words: --png, --pdf or --json", "language")
    wanted = batch.Wanted(png=png, pdf=pdf, json=json_too, language=language, template=template)
    return exit_code(
        batch.explain(
            paths, out, preset, wanted, label=label, pack=pack, classes=classes, review=review
        )
    )
