"""What a network answers for many pictures: logits and pooled features, kept small."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.inference.engine import Engine

BATCH: int = 256
"""Pictures handed to an engine at once."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers for N pictures.

    Attributes
    ----------
    logits : (N, n_classes) float32
    pooled : (N, f) float32
        The feature map averaged over the picture.
    """

    logits: NDArray[np.float32]
    pooled: NDArray[np.float32]

    def __getitem__(self, rows: NDArray[np.intp]) -> "Answers":
        """Give the answers of some pictures."""
        return Answers(self.logits[rows], self.pooled[rows])


def ask(engine: Engine, pictures: Iterable[NDArray[np.uint8]]) -> Answers:
    """Run batches of (n, size, size, 3) uint8 pictures, any n; the network must give features."""
    logits, pooled = [], []
    for batch in pictures:
        answer = engine.run(np.ascontiguousarray(batch))
        if answer.features is None:
            raise ValueError("the network gives no feature map")
        logits.append(answer.logits)
        pooled.append(answer.features.mean(axis=(1, 2)))
    return Answers(np.concatenate(logits), np.concatenate(pooled))


def in_batches(pixels: NDArray[np.uint8], rows: NDArray[np.intp]) -> Iterable[NDArray[np.uint8]]:
    """Take chosen rows of a (memory mapped) array of pictures, batch by batch."""
    return (pixels[rows[start : start + BATCH]] for start in range(0, len(rows), BATCH))
