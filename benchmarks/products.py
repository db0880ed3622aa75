"""Measure how right one tag a product is, by each rule of combining its photos' answers.

python -m benchmarks.products DIR

DIR holds the training data's layout: `images/<id>.jpg`, `styles.csv` and `split.csv`. Products
are made of test photos of one class, gender and brand, as a shop's own would be; each is drawn
three times, with two photos and with three or four. `rare` photos, of other classes, show how
often a product is called known that cannot be right.
"""

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core import paths
from core.entities import Prediction
from core.imaging.images import load_photo
from core.inference.classifier import Classifier
from core.inference.combining import combine
from core.inference.unknown import unknown_score
from core.vocabulary import Status

BATCH: Final = 32
DRAWS: Final = 3
SIZES: Final = ((2,), (3, 4))

Probabilities = NDArray[np.float64]
Rule = Callable[[Classifier, Sequence[Prediction]], Probabilities]


def mean_probability(classifier: Classifier, photos: Sequence[Prediction]) -> Probabilities:
    """Take the plain mean of the probabilities."""
    return np.mean([photo.probabilities for photo in photos], axis=0)


def mean_logits(classifier: Classifier, photos: Sequence[Prediction]) -> Probabilities:
    """Calibrate the mean of the logits."""
    return classifier.probabilities(np.mean([photo.logits for photo in photos], axis=0))


def by_familiarity(classifier: Classifier, photos: Sequence[Prediction]) -> Probabilities:
    """Weight each photo by how far it is from what the card calls doubtful."""
    rule, arrays = classifier.pack.card.unknown, classifier.pack.unknown_arrays
    logits = np.stack([photo.logits for photo in photos])
    shares = np.stack([photo.probabilities for photo in photos])
    features = np.stack([photo.features for photo in photos])
    scores = unknown_score(rule, logits, shares, features, arrays)
    return np.average(shares, axis=0, weights=1 / (1 + np.exp(scores - rule.doubt)))


def surest(classifier: Classifier, photos: Sequence[Prediction]) -> Probabilities:
    """Take the surest photo's answer."""
    return max(photos, key=lambda photo: photo.confidence).probabilities.astype(np.float64)


def ours(classifier: Classifier, photos: Sequence[Prediction]) -> Probabilities:
    """Do as the program does."""
    statuses = [photo.status for photo in photos]
    return combine(statuses, np.stack([photo.probabilities for photo in photos])).probabilities


RULES: Final[Mapping[str, Rule]] = {
    "surest photo": surest,
    "mean logits": mean_logits,
    "mean probability": mean_probability,
    "weighted by familiarity": by_familiarity,
    "as the program does": ours,
}


def main(folder: Path) -> None:
    """Tag the photos and print a table for each size of product."""
    with (folder / "styles.csv").open(encoding="utf-8", newline="") as stream:
        styles = {row["id"]: row for row in csv.DictReader(stream)}
    with (folder / "split.csv").open(encoding="utf-8", newline="") as stream:
        splits = {row["id"]: row["split"] for row in csv.DictReader(stream)}
    classifier = Classifier.open(paths.default_pack())
    for split in ("test", "rare"):
        chosen = [i for i in styles if splits.get(i) == split]
        answers = dict(_tagged(classifier, folder, chosen))
        for sizes in SIZES:
            products = [
                product
                for seed in range(DRAWS)
                for product in _products([styles[i] for i in answers], sizes, seed)
            ]
            print(f"{split}, {' or '.join(map(str, sizes))} photos: {len(products)} products")
            _report(classifier, styles, answers, products)


def _tagged(
    classifier: Classifier, folder: Path, chosen: Sequence[str]
) -> Iterator[tuple[str, Prediction]]:
    for start in range(0, len(chosen), BATCH):
        part = chosen[start : start + BATCH]
        photos = [load_photo(folder / "images" / f"{i}.jpg") for i in part]
        yield from zip(part, classifier.classify_many(photos), strict=True)


def _products(
    rows: Sequence[Mapping[str, str]], sizes: Sequence[int], seed: int
) -> Iterator[list[str]]:
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in rows:
        brand = row["productDisplayName"].split(" ")[0]
        alike[row["articleType"], row["gender"], brand].append(row["id"])
    draw = random.Random(seed)
    for _, ids in sorted(alike.items()):
        draw.shuffle(ids)
        while len(ids) >= min(sizes):
            size = min(draw.choice(sizes), len(ids))
            yield ids[:size]
            del ids[:size]


def _report(
    classifier: Classifier,
    styles: Mapping[str, Mapping[str, str]],
    answers: Mapping[str, Prediction],
    products: Sequence[Sequence[str]],
) -> None:
    photos = [i for product in products for i in product]
    right = {i: answers[i].label == styles[i]["articleType"] for i in photos}
    known = [i for i in photos if answers[i].status is Status.KNOWN]
    wrong = np.mean([not all(right[i] for i in product) for product in products])
    print(f"  photos right {np.mean([right[i] for i in photos]):.2%}, products with a wrong photo")
    print(f"  {wrong:.2%}; photos known {len(known) / len(photos):.2%}, right among them "
          f"{np.mean([right[i] for i in known]):.2%}")  # fmt: skip
    labels = np.array(classifier.pack.labels)
    for name, rule in RULES.items():
        hits = [
            labels[rule(classifier, [answers[i] for i in product]).argmax()]
            == styles[product[0]]["articleType"]
            for product in products
        ]
        print(f"  {name:24} products right {np.mean(hits):.2%}")
    _report_known(labels, styles, answers, products)


def _report_known(
    labels: NDArray[np.str_],
    styles: Mapping[str, Mapping[str, str]],
    answers: Mapping[str, Prediction],
    products: Sequence[Sequence[str]],
) -> None:
    hits = []
    marked = 0
    for product in products:
        shares = np.stack([answers[i].probabilities for i in product])
        said = combine([answers[i].status for i in product], shares)
        marked += sum(said.contradicts)
        if said.status is Status.KNOWN:
            hits.append(labels[said.index] == styles[product[0]]["articleType"])
    photos = sum(map(len, products))
    print(f"  products known {len(hits) / len(products):.2%}, right among them "
          f"{np.mean(hits):.2%}; photos said to contradict {marked / photos:.2%}")  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
