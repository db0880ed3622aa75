"""What the review's tests share: a small pack, answers of a known confidence, stocked reviews."""

import sqlite3
from pathlib import Path

import numpy as np

from core.entities import ClassScore, ExplainSettings, Explanation, Prediction, Surrogate
from core.review.records import FoundFile, PackRecord, State
from core.review.store import Review
from core.review.views import VIEWS, View
from core.vocabulary import Status, Verdict, ViewKey

LABELS = ("Tshirts", "Casual Shoes", "Handbags", "Dresses", "Lip Gloss")
SHIRT, SHOES, BAG, DRESS, GLOSS = LABELS
ACCEPTED = State(Verdict.ACCEPTED, SHIRT)
PACK = PackRecord("ab" * 32, "catalog-cnn", "1.0", LABELS, (("Handbags", "Dresses"),))
NAMES = ["a_1.jpg", "a_2.jpg", "a_3.jpg", "b_1.jpg", "b_2.jpg", "alone.jpg"]
"""Of the shop's photos: three of product a, two of b, one by itself."""


def sha(number: int) -> str:
    return f"{number:064x}"


def predict(label: str, confidence: float = 0.8, status: Status = Status.KNOWN) -> Prediction:
    probabilities = np.full(len(LABELS), (1 - confidence) / (len(LABELS) - 1), dtype=np.float32)
    probabilities[LABELS.index(label)] = confidence
    order = np.argsort(-probabilities, kind="stable")
    top = tuple(ClassScore(LABELS[i], float(probabilities[i])) for i in order)
    return Prediction(top, status, probabilities, np.log(np.maximum(probabilities, 1e-9)))


def add_photos(review: Review, names: list[str]) -> list[int]:
    """Register names as if a scan had found and read them; contents are 0, 1, 2 ..."""
    scan = review.photos.begin_scan()
    files = [FoundFile(review.photos.folder / name, 10 + i, i) for i, name in enumerate(names)]
    ids = review.photos.add(files, scan)
    review.photos.set_contents([(photo, sha(i)) for i, photo in enumerate(ids)])
    return ids


def classify(review: Review, ids: list[int], answers: list[Prediction]) -> None:
    contents = [review.photos.get(photo).sha256 or "" for photo in ids]
    review.predictions.save(zip(contents, answers, strict=True))


def closed(tagged: tuple[Review, list[int]]) -> Path:
    """A sound review on disk, with every photo accepted and nobody at it."""
    review, ids = tagged
    review.decisions.accept(ids)
    review.close()
    return review.path


def explanation(settings: ExplainSettings) -> Explanation:
    rng = np.random.default_rng(0)
    segments = rng.integers(0, 300, (30, 20), dtype=np.int32)
    surrogates = {
        label: Surrogate(label, rng.normal(size=300), 0.1, 0.9, 0.3, 1 / 3, 0.8, errors, halves)
        for label, errors, halves in (
            ("Handbags", rng.normal(size=300), rng.normal(size=(2, 300))),
            ("Dresses", None, None),
        )
    }
    return Explanation(
        "Handbags", segments, surrogates, 512, settings, 0.4,
        stable=True, background=7,
    )  # fmt: skip


def named(*products: str) -> list[tuple[str, str, str]]:
    """Name the photos of the shop's products asked for, as a catalog would."""
    titles = {"a": "Linen Shirt", "b": ""}
    return [(name, name[0], titles[name[0]]) for name in NAMES[:5] if name[0] in products]


def listed(review: Review, ids: list[int], view: View = VIEWS[ViewKey.ALL]) -> list[int]:
    return [ids.index(photo) for photo in review.queue.ids(view).tolist()]


def states(review: Review, ids: list[int]) -> list[State]:
    return [row.state for row in review.photos.get_many(ids)]


def texts(connection: sqlite3.Connection) -> list[str]:
    return [text for (text,) in connection.execute("SELECT text FROM notes")]
