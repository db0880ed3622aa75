"""What was decided, step by step, the newest first: a page of the log at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from core.review.database import Database
from core.review.last_step import LastStep, told
from core.review.ledger import StepState
from core.vocabulary import Action

PAGE: Final = 200
"""Steps read at once: a few ms where they are about single photos."""
_STEPS: Final = "SELECT step, state FROM steps WHERE step < ? ORDER BY step DESC LIMIT ?"
_ENTRIES: Final = (
    "SELECT step, action, after, count(*), count(product), min(path)"
    " FROM decisions WHERE step BETWEEN ? AND ? GROUP BY step, action, after"
    " ORDER BY step DESC, max(id) DESC"
)
_FIRSTS: Final = (
    "SELECT step, photo, at, reviewer FROM decisions"
    " WHERE id IN (SELECT min(id) FROM decisions WHERE step BETWEEN ? AND ? GROUP BY step)"
    " ORDER BY step DESC"
)
_WALKED: Final = (
    "SELECT target, action, max(id) FROM decisions WHERE target BETWEEN ? AND ? GROUP BY target"
)
_BEYOND: Final = (1 << 63) - 1
_DONE: Final = StepState.DONE


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step of the log.

    Attributes
    ----------
    step : int
    what : LastStep
        What was done.
    photo : int
        The first that it was about; of a product, its lead at that time.
    at : str
        When, UTC, ISO 8601.
    reviewer : str
    undone : bool
        Undo has taken it back, and nobody has done it again.
    in_reach : bool
        Undo can still take it back.
    """

    step: int
    what: LastStep
    photo: int
    at: str
    reviewer: str
    undone: bool = False
    in_reach: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some steps, the newest first, and whether there are older ones."""

    steps: Sequence[PastStep]
    more: bool


def page(database: Database, before: int | None = None, most: int = PAGE) -> Page:
    """Read the newest steps, or those before another one."""
    found = database.rows(_STEPS, (_BEYOND if before is None else before, most + 1))
    states = dict(found[:most])
    if not states:
        return Page((), more=False)
    limits = min(states), max(states)
    undone = {step for step, action, _ in database.rows(_WALKED, limits) if action == Action.UNDO}
    told_of = dict(_told(database.rows(_ENTRIES, limits)))
    steps = [
        PastStep(step, told_of[step], photo, at, reviewer, step in undone, states[step] == _DONE)
        for step, photo, at, reviewer in database.rows(_FIRSTS, limits)
        if step in states  # the others are about undoing, or follow from a grouping
    ]
    return Page(steps, more=len(found) > most)


def _told(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, LastStep]]:
    """Say what each step did."""
    for step, part in groupby(rows, key=itemgetter(0)):
        yield step, told([tuple(row[1:]) for row in part])
