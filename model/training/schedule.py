"""When a network sees which size, and how fast it learns."""

import math
import re
from dataclasses import dataclass
from typing import Any, Final, Self

import keras
from keras import ops

LEAST_SIZE: Final = 32
"""Of an input, px: five halvings leave one pixel."""

WARM_UP_STEPS: Final = 300
"""At most; a short training warms up for a tenth of its steps."""


@dataclass(frozen=True, slots=True)
class Phase:
    """So many epochs at one input size, px."""

    size: int
    epochs: int

    @property
    def source(self) -> int:
        """Side of the decoded pictures that crops are taken from, px; never above 224."""
        return max(self.size, min(self.size * 5 // 4, 224))


@dataclass(frozen=True, slots=True)
class Plan:
    """Phases in order, small pictures first: most is learnt there, at a fraction of the cost."""

    phases: tuple[Phase, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `96x10,128x12,224x3` (size x epochs).

        Raises
        ------
        ValueError
            When the text has another form, an empty phase, or pictures too small.
        """
        found = [re.fullmatch(r"\s*(\d+)x(\d+)\s*", part) for part in text.split(",")]
        phases = tuple(Phase(int(m[1]), int(m[2])) for m in found if m)
        if len(phases) < len(found) or not all(p.size >= LEAST_SIZE and p.epochs for p in phases):
            form = f"size x epochs, such as 96x12,224x3, of {LEAST_SIZE} px or more"
            raise ValueError(f"{text!r} is no plan: write {form}")
        return cls(phases)

    @property
    def epochs(self) -> int:
        """Epochs of all phases."""
        return sum(phase.epochs for phase in self.phases)

    @property
    def only_size(self) -> int | None:
        """The size of every phase, where they share one: a network that flattens must know it."""
        sizes = {phase.size for phase in self.phases}
        return sizes.pop() if len(sizes) == 1 else None

    def phase_of(self, epoch: int) -> Phase:
        """Give the phase that an epoch (from 0) belongs to."""
        for phase in self.phases:
            if epoch < phase.epochs:
                return phase
            epoch -= phase.epochs
        return self.phases[-1]


@keras.saving.register_keras_serializable("tagproof")
class WarmCosine(keras.optimizers.schedules.LearningRateSchedule):
    """A short linear warm-up, then half a cosine down to one per cent.

    Source: Loshchilov & Hutter 2017, https://openreview.net/forum?id=Skq89Scxx
    """

    def __init__(self, peak: float, steps: int) -> None:
        self.peak = peak
        self.steps = steps

    def __call__(self, step: Any) -> Any:  # noqa: ANN401, D102
        now = ops.cast(step, "float32")
        warm = ops.minimum(1.0, (now + 1) / min(WARM_UP_STEPS, max(1, self.steps // 10)))
        share = ops.minimum(1.0, now / self.steps)
        return self.peak * warm * (0.01 + 0.99 * (0.5 + 0.5 * ops.cos(math.pi * share)))

    def get_config(self) -> dict[str, object]:  # noqa: D102
        return {"peak": self.peak, "steps": self.steps}
