"""The step that undo would take back, as the log tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from core.review.database import Database
from core.review.ledger import StepState
from core.review.records import State
from core.vocabulary import Action

QUERY: Final = (
    "SELECT action, after, count(*), count(product), min(path) FROM decisions WHERE step ="
    " (SELECT max(step) FROM steps WHERE state = ?) GROUP BY action, after ORDER BY max(id) DESC"
)


@dataclass(frozen=True, slots=True)
class LastStep:
    """What was done last, and is not undone.

    Attributes
    ----------
    action : Action
        Where a step has several, the last of them.
    state : State
        What all its photos came to; of their tags and reasons only what they share.
    products, photos : int
        How many products it is about, and photos by themselves.
    path : str
        Of one of the photos, as the log has it.
    """

    action: Action
    state: State
    products: int
    photos: int
    path: str

    @property
    def name(self) -> str:
        """The file name of that photo."""
        return PurePosixPath(self.path).name


def last_step(database: Database) -> LastStep | None:
    """Read the step that undo would take back; None where there is none."""
    rows = database.rows(QUERY, (StepState.DONE,))
    return told(rows) if rows else None


def told(rows: Sequence[tuple[Any, ...]]) -> LastStep:
    """Say what a step did, from its entries grouped by action and outcome, the last ones first."""
    last = Action(rows[0][0])
    parts = [row for row in rows if row[0] == last]
    states = [State.from_json(row[1]) for row in parts]
    products = sum(row[3] for row in parts)
    return LastStep(
        last,
        _shared(states),
        products,
        sum(row[2] for row in parts) - products,
        parts[0][4],
    )


def _shared(states: list[State]) -> State:
    """Give what states have in common."""
    first = states[0]
    return State(
        first.verdict,
        first.tag if all(one.tag == first.tag for one in states) else "",
        first.reason if all(one.reason == first.reason for one in states) else "",
        automatic=first.automatic,
    )
