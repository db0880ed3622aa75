"""Time what a reviewer waits for, with 100,000 photos in the review file.

python -m benchmarks.review
"""

import hashlib
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from core.entities import TOP_K, ClassScore, Prediction
from core.review.audit import verify
from core.review.auto_accept import AutoAccept
from core.review.duplicates import Duplicates
from core.review.grouping import propose
from core.review.records import FoundFile, PackRecord
from core.review.store import Review
from core.review.views import VIEWS, Filter, View
from core.vocabulary import Grouping, Status

Result = TypeVar("Result")

PHOTOS: Final = 100_000
CLASSES: Final = 54
BATCH: Final = 1000
DECISIONS: Final = 300
REPEATS: Final = 9
LABELS: Final = tuple(f"Class {i}" for i in range(CLASSES))
LISTS: Final = {
    **VIEWS,
    "a number": View(Filter(text="777")),
    "two words": View(Filter(text="shelf3 99")),
    "two classes": View(Filter(classes=LABELS[:2], confidence=(0.2, 0.5))),
    "everything by doubt": View(),
}


def main() -> None:
    """Fill a review and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        with Review(Path(folder) / "a.tagproof", folder=Path(folder), reviewer="bench") as review:
            photos = _timed("scan taken in", lambda: _scan(review))
            contents = [hashlib.sha256(str(photo).encode()).hexdigest() for photo in photos]
            _timed("contents", lambda: _read(review, photos, contents))
            answers = [_answer(np.random.default_rng(photo)) for photo in photos]
            _timed("predictions saved", lambda: _classify(review, contents, answers))
            _decide(review, photos)
            curve = _timed(
                "planned what to accept by itself",
                lambda: AutoAccept(review, [(0.0, 0.2), (1.0, 0.0)]),
            )
            _median("a plan, as the slider moves", lambda: curve.plan(0.5))
            _timed("accepted by itself from 50 %", lambda: curve.apply(0.5))
            _timed("undone", review.decisions.undo)
            _lists(review)
            _median("counts", review.queue.counts)
            rng = np.random.default_rng(0)
            Duplicates(review.database).save([(photo, rng.bytes(32)) for photo in photos])
            _timed("near duplicates", Duplicates(review.database).find)
            _products(review, photos)
        _timed("audit", lambda: verify(Path(folder) / "a.tagproof"))


def _scan(review: Review) -> list[int]:
    scan = review.photos.begin_scan()
    root = review.photos.folder
    photos: list[int] = []
    for start in range(0, PHOTOS, BATCH):
        files = [
            FoundFile(root / f"shelf{i % 37}" / f"photo {i}.jpg", i, i)
            for i in range(start, start + BATCH)
        ]
        photos += review.photos.add(files, scan)
    return photos


def _read(review: Review, photos: list[int], contents: list[str]) -> None:
    review.predictions.use(PackRecord("ab" * 32, "bench", "1", LABELS))
    for start in range(0, PHOTOS, BATCH):
        part = slice(start, start + BATCH)
        review.photos.set_contents(list(zip(photos[part], contents[part], strict=True)))


def _answer(rng: np.random.Generator) -> Prediction:
    logits = (4 * rng.normal(size=CLASSES)).astype(np.float32)
    probabilities = np.exp(logits - logits.max())
    probabilities /= probabilities.sum()
    best = np.argsort(-probabilities)[:TOP_K]
    top = tuple(ClassScore(LABELS[i], float(probabilities[i])) for i in best)
    sure = top[0].probability
    status = Status.KNOWN if sure > 0.9 else Status.UNCERTAIN if sure > 0.3 else Status.UNKNOWN
    return Prediction(top, status, probabilities, logits)


def _classify(review: Review, contents: list[str], answers: list[Prediction]) -> None:
    for start in range(0, PHOTOS, BATCH):
        part = slice(start, start + BATCH)
        review.predictions.save(zip(contents[part], answers[part], strict=True))


def _decide(review: Review, photos: list[int]) -> None:
    times = []
    for photo in photos[: DECISIONS * 7 : 7]:
        started = time.perf_counter()
        review.decisions.accept([photo])
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    print(f"one decision: median {statistics.median(times):.1f} ms, 99 % {times[-3]:.1f} ms")


def _products(review: Review, photos: list[int]) -> None:
    """Time the same photos as some 30,000 products."""
    paths = [f"shelf{i % 37}/photo {i}.jpg" for i in range(PHOTOS)]
    named = [(path, f"SKU {i * 3 // 10}", f"Thing {i}") for i, path in enumerate(paths)]
    grouping = Grouping.CATALOG
    done = _timed("grouped", lambda: review.products.group(named, grouping))
    print(f"{done.products} products of {done.photos} photos")
    _timed("names read", lambda: propose(f"{i * 3 // 10}_{i % 10}.jpg" for i in range(PHOTOS)))
    _decide(review, photos)
    _lists(review)
    _median("products counted", review.queue.counts)
    _timed("products listed", lambda: list(review.products.listed()))
    _median("those of 100 photos", lambda: list(review.products.listed(photos[:100])))
    _timed("100 entries of products", lambda: [review.products.of(one) for one in photos[:300:3]])
    _timed("products ranked", review.predictions.probabilities)
    pack = review.predictions.pack
    _timed("another network", lambda: review.predictions.use(replace(pack, sha256="cd" * 32)))
    _timed("and back", lambda: review.predictions.use(pack))
    _timed("by themselves again", lambda: review.products.group([], Grouping.NONE))


def _lists(review: Review) -> None:
    for name, view in LISTS.items():
        _median(name, lambda view=view: review.queue.ids(view))


def _timed(name: str, work: Callable[[], Result]) -> Result:
    started = time.perf_counter()
    result = work()
    print(f"{name}: {time.perf_counter() - started:.1f} s")
    return result


def _median(name: str, work: Callable[[], object]) -> None:
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    print(f"{name}: median {statistics.median(times):.1f} ms, best {min(times):.1f} ms")


if __name__ == "__main__":
    main()
