"""How the tuning goes: its settings, and the shares of every batch."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from model.data.strength import Strength
from model.pytorch.timetable import Timetable


class Kind(StrEnum):
    """Where a lesson is from; each has its share of every batch."""

    CATALOG = "catalog"
    SHOPS = "shops"
    SELLERS = "sellers"
    OTHER = "other"


SHARES: Final = {Kind.CATALOG: 44, Kind.SHOPS: 8, Kind.SELLERS: 7, Kind.OTHER: 4}
"""Photos of each kind in a process's batch."""

EMPTY: Final = 2
"""Drawn grounds without a product in a batch: none of the classes."""

BATCH: Final = sum(SHARES.values()) + EMPTY
"""Pictures in a process's batch."""

DECAY: Final = 0.03
"""Weight decay of kernels."""

HEARD: Final = {Kind.CATALOG: 0.6, Kind.SELLERS: 0.36}
"""Share of the loss that is the teacher's answer; it knows one shop, and is silent elsewhere."""

SMOOTHING: Final = 0.1
"""Of labels."""

PASTED: Final = 1 / 3
"""Share of products on plain grounds that are laid on another."""

MIXED: Final = 0.25
"""Share of batches in which photos of the catalog are mixed; the teacher says what they show."""

WARM: Final = 0.03
"""Share of the time in which the learning rate rises."""

ALONE: Final = 0.015
"""Share of the time in which the class head learns alone: its first guesses would do harm."""


@dataclass(frozen=True, slots=True)
class Course:
    """What can be chosen of a tuning.

    Attributes
    ----------
    timetable : Timetable
    rate : float
        Peak learning rate of AdamW (Loshchilov & Hutter 2019, arXiv:1711.05101).
    gentle : float
        That of the blocks next to the frozen ones, times the others'.
    head : float
        That of the class head, times the others'.
    decay : float
        Of kernels.
    strength : Strength
        How far photos are changed.
    average : float
        Decay per step of the moving average of the weights.
    recall : float
        Weight of what the network knew from ImageNet, in the loss.
    rounded : float
        Share of the time after which it learns in 8 bits.
    told : float
        Share of the time between two judgements, each kept as a checkpoint.
    """

    timetable: Timetable
    rate: float = 8e-4
    gentle: float = 0.5
    head: float = 3.0
    decay: float = DECAY
    strength: Strength = field(default_factory=Strength)
    average: float = 0.998
    recall: float = 0.1
    rounded: float = 0.8
    told: float = 0.07
