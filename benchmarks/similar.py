"""How long a search for similar photos takes, what it needs, and how often it finds the like.

python -m benchmarks.similar --photos 20000
python -m benchmarks.similar --data FOLDER --split FILE --queries 2000
"""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import click
import numpy as np

from core import paths
from core.imaging import images
from core.imaging.preprocessing import prepare
from core.inference.classifier import Classifier
from core.similar.cache import FILE, FeatureCache
from core.similar.features import MOST_WIDE, shorten, unit
from core.similar.known import KnownVectors
from core.similar.search import nearest
from model.data.dataset import read_catalog
from model.measuring.page import table

T = TypeVar("T")

NEAREST: Final = 10
BATCH: Final = 32
ROUNDS: Final = 5


@click.command()
@click.option("--photos", type=click.IntRange(min=2), default=20_000, show_default=True)
@click.option("--data", type=click.Path(path_type=Path), help="styles.csv + images/")
@click.option("--split", type=click.Path(path_type=Path), help="CSV with columns id and split")
@click.option("--queries", type=click.IntRange(min=20), default=2000, show_default=True)
def main(photos: int, data: Path | None, split: Path | None, queries: int) -> None:
    """Measure speed and memory, or with labelled photos how often the nearest are of one class."""
    if data is None:
        speed(photos)
    else:
        quality(data, split, queries)


def speed(photos: int) -> None:
    """Time a search among so many photos, and what comes before the first one."""
    vectors = unit(np.random.default_rng(0).normal(size=(photos, MOST_WIDE)))
    subjects = [f"{number:064x}" for number in range(photos)]
    numbers = np.arange(photos)
    with tempfile.TemporaryDirectory() as folder:
        cache = FeatureCache(Path(folder))
        writing, _ = timed(lambda: cache.keep("network", subjects, vectors), rounds=1)
        cache.close()
        reading, (names, found) = timed(lambda: cache.get("network", subjects))
        size = (Path(folder) / FILE).stat().st_size
        cache.close()
    known = KnownVectors()
    known.add(names, found)
    searching, _ = timed(lambda: nearest(known, numbers, numbers, subjects, photos // 2, 120))
    rows = [
        ["reading all from the cache, once a review", *reading],
        ["a search", *searching],
        ["writing all into the cache", *writing],
        ["memory of the vectors", f"{known.bytes / 1e6:,.1f} MB", ""],
        ["the cache's file", f"{size / 1e6:,.1f} MB", ""],
    ]
    print(table([f"{photos:,} photos", "by the clock", "of processors"], rows))


def quality(data: Path, split: Path | None, queries: int) -> None:
    """Say which share of the nearest are of the query's class, among photos of the test split."""
    test = [one for one in read_catalog(data, split) if one.subset == "test"]
    random.Random(0).shuffle(test)
    chosen, classifier = test[:queries], Classifier.open(paths.default_pack())
    maps = []
    for start in range(0, len(chosen), BATCH):
        part = chosen[start : start + BATCH]
        photos = [prepare(images.load_photo(one.path).pixels, classifier.size) for one in part]
        maps.append(classifier.engine.run(np.stack(photos)).features)
    features = np.concatenate(maps)
    classes = np.array([one.accepted[0] for one in chosen])
    rows = [
        ["the vectors of the program", *shares(shorten(features), classes)],
        ["all features, pooled", *shares(unit(features.mean(axis=(1, 2))), classes)],
        ["by chance", f"{np.mean([np.mean(classes == one) for one in classes]):.1%}", ""],
    ]
    said = f"{len(chosen):,} photos, {len(set(classes))} classes"
    print(table([said, f"of the {NEAREST} nearest", "the nearest"], rows))


def shares(vectors: np.ndarray, classes: np.ndarray) -> list[str]:
    """Give the share of the nearest, and of the very nearest, that are of the same class."""
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, -2)
    found = np.argsort(-alike, axis=1, kind="stable")[:, :NEAREST]
    same = classes[found] == classes[:, None]
    return [f"{same.mean():.1%}", f"{same[:, 0].mean():.1%}"]


def timed(work: Callable[[], T], rounds: int = ROUNDS) -> tuple[list[str], T]:
    """Say the median of the time that something takes, by the clock and of processors."""
    taken = []
    for _ in range(rounds):
        began, busy = time.perf_counter(), time.process_time()
        result = work()
        taken.append((time.perf_counter() - began, time.process_time() - busy))
    return [f"{1000 * seconds:,.0f} ms" for seconds in np.median(taken, axis=0)], result


if __name__ == "__main__":
    main()
