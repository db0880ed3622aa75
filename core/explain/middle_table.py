"""What the layers behind a stem make of a photo's parts, worked out as samples show them.

Each of their places looks at a few places of the stem's map. What they see has more patterns, too
many for whole pictures to show; but each is a small square, put together from what is known of the
stem's, and only those that samples show are ever run.
"""

from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from core.explain.answers import Answers, as_places
from core.explain.designs import Rows
from core.explain.patterns import Numbers, Patterns, how_many
from core.inference.receptive_field import ReceptiveField
from core.inference.stem import Middle

LARGEST_SHARE: Final = 1 / 2
"""Pictures' worth of squares that may be run, as a share of the samples: more would not pay."""
MOST_PATTERNS: Final = 2**20
"""25 MB of answers with the network that ships, if all were seen."""


class MiddleTable:
    """What the layers behind answer for the patterns that samples have shown so far.

    Parameters
    ----------
    stem : Answers
        Of the stem, for all of its patterns.
    middle : Middle
    patterns : Patterns
        Of the middle's map.
    samples : int
        That are to be asked for, about.
    """

    def __init__(self, stem: Answers, middle: Middle, patterns: Patterns, samples: int) -> None:
        self._stem = stem
        self._middle = middle
        self._answers = Answers(patterns, middle.channels)
        self._known = np.zeros(patterns.count, dtype=bool)
        self._around, self._own = _squares(middle.field)
        self._samples = samples
        self._asked = 0
        self._spent = 0.0

    @classmethod
    def of(cls, stem: Answers, middle: Middle, samples: int) -> Self | None:
        """Make room for the answers; None where the places see too many patterns."""
        windows = _windows_behind(stem.patterns.windows, middle.field)
        if how_many(windows) > MOST_PATTERNS:
            return None
        return cls(stem, middle, Patterns(windows), samples)

    def learn(self, rows: Rows) -> bool:
        """Work out the patterns that were not seen before.

        Returns
        -------
        bool
            False where that is more work than these samples, and those to come, would save.
        """
        self._asked += len(rows)
        shown = np.zeros_like(self._known)
        shown[self._answers.patterns.seen(rows)] = True
        new = np.flatnonzero(shown & ~self._known)
        pictures = len(new) * self._around.shape[1] / len(self._around)
        if self._spent + pictures > max(self._samples, self._asked) * LARGEST_SHARE:
            return False
        if len(new):
            self._answers.keep(new, self._worked_out(new))
            self._known[new] = True
            self._spent += pictures
        return True

    def logits(self, rows: Rows) -> NDArray[np.float32]:
        """Give the logits for rows that were learnt."""

        def write(part: slice, maps: NDArray[np.int8]) -> None:
            self._answers.look_up(self._answers.patterns.seen(rows[part]), maps)

        return self._middle.finish(len(rows), write)

    def _worked_out(self, numbers: Numbers) -> NDArray[np.void]:
        rows, places = self._answers.patterns.shown(numbers)
        around = self._around[places]

        def write(part: slice, squares: NDArray[np.int8]) -> None:
            seen = self._stem.patterns.seen_at(rows[part], around[part])
            self._stem.look_up(seen, squares)

        squares = as_places(self._middle.run_windows(len(numbers), write))
        answers: NDArray[np.void] = squares[np.arange(len(numbers)), self._own[places]]
        return answers


def _windows_behind(windows: NDArray[np.bool_], field: ReceptiveField) -> NDArray[np.bool_]:
    """Tell which superpixels the places of the next map look at: all that theirs look at."""
    side = field.places
    given = windows.reshape(side, side, -1)
    seen = np.zeros_like(given)
    for y in (field.pixels(offset, side) for offset in range(field.width)):
        for x in (field.pixels(offset, side) for offset in range(field.width)):
            seen |= given[y[:, None], x]
    return seen.reshape(len(windows), -1)


def _squares(field: ReceptiveField) -> tuple[Numbers, Numbers]:
    """Cut a square of the field's width out of a map for each place, all of it inside.

    Returns
    -------
    around : (places * places, width * width) intp
        Places of the map in each square.
    own : (places * places,) intp
        Which place of its square each place is: one at its edge where the map ends there.
    """
    side, width = field.places, field.width
    first = np.clip(np.arange(side) - field.before, 0, side - width)
    there = first[:, None] + np.arange(width)
    around = there[:, None, :, None] * side + there[None, :, None, :]
    inside = np.arange(side) - first
    own = inside[:, None] * width + inside[None, :]
    return around.reshape(side * side, width * width), own.ravel()
