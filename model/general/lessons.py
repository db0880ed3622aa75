"""What is learnt: photos by kind, drawn batch by batch."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from model.data.dataset import Example, targets
from model.data.pictures import Pictures
from model.data.shops import SHOPS, is_other
from model.general.course import SHARES, Kind


@dataclass(frozen=True, slots=True)
class Lessons:
    """Photos to learn from and to judge by.

    Attributes
    ----------
    pixels : (N, S, S, 3) uint8, memory mapped
    masks : (N, M, M) uint8, memory mapped
        255 on a product that can be cut out, 0 all over where none can.
    accepted : (N, classes) float32
        1 where a class fits the photo.
    examples : list of Example
    rows : dict
        Of each kind, the photos to learn from.
    weights : dict
        Of each kind, how often each of them is drawn, as shares.
    judged : (N,) bool
    """

    pixels: NDArray[np.uint8]
    masks: NDArray[np.uint8]
    accepted: Tensor
    examples: list[Example]
    rows: dict[Kind, NDArray[np.intp]]
    weights: dict[Kind, NDArray[np.float64]]
    judged: NDArray[np.bool_]

    def pictures(self, rows: NDArray[np.intp]) -> Tensor:
        """Give photos as (n, 3, S, S) uint8."""
        return torch.from_numpy(self.pixels[rows]).permute(0, 3, 1, 2)

    def cut_out(self, rows: NDArray[np.intp]) -> Tensor:
        """Give masks as (n, 1, M, M) uint8."""
        return torch.from_numpy(self.masks[rows])[:, None]


def lessons_of(pictures: Pictures, masks: NDArray[np.uint8], classes: tuple[str, ...]) -> Lessons:
    """Sort photos by kind; a shop's stand by the root of how few it has."""
    kinds = [_kind(example) for example in pictures.examples]
    sizes = Counter(e.source for e in pictures.examples)
    rows, weights = {}, {}
    for kind in Kind:
        own = [k is kind and not held for k, held in zip(kinds, pictures.held_out, strict=True)]
        rows[kind] = np.flatnonzero(own)
        each = [sizes[pictures.examples[row].source] ** -0.5 for row in rows[kind]]
        weights[kind] = np.array(each) / sum(each)
    others = np.array([kind is Kind.OTHER for kind in kinds])
    return Lessons(
        pictures.pixels, masks, torch.from_numpy(targets(pictures.examples, classes)),
        pictures.examples, rows, weights, pictures.held_out & ~others,
    )  # fmt: skip


def _kind(example: Example) -> Kind:
    if is_other(example):
        return Kind.OTHER
    if example.subset == SHOPS:
        return Kind.SHOPS
    return Kind.SELLERS if example.subset == "partial" else Kind.CATALOG


def draw(lessons: Lessons, chance: np.random.Generator) -> Iterator[dict[Kind, NDArray[np.intp]]]:
    """Draw batches for ever: the catalog's photos in turn, the rarer kinds by weight."""
    count, catalog = SHARES[Kind.CATALOG], lessons.rows[Kind.CATALOG]
    while True:
        order = chance.permutation(catalog)
        for start in range(0, len(order) - count + 1, count):
            rare = {
                kind: chance.choice(lessons.rows[kind], SHARES[kind], p=lessons.weights[kind])
                for kind in (Kind.SHOPS, Kind.SELLERS, Kind.OTHER)
            }
            yield {Kind.CATALOG: order[start : start + count], **rare}
