"""What a reviewer does: accept, correct, flag, skip, withdraw, and undo without limit.

Every call is one step on disk before it returns, whether for one photo or for thousands. A photo
of a product stands for the whole product: that is decided once, for all its photos.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never

from core.errors import ReviewError
from core.review.checks import note_check
from core.review.database import Database
from core.review.last_step import LastStep, last_step
from core.review.ledger import COLUMNS, Change, Ledger, StepState, states_of
from core.review.records import Entry, State
from core.review.units import Unit, units_of
from core.vocabulary import PENDING, Action, PassedOver, Verdict

ABOUT: Final = (
    "id IN (SELECT id FROM decisions WHERE photo = ? UNION SELECT entry FROM named WHERE photo = ?)"
)
"""Entries about a photo, by itself or as one of a product's."""


@dataclass(frozen=True, slots=True)
class UndoDepth:
    """How many steps undo and redo could still walk, and the first that undo would take back."""

    undo: int
    redo: int
    last: LastStep | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the photos that were to be decided.

    Attributes
    ----------
    photos : tuple of int
        Decided: of a product, its lead.
    passed_over : dict of int to PassedOver
        Left as they were, and why.
    """

    photos: tuple[int, ...]
    passed_over: Mapping[int, PassedOver]


class Decisions:
    """The decisions of one review.

    What cannot be decided is passed over and told, so that it holds up nothing else. Every method
    raises ReviewError, with nothing changed, where the file cannot be written.
    """

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def decide(
        self,
        action: Action,
        photos: Sequence[int],
        text: str | Mapping[int, str] = "",
        *,
        anew: bool = False,
    ) -> Done:
        """Do what a reviewer asked for by one key.

        Parameters
        ----------
        action : Action
            One of `BY_HAND`.
        photos : sequence of int
        text : str or dict of int to str
            The tag of a correction, or that of each photo; the reason of a flag; read by no other
            action.
        anew : bool
            Where there are several, also decide otherwise what somebody has decided before. One
            photo alone is always decided: whoever does it sees what stands.

        Raises
        ------
        ReviewError
            A correction has no tag.
        ValueError
            An action that no reviewer can ask for.
        """
        anew = anew or len(set(photos)) == 1
        match action:
            case Action.ACCEPT:
                return self._decide(action, photos, _accepted, anew=anew)
            case Action.CORRECT:
                tags = dict.fromkeys(photos, text) if isinstance(text, str) else text
                return self._decide(action, photos, self._corrected(tags), anew=anew)
            case Action.FLAG:
                said = one_line(text if isinstance(text, str) else "")
                flagged = State(Verdict.FLAGGED, reason=said)
                return self._decide(action, photos, lambda _: flagged, said, anew=anew)
            case Action.SKIP:
                return self._decide(action, photos, lambda _: State(Verdict.SKIPPED), anew=anew)
            case Action.WITHDRAW:  # which is about nothing else than what was decided before
                return self.withdraw(photos)
            case (
                Action.RENAME | Action.MOVE | Action.REPLACED | Action.GROUP | Action.UNGROUP
                | Action.BOX | Action.UNBOX | Action.UNDO | Action.REDO
            ):  # fmt: skip
                raise ValueError(f"nobody decides by {action}")
            case _:
                assert_never(action)

    def accept(self, photos: Sequence[int], *, automatic: bool = False) -> Done:
        """Let each photo's own network tag stand; one without a tag is passed over.

        Parameters
        ----------
        photos : sequence of int
        automatic : bool
            By the program, above a threshold, rather than by somebody who looked; what somebody
            has decided is passed over then.
        """
        goal = _accepted_by_itself if automatic else _accepted
        return self._decide(Action.ACCEPT, photos, goal, anew=not automatic)

    def correct(self, photos: Sequence[int], tag: str, *, reason: str = "") -> Done:
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
            The tag is empty.
        """
        said = one_line(reason)
        goal = self._corrected(dict.fromkeys(photos, tag), said)
        return self._decide(Action.CORRECT, photos, goal, said)

    def rename_tag(self, tag: str, name: str) -> tuple[int, ...]:
        """Give every photo that was decided to have one tag another; one step to undo.

        Where photos have the other tag already, both are one from there on. Reasons stay.

        Parameters
        ----------
        tag : str
        name : str
            A class of the pack, or free text.

        Returns
        -------
        tuple of int
            The photos, of a product its lead; none where the name is the same.

        Raises
        ------
        ReviewError
            The name is empty, or no photo has the tag.
        """
        name = one_line(name)
        if not name:
            raise ReviewError(self._database.path, "a tag needs a name")
        if name == tag:
            return ()
        with self._database.transaction(durable=True) as connection:
            rows = connection.execute("SELECT id FROM photos WHERE tag = ? ORDER BY id", (tag,))
            units = units_of(connection, [photo for (photo,) in rows])
            if not units:
                raise ReviewError(self._database.path, f"no photo has the tag {tag} any more")
            now = states_of(connection, [unit.lead for unit in units])
            goals = {unit: _tagged(unit, name, now[unit.lead].reason) for unit in units}
            self._do(connection, Action.RENAME, goals)
            return tuple(unit.lead for unit in units)

    def flag(self, photos: Sequence[int], reason: str) -> Done:
        """Set photos aside for somebody else, with the reason."""
        said = one_line(reason)
        flagged = State(Verdict.FLAGGED, reason=said)
        return self._decide(Action.FLAG, photos, lambda _: flagged, said)

    def skip(self, photos: Sequence[int]) -> Done:
        """Leave photos for later: they go behind the ones not yet seen."""
        return self._decide(Action.SKIP, photos, lambda _: State(Verdict.SKIPPED))

    def withdraw(self, photos: Sequence[int]) -> Done:
        """Put photos back to where nothing is decided."""
        return self._decide(Action.WITHDRAW, photos, lambda _: State())

    def check(self, right: Sequence[int], wrong: Sequence[int]) -> tuple[int, int]:
        """Say of tags that the program accepted by itself which stand and which are to do again.

        Both are one step; what is not in the review any more, or not accepted by itself any more,
        is passed over. Gives how many fell, and of how many.
        """
        with self._database.transaction(durable=True) as connection:
            stand = {
                unit: replace(now, automatic=False)
                for unit, now in _by_itself(connection, right).items()
            }
            fall = dict.fromkeys(_by_itself(connection, wrong), State())
            step = self._do(connection, Action.ACCEPT, stand)
            step = self._do(connection, Action.WITHDRAW, fall, step=step)
            if step is not None:
                note_check(connection, step, len(fall), len(stand) + len(fall))
        return len(fall), len(stand) + len(fall)

    def undo(self) -> tuple[int, ...]:
        """Take the last step back; gives its photos, none where nothing is left to undo."""
        with self._database.transaction(durable=True) as connection:
            return self._ledger.undo(connection)

    def undo_to(self, step: int) -> tuple[int, ...]:
        """Take back the last steps down to this one, it included, as undo would one by one.

        All of them or, where the file cannot be written, none. Gives their photos; none where the
        step cannot be taken back any more.
        """
        photos: dict[int, None] = {}
        with self._database.transaction(durable=True) as connection:
            (left,) = connection.execute(
                "SELECT sum(step >= ?1) * max(step = ?1) FROM steps WHERE state = ?2",
                (step, StepState.DONE),
            ).fetchone()
            for _ in range(left or 0):
                photos |= dict.fromkeys(self._ledger.undo(connection))
        return tuple(reversed(photos))

    def redo(self) -> tuple[int, ...]:
        """Do again what was undone last; gives its photos, none where nothing is left."""
        with self._database.transaction(durable=True) as connection:
            return self._ledger.redo(connection)

    def depth(self) -> UndoDepth:
        """Count the steps that can be undone and redone, and tell the last."""
        rows = self._database.rows("SELECT state, count(*) FROM steps GROUP BY state")
        counts = dict(rows)
        return UndoDepth(counts.get(0, 0), counts.get(1, 0), last_step(self._database))

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

    def _decide(
        self,
        action: Action,
        photos: Sequence[int],
        goal_of: Callable[[Unit], State | None],
        reason: str = "",
        *,
        anew: bool = True,
    ) -> Done:
        """Bring photos to their goals, in one step; what has none is passed over."""
        with self._database.transaction(durable=True) as connection:
            units = units_of(connection, photos)
            now = states_of(connection, [unit.lead for unit in units])
            known = {photo for unit in units for photo in unit.photos}
            passed = {photo: PassedOver.GONE for photo in photos if photo not in known}
            goals: dict[Unit, State] = {}
            for unit in units:
                goal = goal_of(unit)
                if goal is None:
                    passed[unit.lead] = _why_no_tag(connection, unit)
                elif not anew and _decided_otherwise(now[unit.lead], goal):
                    passed[unit.lead] = PassedOver.DECIDED
                else:
                    goals[unit] = goal
            self._do(connection, action, goals, reason)
        return Done(tuple(unit.lead for unit in goals), passed)

    def _corrected(self, tags: Mapping[int, str], reason: str = "") -> Callable[[Unit], State]:
        names = {photo: one_line(tag) for photo, tag in tags.items()}
        if not all(names.values()):
            raise ReviewError(self._database.path, "a correction needs a tag")

        def goal(unit: Unit) -> State:
            name = next(names[photo] for photo in unit.photos if photo in names)
            verdict = Verdict.ACCEPTED if unit.label == name else Verdict.CORRECTED
            return State(verdict, name, reason)

        return goal

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


