"""What the review's tests share: a small pack, answers of a known confidence, stocked reviews."""

import numpy as np

from core.entities import ClassScore, Prediction
from core.review.records import FoundFile, PackRecord
from core.review.store import Review
from core.vocabulary import Status

LABELS = ("Tshirts", "Casual Shoes", "Handbags", "Dresses", "Lip Gloss")
PACK = PackRecord("ab" * 32, "catalog-cnn", "1.0", LABELS, (("Handbags", "Dresses"),))


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
