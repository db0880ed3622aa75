"""What a reviewer does: accept, correct, flag, skip, withdraw, and undo without limit.

Every call is one step on disk before it returns, whether for one photo or for thousands. A photo
of a product stands for the whole product: that is decided once, for all its photos.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never

from core.errors import ReviewError
from core.review.database import Database
from core.review.ledger import COLUMNS, Change, Ledger, states_of
from core.review.records import Entry, State
from core.review.units import Unit, units_of
from core.vocabulary import Action, Verdict

ABOUT: Final = (
    "id IN (SELECT id FROM decisions WHERE photo = ? UNION SELECT entry FROM named WHERE photo = ?)"
)
"""Entries about a photo, by itself or as one of a product's."""


@dataclass(frozen=True, slots=True)
class UndoDepth:
    """How many steps undo and redo could still walk."""

    undo: int
    redo: int


class Decisions:
    """The decisions of one review.

    Every method raises ReviewError, with nothing changed, where the file cannot be written.
    """

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def decide(self, action: Action, photos: Sequence[int], text: str = "") -> None:
        """Do what a reviewer asked for by one key.

        Parameters
        ----------
        action : Action
            One of `BY_HAND`.
        photos : sequence of int
        text : str
            The tag of a correction, the reason of a flag; read by no other action.

        Raises
        ------
        ReviewError
            A photo is not in the review, or a correction has no tag.
        ValueError
            An action that no reviewer can ask for.
        """
        match action:
            case Action.ACCEPT:
                self.accept(photos)
            case Action.CORRECT:
                self.correct(photos, text)
            case Action.FLAG:
                self.flag(photos, text)
            case Action.SKIP:
                self.skip(photos)
            case Action.WITHDRAW:
                self.withdraw(photos)
            case (
                Action.MOVE | Action.REPLACED | Action.GROUP | Action.UNGROUP
                | Action.UNDO | Action.REDO
            ):  # fmt: skip
                raise ValueError(f"nobody decides by {action}")
            case _:
                assert_never(action)

    def accept(self, photos: Sequence[int], *, automatic: bool = False) -> None:
        """Let each photo's own network tag stand.

        Parameters
        ----------
        photos : sequence of int
        automatic : bool
            By the program, above a threshold, rather than by somebody who looked.

        Raises
        ------
        ReviewError
            A photo has no tag yet, or is not in the review.
        """
        with self._database.transaction(durable=True) as connection:
            units = self._units(connection, photos)
            if not all(unit.label for unit in units):
                raise ReviewError(self._database.path, "a chosen photo has no tag to accept yet")
            goals = {
                unit: State(Verdict.ACCEPTED, unit.label or "", automatic=automatic)
                for unit in units
            }
            self._do(connection, Action.ACCEPT, goals)

    def correct(self, photos: Sequence[int], tag: str, *, reason: str = "") -> None:
        """Give photos this tag; where the network said the same, that counts as accepted.

        Parameters
        ----------
        photos : sequence of int
        tag : str
            A class of the pack, the catalog's tag, or free text.
        reason : str

        Raises
        ------
        ReviewError
            The tag is empty, or a photo is not in the review.
        """
        name, said = one_line(tag), one_line(reason)
        if not name:
            raise ReviewError(self._database.path, "a correction needs a tag")
        with self._database.transaction(durable=True) as connection:
            goals = {
                unit: State(
                    Verdict.ACCEPTED if unit.label == name else Verdict.CORRECTED, name, said
                )
                for unit in self._units(connection, photos)
            }
            self._do(connection, Action.CORRECT, goals, said)

    def flag(self, photos: Sequence[int], reason: str) -> None:
        """Set photos aside for somebody else, with the reason."""
        said = one_line(reason)
        self._same(photos, Action.FLAG, State(Verdict.FLAGGED, reason=said), said)

    def skip(self, photos: Sequence[int]) -> None:
        """Leave photos for later: they go behind the ones not yet seen."""
        self._same(photos, Action.SKIP, State(Verdict.SKIPPED))

    def withdraw(self, photos: Sequence[int]) -> None:
        """Put photos back to where nothing is decided."""
        self._same(photos, Action.WITHDRAW, State())

    def check(self, right: Sequence[int], wrong: Sequence[int]) -> None:
        """Say of tags that the program accepted by itself which stand and which are to do again.

        Both are one step.

        Raises
        ------
        ReviewError
            A photo is not in the review.
        """
        with self._database.transaction(durable=True) as connection:
            units = self._units(connection, right)
            now = states_of(connection, [unit.lead for unit in units])
            stand = {unit: replace(now[unit.lead], automatic=False) for unit in units}
            fall = dict.fromkeys(self._units(connection, wrong), State())
            step = self._do(connection, Action.ACCEPT, stand)
            self._do(connection, Action.WITHDRAW, fall, step=step)

    def undo(self) -> tuple[int, ...]:
        """Take the last step back; gives its photos, none where nothing is left to undo."""
        with self._database.transaction(durable=True) as connection:
            return self._ledger.undo(connection)

    def redo(self) -> tuple[int, ...]:
        """Do again what was undone last; gives its photos, none where nothing is left."""
        with self._database.transaction(durable=True) as connection:
            return self._ledger.redo(connection)

    def depth(self) -> UndoDepth:
        """Count the steps that can be undone and redone."""
        rows = self._database.rows("SELECT state, count(*) FROM steps GROUP BY state")
        counts = dict(rows)
        return UndoDepth(counts.get(0, 0), counts.get(1, 0))

    def state(self, photo: int) -> State:
        """Tell what is decided about a photo."""
        from_log = self._database.rows(
            f"SELECT after FROM decisions WHERE {ABOUT} ORDER BY id DESC LIMIT 1", (photo, photo)
        )
        return State.from_json(from_log[0][0]) if from_log else State()

    def history(self, photo: int | None = None) -> Iterator[Entry]:
        """Give the log's entries in order, of one photo or of all."""
        where, values = ("", ()) if photo is None else (f"WHERE {ABOUT}", (photo, photo))
        query = f"SELECT {', '.join(COLUMNS)} FROM decisions {where} ORDER BY id"
        for row in self._database.stream(query, values):
            yield Entry(*row)

    def _same(self, photos: Sequence[int], action: Action, goal: State, reason: str = "") -> None:
        with self._database.transaction(durable=True) as connection:
            goals = dict.fromkeys(self._units(connection, photos), goal)
            self._do(connection, action, goals, reason)

    def _do(
        self,
        connection: sqlite3.Connection,
        action: Action,
        goals: Mapping[Unit, State],
        reason: str = "",
        step: int | None = None,
    ) -> int | None:
        """Append a step, or more to one just begun; gives it, None where nothing is to be done."""
        now = states_of(connection, [unit.lead for unit in goals])
        changes = [Change.of(unit, now[unit.lead], goal, reason) for unit, goal in goals.items()]
        return self._ledger.do(connection, action, changes, step) if changes else step

    def _units(self, connection: sqlite3.Connection, photos: Sequence[int]) -> list[Unit]:
        """Give what photos are of, each product once; refuse ids that are not in the review."""
        units = units_of(connection, photos)
        if not {photo for unit in units for photo in unit.photos}.issuperset(photos):
            raise ReviewError(self._database.path, "a chosen photo is no longer in the review")
        return units


def one_line(text: str) -> str:
    """Give what somebody typed as one clean line that any file can hold."""
    proper = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    return " ".join(proper.split())
