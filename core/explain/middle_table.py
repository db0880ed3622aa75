"""What the layers behind a stem make of a photo's parts, worked out as samples show them.

Each of their places looks at a few places of the stem's map. What they see has more patterns, too
many for whole pictures to show; but each is a small square, put together from what is known of the
stem's, and only those that samples show are ever run. Two by two places share a square: it is
little larger, and shows few more patterns, than one place's.

A layer that comes next and makes a smaller map is spared in its turn (`reduction_table`).
"""

from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.explain.answers import Answers, as_places
from core.explain.designs import Rows
from core.explain.patterns import Numbers, Patterns, how_many
from core.explain.reduction_table import ReductionTable
from core.explain.sightings import MOST_PATTERNS, NONE, Sightings
from core.explain.windows import in_blocks, windows_behind
from core.inference.squares import squares_inside
from core.inference.stem import Answering, Middle


class MiddleTable:
    """What the layers behind answer for the patterns that samples have shown so far.

    Parameters
    ----------
    middle : Middle
    given : Patterns
        Of the stem's places.
    answers : Answers
        Of the stem, for all of them.
    places : (places * places, n_superpixels) bool
        Windows of the middle's.
    samples : int
        That are to be asked for, about.
    """

    def __init__(
        self,
        middle: Middle,
        given: Patterns,
        answers: Answers,
        places: NDArray[np.bool_],
        samples: int,
    ) -> None:
        self._middle = middle
        self._given = given
        self._given_answers = answers
        self._answers = Answers(middle.channels, middle.block, NONE + 1, answers.token)
        self._around, self._own = squares_inside(middle.field, middle.block)
        cost = self._around.shape[1] / middle.field.places**2
        patterns = Patterns(in_blocks(places, middle.block))
        self._sightings = Sightings(patterns, self._answers, cost, samples)
        self._behind = None
        if middle.reduction is not None:
            self._behind = ReductionTable.of(middle.reduction, places, self._answers, samples)

    @classmethod
    def of(cls, middle: Middle, given: Patterns, answers: Answers, samples: int) -> Self | None:
        """Make room for the answers; None where the places see too many patterns."""
        places = windows_behind(given.windows, middle.field)
        if how_many(in_blocks(places, middle.block)) > MOST_PATTERNS:
            return None
        return cls(middle, given, answers, places, samples)

    def begin(self, rows: Rows) -> Answering | None:
        """Begin to answer rows of switches, (m, n_superpixels) bool.

        Returns
        -------
        Answering or None
            Of (m, n_classes). None where working out what they show is more work than they would
            save.
        """

        def work_out(samples: Numbers, blocks: Numbers) -> NDArray[np.void]:
            return self._worked_out(rows, samples, blocks)

        numbers = self._sightings.learn(rows, work_out)
        if numbers is None:
            return None
        begun = None if self._behind is None else self._behind.begin(rows, numbers)
        if begun is not None:
            return begun
        return self._middle.finish(len(rows), self._answers.writer(numbers))

    def _worked_out(self, rows: Rows, samples: Numbers, blocks: Numbers) -> NDArray[np.void]:
        """Run the layers on the squares of some samples' blocks."""

        def write(part: slice, squares: NDArray[np.int8]) -> None:
            seen = self._given.seen_at(rows[samples[part]], self._around[blocks[part]])
            self._given_answers.look_up(seen, squares)

        return as_places(self._middle.run_windows(self._own[blocks], write))
