"""What a layer that makes a smaller map answers for a photo's parts, as samples show them.

A square of what one of its places looks at is put together from places of the middle's map. Beyond
that map's edges lies its margin, which such a layer sees as it sees numbers of a map.
"""

from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from core.explain.answers import Answers, as_places
from core.explain.designs import Rows
from core.explain.patterns import Numbers, Patterns, how_many
from core.explain.sightings import MOST_PATTERNS, NONE, Sightings
from core.explain.windows import windows_behind
from core.inference.receptive_field import ReceptiveField
from core.inference.stem import Answering, Reduction

LEAST_SAMPLES: Final = 512
"""From which on it pays: fewer show nearly as many patterns."""
COST: Final = 2
"""Of a place by itself: what that many places of a whole map cost."""


class ReductionTable:
    """What the layer answers for the patterns that samples have shown so far.

    Parameters
    ----------
    reduction : Reduction
    windows : (places * places, n_superpixels) bool
    given : Answers
        Of the middle.
    side : int
        Places along a side of the middle's map.
    samples : int
        That are to be asked for, about.
    """

    def __init__(
        self,
        reduction: Reduction,
        windows: NDArray[np.bool_],
        given: Answers,
        side: int,
        samples: int,
    ) -> None:
        self._reduction = reduction
        self._given = given
        self._around, self._within = _squares(reduction.field, given.block, side)
        self._lifted: Answers | None = None
        self._answers = Answers(reduction.channels, room=NONE + 1, token=given.token)
        cost = COST / len(windows)
        self._sightings = Sightings(Patterns(windows), self._answers, cost, samples)

    @classmethod
    def of(
        cls, reduction: Reduction, places: NDArray[np.bool_], given: Answers, samples: int
    ) -> Self | None:
        """Make a table behind places with these windows.

        Returns
        -------
        ReductionTable or None
            None where they see too many patterns, or samples are so few that it would not pay.
        """
        windows = windows_behind(places, reduction.field)
        if samples < LEAST_SAMPLES or how_many(windows) > MOST_PATTERNS:
            return None
        return cls(reduction, windows, given, round(len(places) ** 0.5), samples)

    def begin(self, rows: Rows, given: Numbers) -> Answering | None:
        """Begin to answer rows of switches.

        Parameters
        ----------
        rows : (m, n_superpixels) bool
        given : (m, blocks) intp
            Numbers of the middle's answers for them.

        Returns
        -------
        Answering or None
            Of (m, n_classes). None where working out what they show is more work than they would
            save.
        """
        padded = np.pad(given, ((0, 0), (0, 1)), constant_values=NONE)

        def work_out(samples: Numbers, places: Numbers) -> NDArray[np.void]:
            return self._worked_out(padded, samples, places)

        numbers = self._sightings.learn(rows, work_out)
        if numbers is None:
            return None
        return self._reduction.finish(len(rows), self._answers.writer(numbers))

    def _worked_out(self, given: Numbers, samples: Numbers, places: Numbers) -> NDArray[np.void]:
        """Run the layer on the squares of some samples' places."""
        lifted = self._lift()
        first = given * lifted.block**2

        def write(part: slice, squares: NDArray[np.int8]) -> None:
            around, within = self._around[places[part]], self._within[places[part]]
            lifted.look_up_places(first[samples[part, None], around] + within, squares)

        return as_places(self._reduction.run_windows(len(places), write))

    def _lift(self) -> Answers:
        """Lift what the middle has answered meanwhile, by the same numbers."""
        lifted, given = self._lifted, self._given
        if lifted is None:
            blocks = self._reduction.lift(given.since(NONE))
            lifted = self._lifted = Answers(blocks.shape[3], given.block, token=given.token)
            beyond = np.full_like(blocks[: NONE + 1], self._reduction.margin)
            lifted.add(as_places(beyond))
            lifted.add(as_places(blocks[NONE + 1 :]))
        elif lifted.count < given.count:
            lifted.add(as_places(self._reduction.lift(given.since(lifted.count))))
        return lifted


def _squares(field: ReceptiveField, block: int, side: int) -> tuple[Numbers, Numbers]:
    """Tell which places of a map in blocks each place of the map made of it looks at.

    Parameters
    ----------
    field : ReceptiveField
    block : int
        Places along a side of the given map's blocks.
    side : int
        Places along a side of the given map.

    Returns
    -------
    around : (places * places, width * width) intp
        In which block they are; beyond the map's edges in the one behind its last.
    within : (places * places, width * width) intp
        Which of its block each is; the first one there.
    """
    begins = np.arange(field.places) * field.step - field.before
    lines = begins[:, None] + np.arange(field.width)
    y, x = np.broadcast_arrays(lines[:, None, :, None], lines[None, :, None, :])
    inside = (y >= 0) & (y < side) & (x >= 0) & (x < side)
    along = side // block
    around = np.where(inside, y // block * along + x // block, along**2)
    within = np.where(inside, y % block * block + x % block, 0)
    return around.reshape(len(lines) ** 2, -1), within.reshape(len(lines) ** 2, -1)
