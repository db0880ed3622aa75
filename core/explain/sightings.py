"""What layers answer for patterns that samples show, each worked out when it is first seen."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.explain.answers import Answers
from core.explain.designs import Rows
from core.explain.patterns import Numbers, Patterns

LARGEST_SHARE: Final = 1 / 2
"""Pictures that layers may be run on beforehand, as a share of the samples: more would not pay."""
MOST_PATTERNS: Final = 2**22
"""Of which few are seen; each takes 4 bytes of memory that the system gives where it is used."""
NONE: Final = 0
"""Number of no answer. What a map's blocks beyond its edges hold may be kept there."""

Work = Callable[[Numbers, Numbers], NDArray[np.void]]
"""Gives blocks (k, block * block) of some samples' maps: k samples of the rows given, k blocks."""


class Sightings:
    """The patterns that samples have shown so far.

    Parameters
    ----------
    patterns : Patterns
        Of blocks; at most `MOST_PATTERNS`.
    answers : Answers
        With room for `NONE`.
    cost : float
        Of working out a pattern, in pictures' worth of work.
    samples : int
        That are to be asked for, about.
    """

    def __init__(self, patterns: Patterns, answers: Answers, cost: float, samples: int) -> None:
        self._patterns = patterns
        self._answers = answers
        self._numbers = np.zeros(patterns.count, np.int32)
        self._cost = cost
        self._samples = samples
        self._asked = 0
        self._spent = 0.0

    def learn(self, rows: Rows, work_out: Work) -> Numbers | None:
        """Have those worked out that were not seen before.

        Parameters
        ----------
        rows : (m, n_superpixels) bool
        work_out : callable

        Returns
        -------
        (m, blocks) intp or None
            Numbers of the answers. None where that is more work than these samples, and those to
            come, would save.
        """
        self._asked += len(rows)
        seen = self._patterns.seen(rows)
        numbers: Numbers = self._numbers[seen].astype(np.intp)
        shown = np.flatnonzero(numbers == NONE)
        patterns = seen.ravel()[shown]
        self._numbers[patterns] = shown  # of several that show a pattern the last one stays
        chosen = self._numbers[patterns] == shown
        new = patterns[chosen]
        self._numbers[new] = NONE  # until it is worked out
        if not self._spend(len(new) * self._cost):
            return None
        if len(new):
            samples, blocks = np.divmod(shown[chosen], seen.shape[1])
            self._numbers[new] = self._answers.add(work_out(samples, blocks))
            numbers.ravel()[shown] = self._numbers[patterns]
        return numbers

    def _spend(self, pictures: float) -> bool:
        allowed = max(self._samples, self._asked) * LARGEST_SHARE
        if self._spent + pictures > allowed:
            return False
        self._spent += pictures
        return True
