"""Measures a pack: `python -m model.evaluate --pack P --data DIR --split split.csv --subset test`.

Photos go the whole way that they go in the program: decoded, prepared, through the engine that
ships, calibrated. What is measured is therefore what a reviewer gets.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray

from core.entities import Photo, Prediction
from core.errors import AppError
from core.imaging.images import load_photo
from core.inference.calibration import expected_calibration_error
from core.inference.classifier import Classifier
from core.inference.unknown import unknown_score
from core.paths import write_text
from core.vocabulary import Status
from model.data.dataset import Example, read_catalog, read_partial
from model.data.nonproducts import GROUPS, write_nonproducts
from model.measuring.measures import (
    Share,
    auroc,
    confusion,
    family_hits,
    macro_f1,
    reliability,
    risk_steps,
    top_k_hits,
)

BATCH: Final = 64
SIZES: Final = {"60x80": 80, "120x160": 160, "about 224": 10**6}
"""Largest longer side of each group of pictures, px."""

TABLES: Final = {"by_class", "confusion", "reliability", "risk_coverage"}
"""Figures that `model.plots` draws, too long to be said."""

_log = logging.getLogger(__name__)


class Measured:
    """Predictions for labelled photos.

    Parameters
    ----------
    classifier : Classifier
    examples : list of Example
        Those that cannot be read are logged and left out.
    """

    def __init__(self, classifier: Classifier, examples: list[Example]) -> None:
        self.labels = classifier.pack.labels
        self.families = classifier.pack.card.families
        self.examples: list[Example] = []
        self.predictions: list[Prediction] = []
        self.hashes: list[str] = []
        self.sides: list[int] = []
        scores = []
        for part, photos in in_batches(examples):
            answers = classifier.classify_many(photos)
            scores.append(_scores(classifier, answers))
            self.examples += part
            self.predictions += [_light(answer) for answer in answers]
            self.hashes += [_pixel_hash(photo) for photo in photos]
            self.sides += [max(photo.full_size) for photo in photos]
        self.scores = np.concatenate(scores)
        self.probabilities = np.stack([p.probabilities for p in self.predictions])
        self.confidence = self.probabilities.max(axis=1)
        self.predicted = self.probabilities.argmax(axis=1)
        self.status = np.array([p.status for p in self.predictions])

    @property
    def accepted(self) -> NDArray[np.bool_]:
        """Whether each tag is one of the accepted classes; (N,) bool."""
        pairs = zip(self.predictions, self.examples, strict=True)
        return np.array([p.label in e.accepted for p, e in pairs])

    @property
    def truth(self) -> NDArray[np.intp]:
        """Index of each photo's first accepted class; (N,)."""
        return np.array([self.labels.index(e.accepted[0]) for e in self.examples])


def in_batches(examples: list[Example]) -> Iterator[tuple[list[Example], list[Photo]]]:
    """Load photos, at most `BATCH` at once; those that cannot be read are logged and left out."""
    part: list[Example] = []
    photos: list[Photo] = []
    for example in examples:
        try:
            photos.append(load_photo(example.path))
            part.append(example)
        except AppError as error:
            _log.warning("skipped %s", error)
        if len(part) == BATCH:
            yield part, photos
            part, photos = [], []
    if part:
        yield part, photos


def _light(answer: Prediction) -> Prediction:
    return Prediction(answer.top, answer.status, answer.probabilities, answer.logits)


def _scores(classifier: Classifier, answers: list[Prediction]) -> NDArray[np.float64]:
    features = [a.features for a in answers if a.features is not None]
    pack = classifier.pack
    return unknown_score(
        pack.card.unknown,
        np.stack([a.logits for a in answers]),
        np.stack([a.probabilities for a in answers]),
        np.stack(features) if features else None,
        pack.unknown_arrays,
    )


