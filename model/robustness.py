"""How tags stand up to worse photos: `python -m model.robustness --pack P --data DIR --split S`.

Each photo is changed in its own pixels and then goes the whole way that it goes in the program.
"""

import json
import logging
from collections import defaultdict
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click
import numpy as np

from core.entities import Photo
from core.errors import AppError
from core.inference.classifier import Classifier
from core.outputs import write_text
from core.vocabulary import Status
from model.data.changes import CHANGES, Chance, Change
from model.data.dataset import Example
from model.data.photos import labelled, load_batches
from model.measuring.measures import Share
from model.measuring.page import fill, percent_cell, table


def measure(classifier: Classifier, examples: list[Example], seed: int = 0) -> dict[str, Any]:
    """Measure every change on the same photos.

    Returns
    -------
    dict
        By change: `top1`, `top1_as_it_is` (the same photos unchanged), `known` and
        `right_among_known`, each a `Share` as a dict or None.
    """
    tags: defaultdict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    chance = np.random.default_rng(seed)
    for part, photos in load_batches(examples):
        before = _judge(classifier, part, photos)
        for name, change in CHANGES.items():
            changed = [_changed(photo, change, chance) for photo in photos]
            made = [i for i, photo in enumerate(changed) if photo is not None]
            after = _judge(classifier, [part[i] for i in made], [p for p in changed if p])
            tags[name] += [(*now, before[i][0]) for i, now in zip(made, after, strict=True)]
    return {name: _figures(found) for name, found in tags.items()}


def _changed(photo: Photo, change: Change, chance: Chance) -> Photo | None:
    pixels = change(photo.pixels, chance)
    return None if pixels is None else replace(photo, pixels=pixels)


def _judge(
    classifier: Classifier, examples: list[Example], photos: list[Photo]
) -> list[tuple[bool, bool]]:
    """Whether each tag is right, and whether it is called known."""
    answers = classifier.classify_many(photos, keep_features=False)
    return [
        (answer.label in example.accepted, answer.status == Status.KNOWN)
        for answer, example in zip(answers, examples, strict=True)
    ]


def _figures(found: list[tuple[bool, bool, bool]]) -> dict[str, Any]:
    right, known, right_before = np.array(found, dtype=bool).reshape(-1, 3).T
    shares = {
        "top1": Share.of(right),
        "top1_as_it_is": Share.of(right_before),
        "known": Share.of(known),
        "right_among_known": Share.of(right[known]),
    }
    return {name: asdict(share) if share else None for name, share in shares.items()}


def to_markdown(result: dict[str, Any]) -> str:
    """Lay out the figures as a table, with the photos that they are of."""
    head = ("photo", "top-1", "unchanged, same photos", "known", "right among known", "photos")
    rows = []
    for name, row in result["robustness"].items():
        values = [row[key]["value"] if row[key] else None for key in row]
        photos = row["top1"]["photos"] if row["top1"] else 0
        rows.append((name, *map(percent_cell, values), f"{photos:,}"))
    said = f"{result['pack']} on `{result['subset']}`. Backgrounds: where a plain one was found."
    return f"{said}\n\n{table(head, rows)}"


@click.command()
@click.option("--pack", type=click.Path(path_type=Path), required=True)
@click.option("--data", type=click.Path(path_type=Path), required=True)
@click.option("--split", type=click.Path(path_type=Path))
@click.option("--subset", default="test", show_default=True)
@click.option("--count", type=click.IntRange(1), help="so many photos, drawn at random")
@click.option("--seed", default=0, show_default=True)
@click.option("--json", "out", type=click.Path(path_type=Path), help="where the figures go")
@click.option("--readme", type=click.Path(path_type=Path), help="a page with a block `robustness`")
def main(
    pack: Path,
    data: Path,
    split: Path | None,
    subset: str,
    count: int | None,
    seed: int,
    out: Path | None,
    readme: Path | None,
) -> None:
    """Measure a pack on changed photos."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        classifier = Classifier.open(pack)
        examples = labelled(classifier.pack.labels, data, split, subset, count, seed)
        opened = classifier.pack
        result = {
            "pack": f"{opened.name} {opened.version}",
            "network_sha256": opened.sha256,
            "subset": subset,
            "seed": seed,
            "robustness": measure(classifier, examples, seed),
        }
        if out:
            write_text(out, json.dumps(result, indent=2))
        if readme:
            fill(readme, "robustness", to_markdown(result))
    except AppError as error:
        raise click.ClickException(str(error)) from error
    click.echo(to_markdown(result))


if __name__ == "__main__":
    main()
