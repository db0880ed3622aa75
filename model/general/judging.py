"""How the tuned network stands, on photos that it did not learn from."""

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from model.data.shops import SHOPS
from model.general.lessons import Lessons
from model.general.network import First, Tuned
from model.pytorch.augment import shrunk
from model.pytorch.losses import accepted_losses

AT_ONCE = 128
"""Photos asked at once."""


class Standing:
    """Loss and accuracy at one size, by where photos are from.

    Parameters
    ----------
    lessons : Lessons
    first : First
    tuned : Tuned
        In the state to be judged.
    size : int
        Side of the input, px.
    """

    def __init__(self, lessons: Lessons, first: First, tuned: Tuned, size: int) -> None:
        self._lessons, self._first, self._tuned, self._size = lessons, first, tuned.eval(), size

    def loss_and_accuracy(self, subset: str) -> tuple[float, float]:
        """Mean loss and share right; NaN where nothing is held out."""
        rows = self._held(subset)
        if not len(rows):
            return float("nan"), float("nan")
        log_p = self._answers(rows).log_softmax(1)
        losses = accepted_losses(log_p, self._lessons.accepted[rows], 0.0)
        return losses.mean().item(), float(self._right(rows, log_p).mean())

    def shops(self) -> dict[str, float]:
        """Share right in each shop held out."""
        rows = self._held(SHOPS)
        sources = np.array([self._lessons.examples[row].source for row in rows])
        right = self._right(rows, self._answers(rows))
        return {name: float(right[sources == name].mean()) for name in np.unique(sources)}

    def _held(self, subset: str) -> NDArray[np.intp]:
        held = np.flatnonzero(self._lessons.judged)
        chosen = [self._lessons.examples[row].subset == subset for row in held]
        return held[np.array(chosen, dtype=bool)]

    def _right(self, rows: NDArray[np.intp], answers: Tensor) -> NDArray[np.float32]:
        tags = answers.argmax(1, keepdim=True)
        right: NDArray[np.float32] = self._lessons.accepted[rows].gather(1, tags)[:, 0].numpy()
        return right

    def _answers(self, rows: NDArray[np.intp]) -> Tensor:
        parts = list(self._asked(rows))
        return torch.cat(parts) if parts else torch.zeros(0, self._lessons.accepted.shape[1])

    @torch.no_grad()
    def _asked(self, rows: NDArray[np.intp]) -> Iterator[Tensor]:
        for start in range(0, len(rows), AT_ONCE):
            pictures = self._lessons.pictures(rows[start : start + AT_ONCE])
            with torch.autocast("cpu", torch.bfloat16):
                yield self._tuned(self._first(shrunk(pictures, self._size)), 0)[0]
