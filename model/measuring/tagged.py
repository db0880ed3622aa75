"""Labelled photos, tagged: what figures are computed from."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from core.entities import Photo, Prediction
from core.inference.classifier import Classifier
from core.inference.unknown import unknown_score
from model.data.dataset import Example
from model.data.photos import load_batches


class TaggedPhotos:
    """Labelled photos with what a classifier said of them.

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
        for part, photos in load_batches(examples):
            answers = classifier.classify_many(photos)
            scores.append(_scores(classifier, answers))
            self.examples += part
            self.predictions += [_light(answer) for answer in answers]
            self.hashes += [pixel_hash(photo) for photo in photos]
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


def pixel_hash(photo: Photo) -> str:
    """Name a picture by what it shows: the same pixels may lie in files that differ."""
    return hashlib.sha256(repr(photo.pixels.shape).encode() + photo.pixels.tobytes()).hexdigest()


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