def _by_itself(connection: sqlite3.Connection, photos: Sequence[int]) -> dict[Unit, State]:
    """Give what the program accepted, and nobody has looked at since."""
    units = units_of(connection, photos)
    now = states_of(connection, [unit.lead for unit in units])
    return {unit: now[unit.lead] for unit in units if now[unit.lead].automatic}


def _accepted(unit: Unit) -> State | None:
    return State(Verdict.ACCEPTED, unit.label) if unit.label else None


def _accepted_by_itself(unit: Unit) -> State | None:
    return State(Verdict.ACCEPTED, unit.label, automatic=True) if unit.label else None


def _decided_otherwise(now: State, goal: State) -> bool:
    """Whether somebody has decided something that a goal would overwrite."""
    return now.verdict not in PENDING and not now.automatic and now != goal


def _why_no_tag(connection: sqlite3.Connection, unit: Unit) -> PassedOver:
    query = "SELECT error <> '' FROM photos WHERE id = ?"
    (unreadable,) = connection.execute(query, (unit.lead,)).fetchone()
    return PassedOver.UNREADABLE if unreadable else PassedOver.UNTAGGED


def _tagged(unit: Unit, tag: str, reason: str) -> State:
    """Say that somebody gave a tag; the network's own counts as accepted."""
    return State(Verdict.ACCEPTED if unit.label == tag else Verdict.CORRECTED, tag, reason)


def one_line(text: str) -> str:
    """Give what somebody typed as one clean line that any file can hold."""
    proper = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    return " ".join(proper.split())
