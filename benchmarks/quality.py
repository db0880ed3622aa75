"""What explanations are worth: agreement, choices, badges, intervals, sanity, Quantus's scores.

    python -m benchmarks.quality --photos DIR --split FILE [--count 100] [--page]
    python -m benchmarks.quality ... --only choices --keep FILE

Every part fills a block of its own in the page as soon as it is done. No part measures time: all
may run beside other work. `--keep` is for the longest part, the choices: what is known of a photo
stays in the file, and the same call goes on from there.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import click

from benchmarks.agreement import agreement
from benchmarks.choices import CHOICES, choices
from benchmarks.photos import PACK, PHOTOS, SPLIT, WRITE, chosen, measured_on, open_classifier, tell
from benchmarks.sanity import sanity
from benchmarks.scores import scores
from benchmarks.trust import badges, intervals
from core.cli.options import FILE
from core.entities import Photo
from core.inference.classifier import Classifier

PARTS: Final[dict[str, Callable[[Classifier, list[Photo]], str]]] = {
    "agreement": agreement,
    "choices": choices,
    "badges": badges,
    "intervals": intervals,
    "sanity": sanity,
    "scores": scores,
}


@click.command()
@PHOTOS
@SPLIT
@click.option("--count", default=100, show_default=True, help="Photos, drawn at random.")
@PACK
@click.option("--only", type=click.Choice(list(PARTS)), multiple=True, help="These parts alone.")
@click.option("--keep", type=FILE, help="Where the choices' figures of each photo are kept.")
@click.option(
    "--choice",
    "names",
    type=click.Choice(list(CHOICES)),
    multiple=True,
    help="Of the choices these alone.",
)
@WRITE
def main(
    *,
    photos: Path | None,
    split: Path | None,
    count: int,
    pack: Path | None,
    only: tuple[str, ...],
    keep: Path | None,
    names: tuple[str, ...],
    page: bool,
) -> None:
    """Judge explanations."""
    classifier = open_classifier(pack)
    loaded = chosen(photos, split, count)
    for name in only or PARTS:
        part = partial(choices, keep=keep, names=names) if name == "choices" else PARTS[name]
        text = part(classifier, loaded)
        tell(name, f"{measured_on(classifier, loaded)}\n\n{text}", page=page)


if __name__ == "__main__":
    main()
