"""Measures what choosing a catalog's classes brings: `python -m model.class_choices --pack P ...`.

Every photo goes through the network once; its answers are then judged for each choice of classes,
as the program judges kept ones. Two ways to choose: some classes at random in the network's own
shop, and in each foreign shop those that its photos may be.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray

from core.entities import Prediction
from core.errors import AppError
from core.inference.classifier import Classifier
from core.inference.judging import judge
from core.inference.model_pack import Pack
from core.outputs import write_text
from core.vocabulary import Status
from model.data.dataset import Example, read_catalog
from model.data.photos import load_batches
from model.data.shops import read_shops
from model.measuring.page import fill, percent_cell, table

COUNTS: Final = (5, 10, 20, 30)
"""Of classes drawn at random."""
DRAWS: Final = 20
FEWEST_PHOTOS: Final = 10
"""A source with fewer of known classes is left out."""

HEAD: Final = (
    "classes", "photos", "top-1", "known", "right among known", "others called known",
    "rare called known",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """A photo's accepted classes, and what the network says where every class can occur."""

    accepted: frozenset[str]
    answer: Prediction


def ask(classifier: Classifier, examples: list[Example]) -> list[Answered]:
    """Have photos tagged."""
    found = []
    for part, photos in load_batches(examples):
        answers = classifier.classify_many(photos, keep_features=False)
        found += [
            Answered(frozenset(example.accepted), answer)
            for example, answer in zip(part, answers, strict=True)
        ]
    return found


def tally(pack: Pack, names: Sequence[str], photos: Iterable[Answered]) -> dict[str, float | None]:
    """Judge photos where these classes can occur; gives shares and the number of photos.

    Photos that are none of `names` are strangers: `strangers` is the share called known.
    """
    chosen = pack.choosing(names)
    inside: list[tuple[bool, bool]] = []
    strangers: list[bool] = []
    for photo in photos:
        score = photo.answer.strangeness
        tag = judge(chosen, photo.answer.logits, 0.0 if score is None else score)
        known = tag.status is Status.KNOWN
        if photo.accepted.isdisjoint(names):
            strangers.append(known)
        else:
            inside.append((tag.label in photo.accepted, known))
    right, known_inside = np.array(inside, dtype=bool).reshape(-1, 2).T
    return {
        "photos": len(inside),
        "top1": _mean(right),
        "known": _mean(known_inside),
        "right": _mean(right[known_inside]),
        "strangers": _mean(np.array(strangers, dtype=bool)),
    }


def _mean(hits: NDArray[np.bool_]) -> float | None:
    return float(hits.mean()) if len(hits) else None


def at_random(
    pack: Pack, photos: list[Answered], rare: list[Answered], seed: int
) -> list[dict[str, Any]]:
    """Draw classes again and again; the same photos are judged with all classes and with these."""
    rng, rows = np.random.default_rng(seed), []
    for count in [count for count in COUNTS if count < len(pack.labels)]:
        alike = defaultdict[str, list[dict[str, Any]]](list)
        for _ in range(DRAWS):
            names = rng.choice(pack.labels, count, replace=False).tolist()
            own = [photo for photo in photos if not photo.accepted.isdisjoint(names)]
            for way, classes, asked in (("all", pack.labels, own), ("chosen", names, photos)):
                told = tally(pack, classes, asked)
                told["rare"] = tally(pack, classes, rare)["strangers"] if rare else None
                alike[way].append(told)
        rows += [{"classes": f"{count}: {way}", **_averaged(alike[way])} for way in alike]
    return rows


def by_source(pack: Pack, sources: dict[str, list[Answered]]) -> list[dict[str, Any]]:
    """Judge each foreign shop with all classes and with those that its photos may be."""
    rows, alike = [], defaultdict[str, list[dict[str, Any]]](list)
    for source, photos in sorted(sources.items()):
        mine = frozenset[str]().union(*(photo.accepted for photo in photos))
        names = [label for label in pack.labels if label in mine]
        inside = [photo for photo in photos if not photo.accepted.isdisjoint(names)]
        if len(inside) < FEWEST_PHOTOS or len(names) < 2:
            continue
        for way, classes in (("all", pack.labels), (str(len(names)), names)):
            told = tally(pack, classes, photos)
            alike["all" if way == "all" else "chosen"].append(told)
            rows.append({"classes": f"{source}: {way}", **told, "rare": None})
    rows += [{"classes": f"mean of sources: {way}", **_averaged(alike[way])} for way in alike]
    return rows


def _averaged(told: list[dict[str, Any]]) -> dict[str, Any]:
    means = {}
    for key in ("photos", "top1", "known", "right", "strangers", "rare"):
        values = [one[key] for one in told if one.get(key) is not None]
        means[key] = float(np.mean(values)) if values else None
    return means


def to_markdown(result: dict[str, Any]) -> str:
    """Lay out both tables."""
    parts = [f"{result['pack']}; {DRAWS} draws of classes, means."]
    for rows in (result["random"], result["sources"]):
        cells = (
            (
                row["classes"],
                f"{row['photos']:,.0f}",
                *(
                    percent_cell(row[key])
                    for key in ("top1", "known", "right", "strangers", "rare")
                ),
            )
            for row in rows
        )
        parts.append(table(HEAD, cells))
    return "\n\n".join(parts)


def by_shop(examples: Iterable[Example]) -> dict[str, list[Example]]:
    """Sort photos by their source."""
    found = defaultdict[str, list[Example]](list)
    for example in examples:
        found[example.source].append(example)
    return dict(found)


@click.command()
@click.option("--pack", type=click.Path(path_type=Path), required=True)
@click.option("--data", type=click.Path(path_type=Path), required=True)
@click.option("--split", type=click.Path(path_type=Path), required=True)
@click.option("--shops", type=click.Path(path_type=Path), help="CSV: image, source, accepted")
@click.option("--seed", default=0, show_default=True)
@click.option("--json", "out", type=click.Path(path_type=Path), help="where the figures go")
@click.option("--readme", type=click.Path(path_type=Path), help="a page with a block `classes`")
def main(
    pack: Path,
    data: Path,
    split: Path,
    shops: Path | None,
    seed: int,
    out: Path | None,
    readme: Path | None,
) -> None:
    """Measure a pack with all of its classes and with those of a catalog."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        classifier = Classifier.open(pack)
        opened, catalog = classifier.pack, read_catalog(data, split)
        photos, rare = (
            ask(classifier, [e for e in catalog if e.subset == name]) for name in ("test", "rare")
        )
        sources = by_shop(read_shops(shops, "test", opened.labels) if shops else [])
        result = {
            "pack": f"{opened.name} {opened.version}",
            "network_sha256": opened.sha256,
            "seed": seed,
            "random": at_random(opened, photos, rare, seed),
            "sources": by_source(opened, {s: ask(classifier, e) for s, e in sources.items()}),
        }
        if out:
            write_text(out, json.dumps(result, indent=2))
        if readme:
            fill(readme, "classes", to_markdown(result))
    except AppError as error:
        raise click.ClickException(str(error)) from error
    click.echo(to_markdown(result))


if __name__ == "__main__":
    main()
