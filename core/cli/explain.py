"""The command `explain`: why each photo got its tag, as pictures and records."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli.class_options import choosing_classes
from core.cli.explain_options import explaining
from core.cli.options import ANY_PATHS, BOXES_OF, FOLDER, LANGUAGE, PACK, exit_code

if TYPE_CHECKING:
    from core.explain.presets import Preset


@click.command("explain")
@ANY_PATHS
@click.option("--out", type=FOLDER, required=True, help="Folder for the files; created if missing.")
@click.option("--label", metavar="NAME", help="Class to explain instead of the tag.")
@explaining
@click.option("--png", is_flag=True, help="Also write a card: <stem>.explanation.png.")
@click.option("--pdf", is_flag=True, help="Also write a report: <stem>.explanation.pdf.")
@click.option("--json", "json_too", is_flag=True, help="Also write <stem>.explanation.json.")
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

    wanted = batch.Wanted(png=png, pdf=pdf, json=json_too, language=language)
    return exit_code(
        batch.explain(
            paths, out, preset, wanted, label=label, pack=pack, classes=classes, review=review
        )
    )
