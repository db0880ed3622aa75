"""Trainings that last for a time, not for a number of epochs."""

import math
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timetable:
    """How long a training lasts, and which size it sees when.

    Attributes
    ----------
    seconds : float
    sizes : tuple of (float, int)
        For which share of the time the input has which side, px; the last one ships.
    """

    seconds: float
    sizes: tuple[tuple[float, int], ...]

    @property
    def last(self) -> int:
        """Side of the input at the end, px."""
        return self.sizes[-1][1]

    def size(self, gone: float) -> int:
        """Side of the input, px, when this share of the time has gone."""
        for share, size in self.sizes:
            if gone < share:
                return size
            gone -= share
        return self.last


def read_timetable(text: str) -> Timetable:
    """Read `262s: 60% at 160 px, 40% at 224 px`.

    Raises
    ------
    ValueError
        When the text has another form.
    """
    time, _, parts = text.partition(":")
    found = [re.fullmatch(r"\s*(\d+)% at (\d+) px\s*", part) for part in parts.split(",")]
    sizes = tuple((int(m[1]) / 100, int(m[2])) for m in found if m)
    if not re.fullmatch(r"\d+s", time) or len(sizes) < len(found):
        raise ValueError(f"{text!r} is no course: write 262s: 60% at 160 px, 40% at 224 px")
    return Timetable(float(time[:-1]), sizes)


def rate_factor(gone: float, warm: float) -> float:
    """Learning rate over its peak: a rise, for `warm` of the time, and half a cosine to 1 %."""
    return min(1.0, max(0.0, gone) / warm) * (0.01 + 0.495 * (1 + math.cos(math.pi * gone)))