def figures(measured: Measured, twins: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Compute the figures of photos with one true class each.

    Parameters
    ----------
    measured : Measured
    twins : frozenset of str
        Pixel hashes of training photos; test photos among them are left out in one figure.
    """
    right, truth = measured.accepted, measured.truth
    alone = np.array([h not in twins for h in measured.hashes])
    sides = np.array(measured.sides)
    known = measured.status == Status.KNOWN
    lower, by_size = 0, {}
    for name, upper in SIZES.items():
        by_size[name] = _share(right[(sides > lower) & (sides <= upper)])
        lower = upper
    return {
        "photos": len(right),
        "top1": _share(right),
        "top5": _share(top_k_hits(measured.probabilities, truth, 5)),
        "top1_family": _share(right | _in_family(measured)),
        "macro_f1": macro_f1(measured.predicted, truth),
        "top1_without_twins": _share(right[alone]),
        "top1_by_size": by_size,
        "calibration_error": expected_calibration_error(measured.confidence, right),
        "reliability": reliability(measured.confidence, right),
        "risk_coverage": risk_steps(measured.confidence, right),
        "known": {"coverage": _share(known), "right": _share(right[known])},
        "status": {s: float(np.mean(measured.status == s)) for s in Status if s != Status.ERROR},
        "by_class": {label: _share(right[truth == c]) for c, label in enumerate(measured.labels)},
        "confusion": confusion(measured.predicted, truth, len(measured.labels)).tolist(),
    }


def _in_family(measured: Measured) -> NDArray[np.bool_]:
    index = measured.labels.index
    groups = [[index(label) for label in family] for family in measured.families]
    return family_hits(measured.predicted, measured.truth, groups)


def unknown_figures(inside: Measured, outside: Measured) -> dict[str, Any]:
    """Compute how well photos of no known class are told apart."""
    return {
        "photos": len(outside.predictions),
        "auroc": auroc(inside.scores, outside.scores),
        "auroc_of_max_probability": auroc(-inside.confidence, -outside.confidence),
        "status": {s: float(np.mean(outside.status == s)) for s in Status if s != Status.ERROR},
    }


def partial_figures(measured: Measured) -> dict[str, Any]:
    """Compute the figures of photos with several accepted classes."""
    right = measured.accepted
    known = measured.status == Status.KNOWN
    groups = np.array([";".join(e.accepted) for e in measured.examples])
    return {
        "photos": len(right),
        "accepted": _share(right),
        "wrong_called_known": float(np.mean(known & ~right)),
        "by_accepted": {group: _share(right[groups == group]) for group in np.unique(groups)},
    }


def nonproduct_figures(classifier: Classifier, inside: Measured) -> dict[str, Any]:
    """Compute how well pictures that are no products at all are told apart."""
    with TemporaryDirectory() as folder:
        outside = Measured(classifier, write_nonproducts(Path(folder)))
    groups = np.array([e.accepted[0] for e in outside.examples])
    known = outside.status == Status.KNOWN
    return {
        **unknown_figures(inside, outside),
        "by_group": {
            group: {
                "auroc": auroc(inside.scores, outside.scores[groups == group]),
                "called_known": float(known[groups == group].mean()),
            }
            for group in GROUPS
        },
    }


def _share(hits: NDArray[np.bool_]) -> dict[str, float] | None:
    share = Share.of(hits)
    return asdict(share) if share else None


@click.command()
@click.option("--pack", type=click.Path(path_type=Path), required=True)
@click.option("--data", type=click.Path(path_type=Path), required=True)
@click.option("--split", type=click.Path(path_type=Path))
@click.option("--subset", default="test", show_default=True)
@click.option("--unknown", help="a subset of classes that the network never saw, such as rare")
@click.option("--nonproducts", is_flag=True, help="also noise, text, screens, other photos")
@click.option("--partial", type=click.Path(path_type=Path), help="CSV: image, accepted")
@click.option("--json", "out", type=click.Path(path_type=Path), help="where the figures go")
def main(
    pack: Path,
    data: Path,
    split: Path | None,
    subset: str,
    unknown: str | None,
    nonproducts: bool,
    partial: Path | None,
    out: Path | None,
) -> None:
    """Measure a pack on labelled photos and say the main figures."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        result = evaluate(Classifier.open(pack), data, split, subset, unknown, partial, nonproducts)
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
) -> dict[str, Any]:
    """Measure a classifier on the photos of a subset, and on others where named.

    Raises
    ------
    AppError
        A table cannot be read, or the subset holds no photo of a known class.
    """
    catalog = read_catalog(data, split)
    inside = Measured(classifier, labelled(classifier, data, split, subset))
    pack = classifier.pack
    result = {
        "pack": f"{pack.name} {pack.version}",
        "network_sha256": pack.sha256,
        "subset": subset,
        **figures(inside, _training_hashes(catalog)),
    }
    if unknown:
        strangers = [e for e in catalog if e.subset == unknown]
        result["unknown"] = unknown_figures(inside, Measured(classifier, strangers))
    if nonproducts:
        result["nonproducts"] = nonproduct_figures(classifier, inside)
    if partial:
        sellers = read_partial(partial, partial.parent / "sellers", "partial")
        result["partial"] = partial_figures(Measured(classifier, sellers))
    return result


def labelled(
    classifier: Classifier,
    data: Path,
    split: Path | None,
    subset: str,
    count: int | None = None,
    seed: int = 0,
) -> list[Example]:
    """Read the photos of a subset whose class a classifier knows, or `count` of them at random.

    Raises
    ------
    AppError
        A table cannot be read, or the subset holds no such photo.
    """
    labels = set(classifier.pack.labels)
    catalog = read_catalog(data, split)
    mine = [e for e in catalog if e.subset == subset and e.accepted[0] in labels]
    if not mine:
        raise AppError(f"{data / 'styles.csv'}: no photo of a known class in subset {subset!r}")
    chosen = np.random.default_rng(seed).permutation(len(mine))[:count]
    return [mine[row] for row in sorted(chosen)]


def _training_hashes(catalog: list[Example]) -> frozenset[str]:
    learnt = [e for e in catalog if e.subset == "train"]
    return frozenset(_pixel_hash(photo) for _, photos in in_batches(learnt) for photo in photos)


def _pixel_hash(photo: Photo) -> str:
    """Name a picture by what it shows: the same pixels may lie in files that differ."""
    return hashlib.sha256(repr(photo.pixels.shape).encode() + photo.pixels.tobytes()).hexdigest()


if __name__ == "__main__":
    main()
