"""What a network's first layers make of a photo's parts, worked out once and then looked up.

Each place of the map that they answer looks at a small square of the picture. Which of the few
superpixels in that square are on decides what the map holds there, whatever the rest of the sample
shows. So the first layers run on the few pictures that show every square all its patterns; behind
that a sample's map is put together from what they answered, and only the other layers run. As
numbers are whole there, the logits are those of the masked picture, to the last bit.

Layers that come next look at a few places of that map. What they see has more patterns, too many
for whole pictures to show; but each is a small piece, put together from what is known already.

With the network that ships both are half of the work. The squares of a photo have some 4,000
patterns and those of the layers behind 12,000, where 1,000 samples have 784,000 squares.
"""

from typing import Final, Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.explain.covering import covering_rows
from core.explain.designs import Rows
from core.explain.patterns import Numbers, Patterns, how_many
from core.explain.perturbation import MaskedPictures
from core.inference.receptive_field import ReceptiveField
from core.inference.stem import Middle, Stem

LARGEST_SHARE: Final = 1 / 2
"""Pictures that layers may be run on beforehand, as a share of the samples: more would not pay."""
MOST_PATTERNS: Final = 2**20
"""Of the layers behind; 25 MB of answers with the network that ships, if all were seen."""


class StemTable:
    """What the first layers answer for every pattern of every place.

    Parameters
    ----------
    stem : Stem
    patterns : Patterns
    answers : (patterns,) void
        Of each pattern, all channels of its place.
    samples : int
        That are to be asked for, about.
    """

    def __init__(
        self, stem: Stem, patterns: Patterns, answers: NDArray[np.void], samples: int
    ) -> None:
        self._stem = stem
        self._answers = answers
        self.patterns = patterns
        self._behind = None if stem.middle is None else _behind(self, stem.middle, samples)

    @classmethod
    def of(cls, stem: Stem, masked: MaskedPictures, samples: int) -> Self | None:
        """Work out what the first layers make of a photo's parts.

        Parameters
        ----------
        stem : Stem
        masked : MaskedPictures
        samples : int
            That are to be asked for, about.

        Returns
        -------
        StemTable or None
            None where some place sees so many superpixels that it would not pay.
        """
        windows = _windows(masked.differing, masked.count, stem.field)
        rows = covering_rows(windows, int(samples * LARGEST_SHARE))
        if rows is None:
            return None
        maps = stem.run(len(rows), lambda part, place: masked.write(rows[part], place))
        patterns = Patterns(windows)
        answers = np.empty(patterns.count, _place(stem.channels))
        answers[patterns.seen(rows)] = _as_places(maps)
        return cls(stem, patterns, answers, samples)

    def logits(self, rows: Rows) -> NDArray[np.float32]:
        """Give the logits (m, n_classes) of the masked pictures of (m, n_superpixels) bool rows."""
        if self._behind is not None and self._behind.learn(rows):
            return self._behind.logits(rows)
        return self._stem.finish(
            len(rows), lambda part, maps: self.look_up(self.patterns.seen(rows[part]), maps)
        )

    def look_up(self, seen: Numbers, maps: NDArray[np.int8]) -> None:
        """Put what is known of (m, k) patterns into the first of (>= m, side, side, channels)."""
        np.take(self._answers, seen, out=_as_places(maps)[: len(seen)], mode="clip")


class _MiddleTable:
    """What the layers behind answer for the patterns that samples have shown so far.

    Parameters
    ----------
    stem : StemTable
    middle : Middle
    patterns : Patterns
    samples : int
    """

    def __init__(self, stem: StemTable, middle: Middle, patterns: Patterns, samples: int) -> None:
        self._samples = samples
        self._asked = 0
        self._spent = 0.0
        self._stem = stem
        self._middle = middle
        self._patterns = patterns
        self._around, self._own = _squares(middle.field)
        self._answers = np.empty(patterns.count, _place(middle.channels))
        self._known = np.zeros(patterns.count, dtype=bool)

    def learn(self, rows: Rows) -> bool:
        """Work out the patterns that were not seen before.

        Returns
        -------
        bool
            False where that is more work than these samples, and those to come, would save.
        """
        self._asked += len(rows)
        wanted = np.zeros_like(self._known)
        wanted[self._patterns.seen(rows)] = True
        new = np.flatnonzero(wanted & ~self._known)
        pictures = len(new) * self._around.shape[1] / len(self._around)
        if self._spent + pictures > max(self._samples, self._asked) * LARGEST_SHARE:
            return False
        if len(new):
            self._answers[new] = self._worked_out(new)
            self._known[new] = True
            self._spent += pictures
        return True

    def logits(self, rows: Rows) -> NDArray[np.float32]:
        """Give the logits for rows that were learnt."""

        def write(part: slice, maps: NDArray[np.int8]) -> None:
            seen = self._patterns.seen(rows[part])
            np.take(self._answers, seen, out=_as_places(maps)[: len(seen)], mode="clip")

        return self._middle.finish(len(rows), write)

    def _worked_out(self, numbers: Numbers) -> NDArray[np.void]:
        rows, places = self._patterns.shown(numbers)
        around, below = self._around[places], self._stem.patterns

        def write(part: slice, squares: NDArray[np.int8]) -> None:
            self._stem.look_up(below.seen_at(rows[part], around[part]), squares)

        squares = _as_places(self._middle.run_windows(len(numbers), write))
        answers: NDArray[np.void] = squares[np.arange(len(numbers)), self._own[places]]
        return answers


def _behind(stem: StemTable, middle: Middle, samples: int) -> _MiddleTable | None:
    """Make room for what the layers behind answer; None where they see too many patterns."""
    windows = _windows_behind(stem.patterns.windows, middle.field)
    fits = how_many(windows) <= MOST_PATTERNS
    return _MiddleTable(stem, middle, Patterns(windows), samples) if fits else None


def _place(channels: int) -> np.dtype[np.void]:
    return np.dtype((np.void, channels))


def _as_places(maps: NDArray[np.int8]) -> NDArray[np.void]:
    """View (N, side, side, channels) as (N, side * side) whole places."""
    viewed: NDArray[np.void] = maps.view(_place(maps.shape[-1]))
    return viewed.reshape(len(maps), -1)


def _windows(differing: Numbers, count: int, field: ReceptiveField) -> NDArray[np.bool_]:
    """Tell which superpixels each place looks at.

    Parameters
    ----------
    differing : (size, size) intp
        As `MaskedPictures.differing`.
    count : int
        Superpixels.
    field : ReceptiveField

    Returns
    -------
    (places * places, count) bool
    """
    side = len(differing)
    reach = field.step * (field.places - 1) + field.after + 1 - side
    padded = np.pad(differing, ((field.before, max(reach, 0)),) * 2, constant_values=count)
    every = sliding_window_view(padded, (field.width, field.width))
    squares = every[:: field.step, :: field.step][: field.places, : field.places]
    seen = np.zeros((field.places**2, count + 1), dtype=bool)
    seen[np.arange(field.places**2)[:, None], squares.reshape(field.places**2, -1)] = True
    return seen[:, :count]


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
