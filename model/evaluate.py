"""Measures a pack: `python -m model.evaluate --pack P --data DIR --split split.csv --subset test`.

Photos go the whole way that they go in the program: decoded, prepared, through the engine that
ships, calibrated. What is measured is therefore what a reviewer gets.
"""

import json
import logging
from pathlib import Path
from typing import Any, Final

import click

from core.errors import AppError
from core.inference.classifier import Classifier
from core.outputs import write_text
from model.data.dataset import Example, read_catalog, read_partial
from model.data.photos import labelled, load_batches
from model.data.shops import read_shops
from model.measuring.figures import (
    figures,
    nonproduct_figures,
    partial_figures,
    unknown_figures,
)
from model.measuring.shops import shop_figures
from model.measuring.tagged import TaggedPhotos, pixel_hash

TABLES: Final = {"by_class", "confusion", "reliability", "risk_coverage"}
"""Figures that `model.plots` draws, too long to be said."""


@click.command()
@click.option("--pack", type=click.Path(path_type=Path), required=True)
@click.option("--data", type=click.Path(path_type=Path), required=True)
@click.option("--split", type=click.Path(path_type=Path))
@click.option("--subset", default="test", show_default=True)
@click.option("--unknown", help="a subset of classes that the network never saw, such as rare")
@click.option("--nonproducts", is_flag=True, help="also noise, text, screens, other photos")
@click.option("--partial", type=click.Path(path_type=Path), help="CSV: image, accepted")
@click.option(
    "--shops", type=click.Path(path_type=Path), help="CSV: image, source, accepted, split, view"
)
@click.option("--json", "out", type=click.Path(path_type=Path), help="where the figures go")
def main(
    pack: Path,
    data: Path,
    split: Path | None,
    subset: str,
    unknown: str | None,
    nonproducts: bool,
    partial: Path | None,
    shops: Path | None,
    out: Path | None,
) -> None:
    """Measure a pack on labelled photos and say the main figures."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        result = evaluate(
            Classifier.open(pack), data, split, subset, unknown, partial, nonproducts, shops
        )
        if out:
            write_text(out, json.dumps(result, indent=2))
    except AppError as error:
        raise click.ClickException(str(error)) from error
    shown = {k: v for k, v in result.items() if k not in TABLES}
    click.echo(json.dumps(shown, indent=2))


def evaluate(
    classifier: Classifier,
    data: Path,
    split: Path | None,
    subset: str,
    unknown: str | None = None,
    partial: Path | None = None,
    nonproducts: bool = False,
    shops: Path | None = None,
) -> dict[str, Any]:
    """Measure a classifier on the photos of a subset, and on others where named.

    Raises
    ------
    AppError
        A table cannot be read, or the subset holds no photo of a known class.
    """
    foreign = read_shops(shops, "test", classifier.pack.labels) if shops else []
    catalog = read_catalog(data, split)
    inside = TaggedPhotos(classifier, labelled(classifier.pack.labels, data, split, subset))
    pack = classifier.pack
    result = {
        "pack": f"{pack.name} {pack.version}",
        "network_sha256": pack.sha256,
        "subset": subset,
        **figures(inside, _training_hashes(catalog)),
    }
    if unknown:
        strangers = [e for e in catalog if e.subset == unknown]
        result["unknown"] = unknown_figures(inside, TaggedPhotos(classifier, strangers))
    if nonproducts:
        result["nonproducts"] = nonproduct_figures(classifier, inside)
    if partial:
        sellers = read_partial(partial, partial.parent / "sellers", "partial")
        result["partial"] = partial_figures(TaggedPhotos(classifier, sellers))
    if foreign:
        result["shops"] = shop_figures(classifier, foreign)
    return result


def _training_hashes(catalog: list[Example]) -> frozenset[str]:
    learnt = [e for e in catalog if e.subset == "train"]
    return frozenset(pixel_hash(photo) for _, photos in load_batches(learnt) for photo in photos)


if __name__ == "__main__":
    main()
