"""What the layers behind a stem make of a photo's parts, worked out as samples show them.

Each of their places looks at a few places of the stem's map. What they see has more patterns, too
many for whole pictures to show; but each is a small square, put together from what is known of the
stem's, and only those that samples show are ever run. Two by two places share a square: it is
little larger, and shows few more patterns, than one place's.
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
"""Pictures that layers may be run on beforehand, as a share of the samples: more would not pay."""
MOST_BYTES: Final = 2**25
"""Of answers, if all patterns were seen: 350,000 with the network that ships."""


class MiddleTable:
    """What the layers behind answer for the patterns that samples have shown so far.

    Parameters
    ----------
    stem : Answers
        Of the stem, for all of its patterns.
    middle : Middle
    patterns : Patterns
        Of the blocks of the middle's map.
    samples : int
        That are to be asked for, about.
    """

    def __init__(self, stem: Answers, middle: Middle, patterns: Patterns, samples: int) -> None:
        self._stem = stem
        self._middle = middle
        self._answers = Answers(patterns, middle.channels, middle.block, stem.token)
        self._known = np.zeros(patterns.count, dtype=bool)
        self._around, self._own = _squares(middle.field, middle.block)
        self._samples = samples
        self._asked = 0
        self._spent = 0.0

    @classmethod
    def of(cls, stem: Answers, middle: Middle, samples: int) -> Self | None:
        """Make room for the answers; None where the places see too many patterns."""
        windows = _windows_behind(stem.patterns.windows, middle.field, middle.block)
        if how_many(windows) * middle.channels * middle.block**2 > MOST_BYTES:
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
        pictures = len(new) * self._around.shape[1] / self._middle.field.places**2
        if self._spent + pictures > max(self._samples, self._asked) * LARGEST_SHARE:
            return False
        if len(new):
            self._answers.keep(new, self._worked_out(new))
            self._known[new] = True
            self._spent += pictures
        return True

    def logits(self, rows: Rows) -> NDArray[np.float32]:
        """Give the logits for rows that were learnt."""
        return self._middle.finish(len(rows), self._answers.of(rows))

    def _worked_out(self, numbers: Numbers) -> NDArray[np.void]:
        rows, places = self._answers.patterns.shown(numbers)
        around = self._around[places]

        def write(part: slice, squares: NDArray[np.int8]) -> None:
            seen = self._stem.patterns.seen_at(rows[part], around[part])
            self._stem.look_up(seen, squares)

        squares = as_places(self._middle.run_windows(len(numbers), write))
        answers: NDArray[np.void] = np.take_along_axis(squares, self._own[places], axis=1)
        return answers


def _windows_behind(
    windows: NDArray[np.bool_], field: ReceptiveField, block: int
) -> NDArray[np.bool_]:
    """Tell which superpixels the blocks of the next map look at: all that theirs look at.

    Returns
    -------
    (blocks, n_superpixels) bool
    """
    side = field.places
    given = windows.reshape(side, side, -1)
    seen = np.zeros_like(given)
    for y in (field.pixels(offset, side) for offset in range(field.width)):
        for x in (field.pixels(offset, side) for offset in range(field.width)):
            seen |= given[y[:, None], x]
    blocks = seen.reshape(side // block, block, side // block, block, -1).any(axis=(1, 3))
    return blocks.reshape(-1, windows.shape[1])


def _squares(field: ReceptiveField, block: int) -> tuple[Numbers, Numbers]:
    """Cut a square of all that it looks at out of a map for each block, all of it inside.

    Returns
    -------
    around : (blocks, width * width) intp
        Places of the map in each square.
    own : (blocks, block * block) intp
        Which places of its square a block's are: at its edge where the map ends there.
    """
    side, width = field.places, field.width + block - 1
    begins = np.arange(0, side, block)
    first = np.clip(begins - field.before, 0, side - width)
    around = _grid(first[:, None] + np.arange(width), side)
    own = _grid((begins - first)[:, None] + np.arange(block), width)
    return around, own


def _grid(lines: Numbers, width: int) -> Numbers:
    """Number the places where (k, n) lines down and along cross, (k * k, n * n), in rows."""
    crossings = lines[:, None, :, None] * width + lines[None, :, None, :]
    return crossings.reshape(len(lines) ** 2, -1)
