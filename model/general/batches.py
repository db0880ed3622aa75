"""What a step learns from: views of photos, and who says what they show."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.inference.litert_engine import LiteRtEngine
from model.data.strength import Strength
from model.general.course import EMPTY, HEARD, MIXED, PASTED, SMOOTHING, Kind
from model.general.lessons import Lessons, draw
from model.pytorch.augment import augment, mixed, shrunk
from model.pytorch.grounds import drawn_grounds, pasted
from model.pytorch.losses import accepted_losses


@dataclass(frozen=True, slots=True)
class Batch:
    """What a step learns from.

    Attributes
    ----------
    shown : (N, 3, S, S) float32 byte values
    accepted : (N, classes) float32
    answers : (H, classes) float32
        The teacher's, of the first H pictures.
    weight : (N,) float32
        How much the teacher's answer counts beside the label.
    """

    shown: Tensor
    accepted: Tensor
    answers: Tensor
    weight: Tensor


class Batches:
    """Makes batches for ever.

    Parameters
    ----------
    lessons : Lessons
    teacher : LiteRtEngine
        Knows the catalog; it sees each view at its own size.
    strength : Strength
        How far photos are changed.
    seed : int
    """

    def __init__(
        self, lessons: Lessons, teacher: LiteRtEngine, strength: Strength, seed: int
    ) -> None:
        self._lessons, self._teacher, self._strength = lessons, teacher, strength
        self._chance = np.random.default_rng(seed)
        self._drawn = draw(lessons, self._chance)

    def next(self, size: int) -> Batch:
        """Draw photos and give views of `size` px; those that the teacher hears come first."""
        drawn = next(self._drawn)
        catalog, shops = (self._split(drawn[kind]) for kind in (Kind.CATALOG, Kind.SHOPS))
        heard = self._heard(catalog[0], drawn[Kind.SELLERS], size)
        others = self._unheard(
            np.concatenate([catalog[1], shops[1]]),
            np.concatenate([shops[0], drawn[Kind.OTHER]]),
            size,
        )
        return Batch(
            torch.cat([heard.shown, others.shown]),
            torch.cat([heard.accepted, others.accepted]),
            heard.answers,
            torch.cat([heard.weight, others.weight]),
        )

    def _split(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Choose which photos stay as they are, and which products are laid on other grounds."""
        cut = self._lessons.masks[rows].any(axis=(1, 2))
        laid = (self._chance.random(len(rows)) < PASTED) & cut
        return rows[~laid], rows[laid]

    def _heard(self, catalog: NDArray[np.intp], sellers: NDArray[np.intp], size: int) -> Batch:
        rows, mixing = np.concatenate([catalog, sellers]), self._chance.random() < MIXED
        seen = augment(self._lessons.pictures(rows), self._teacher.size, self._strength)
        if mixing:
            seen = torch.cat([mixed(seen[: len(catalog)]), seen[len(catalog) :]])
        asked = seen.round().byte().permute(0, 2, 3, 1).contiguous().numpy()
        answers = torch.from_numpy(self._teacher.run(asked).logits).softmax(1)
        weight = torch.full((len(rows),), HEARD[Kind.SELLERS])
        weight[: len(catalog)] = 1.0 if mixing else HEARD[Kind.CATALOG]
        return Batch(shrunk(seen, size), self._lessons.accepted[rows], answers, weight)

    def _unheard(self, laid: NDArray[np.intp], plain: NDArray[np.intp], size: int) -> Batch:
        empty = 255 * drawn_grounds(EMPTY, self._lessons.pixels.shape[1])
        seen = torch.cat([self._laid(laid), self._lessons.pictures(plain).float(), empty])
        accepted = self._lessons.accepted[np.concatenate([laid, plain])]
        accepted = torch.cat([accepted, torch.zeros(EMPTY, accepted.shape[1])])
        shown = shrunk(augment(seen, size, self._strength), size)
        return Batch(shown, accepted, accepted[:0], torch.zeros(len(seen)))

    def _laid(self, rows: NDArray[np.intp]) -> Tensor:
        grounds = self._chance.choice(self._lessons.rows[Kind.OTHER], len(rows))
        return 255 * pasted(
            self._lessons.pictures(rows).float() / 255,
            self._lessons.cut_out(rows).float() / 255,
            self._lessons.pictures(grounds).float() / 255,
        )


def loss_of(batch: Batch, logits: Tensor) -> Tensor:
    """Cross-entropy to the labels and to the teacher, by each picture's weight."""
    log_p = logits.log_softmax(1)
    own = accepted_losses(log_p, batch.accepted, SMOOTHING)
    heard = len(batch.answers)
    taught = -(batch.answers * log_p[:heard]).sum(1)
    sum_ = ((1 - batch.weight) * own).sum() + (batch.weight[:heard] * taught).sum()
    return sum_ / len(log_p)
