"""Appending to the decision log, and keeping the desk's columns in step with it.

The log is the truth. The verdict columns of `photos` and the table `steps` follow from it and
are written in the same transaction, so that queues need not replay a long history.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import IntEnum
from itertools import groupby
from operator import attrgetter
from typing import Final

from core.review.boxing import Shift, box_of, lay
from core.review.chain import genesis, sealed
from core.review.connection import storable
from core.review.membership import Place, put
from core.review.records import Entry, State, verdict_of
from core.review.units import Unit, units_of
from core.vocabulary import Action, Verdict

COLUMNS: Final = tuple(field.name for field in fields(Entry))
_CAST: Final = ", ".join("CAST(? AS TEXT)" if name == "path" else "?" for name in COLUMNS)
_INSERT: Final = f"INSERT INTO decisions ({', '.join(COLUMNS)}) VALUES ({_CAST})"
_ANSWERED: Final = (
    "SELECT path, sha256, label, confidence,"
    " (SELECT engine FROM predictions WHERE predictions.subject = photos.subject"
    "  AND pack = (SELECT value FROM meta WHERE key = 'pack')) FROM photos WHERE id = ?"
)
_FOLLOW: Final = (
    "UPDATE photos SET verdict = ?, tag = ?, reason = ?, automatic = ?, decided_at = ? WHERE id = ?"
)

Clock = Callable[[], datetime]


class StepState(IntEnum):
    """What undo and redo can do with a step."""

    DONE = 0
    UNDONE = 1
    DISCARDED = 2


@dataclass(frozen=True, slots=True)
class Change:
    """What one entry is to do to a photo, or to a product.

    Attributes
    ----------
    photo : int
        Of a product, its lead.
    before, after : State
    reason : str
    photos : tuple of int
        All that follow it; without any, the photo alone.
    product : str or None
        What the entry says of the product, as JSON.
    box : str or None
        What it does to the photo's box, as JSON; the decision is then left as it is.
    """

    photo: int
    before: State
    after: State
    reason: str = ""
    photos: tuple[int, ...] = ()
    product: str | None = None
    box: str | None = None

    @classmethod
    def of(cls, unit: Unit, before: State, after: State, reason: str = "") -> "Change":
        """Make the change of a queue entry."""
        return cls(unit.lead, before, after, reason, unit.photos, unit.product)


@dataclass(slots=True)
class Signature:
    """Who decides, with which network and program; goes into every entry."""

    reviewer: str
    program: str
    pack: str = ""


def utc_now() -> datetime:
    """Give the time that entries carry."""
    return datetime.now(UTC)


def as_text(moment: datetime) -> str:
    """Write a moment as the file holds it: UTC, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Ledger:
    """Writes entries inside a transaction that the caller opened."""

    def __init__(self, signature: Signature, clock: Clock = utc_now) -> None:
        self.signature = signature
        self._clock = clock

    def do(
        self,
        connection: sqlite3.Connection,
        action: Action,
        changes: Sequence[Change],
        step: int | None = None,
    ) -> int:
        """Append a new step, or more to a step just begun; gives the step.

        What was undone before it can no longer be redone.
        """
        if step is not None:
            return self._append(connection, action, changes, target=None, step=step)
        step = self._append(connection, action, changes, target=None)
        connection.execute(
            "UPDATE steps SET state = ? WHERE state = ?", (StepState.DISCARDED, StepState.UNDONE)
        )
        connection.execute("INSERT INTO steps VALUES (?, ?)", (step, StepState.DONE))
        return step

    def note(
        self, connection: sqlite3.Connection, action: Action, changes: Sequence[Change]
    ) -> None:
        """Append what follows from a grouping, which is no step to undo."""
        if changes:
            self._append(connection, action, changes, target=None)

    def end_history(self, connection: sqlite3.Connection) -> None:
        """Let undo and redo begin anew: the steps before were about other groups of photos."""
        connection.execute("UPDATE steps SET state = ?", (StepState.DISCARDED,))

    def undo(self, connection: sqlite3.Connection) -> tuple[int, ...]:
        """Take the last step back; gives the photos it was about, none where nothing is left."""
        return self._walk(connection, Action.UNDO, StepState.DONE, "max", StepState.UNDONE)

    def redo(self, connection: sqlite3.Connection) -> tuple[int, ...]:
        """Do again what was undone last; gives its photos, none where nothing is left."""
        return self._walk(connection, Action.REDO, StepState.UNDONE, "min", StepState.DONE)

    def _walk(
        self,
        connection: sqlite3.Connection,
        action: Action,
        wanted: StepState,
        end: str,
        becomes: StepState,
    ) -> tuple[int, ...]:
        (found,) = connection.execute(
            f"SELECT {end}(step) FROM steps WHERE state = ?", (wanted,)
        ).fetchone()
        if found is None:
            return ()
        back = action is Action.UNDO
        rows = connection.execute(
            f"SELECT action, photo, {'before' if back else 'after'}, product, box, sha256"
            f" FROM decisions WHERE step = ? ORDER BY id {'DESC' if back else ''}",
            (found,),
        ).fetchall()
        touched: list[int] = []
        step: int | None = None
        for walk, part in groupby((_Done(*row) for row in rows), key=attrgetter("walk")):
            changes = list(walk(connection, part, back))
            step = self._append(connection, action, changes, target=found, step=step)
            touched += [change.photo for change in changes]
        connection.execute("UPDATE steps SET state = ? WHERE step = ?", (becomes, found))
        return tuple(dict.fromkeys(touched))

    def _append(
        self,
        connection: sqlite3.Connection,
        action: Action,
        changes: Sequence[Change],
        target: int | None,
        step: int | None = None,
    ) -> int:
        number, last_step, previous = _head(connection)
        step = last_step + 1 if step is None else step
        at = as_text(self._clock())
        written: list[tuple[object, ...]] = []
        for offset, change in enumerate(changes, start=1):
            path, sha256, label, confidence, engine = connection.execute(
                _ANSWERED, (change.photo,)
            ).fetchone()
            entry = sealed(
                Entry(
                    id=number + offset,
                    step=step,
                    photo=change.photo,
                    path=path,
                    sha256=sha256 or "",
                    at=at,
                    reviewer=self.signature.reviewer,
                    action=action.value,
                    before=change.before.to_json(),
                    after=change.after.to_json(),
                    reason=change.reason,
                    target=target,
                    network_tag=label or "",
                    confidence=confidence,
                    pack=self.signature.pack,
                    program=self.signature.program,
                    previous=previous,
                    hash="",
                    product=change.product,
                    box=change.box,
                    engine=engine,
                )
            )
            previous = entry.hash
            written.append(_as_row(entry))
        connection.executemany(_INSERT, written)
        _name(connection, number + 1, changes)
        _follow(connection, [change for change in changes if change.box is None], at)
        _keep_head(connection, number + len(changes), previous)
        return step


@dataclass(frozen=True, slots=True)
class _Done:
    """An entry of a step that is walked."""

    action: str
    photo: int
    goal: str
    product: str | None
    box: str | None
    sha256: str

    @property
    def walk(self) -> "_Walk":
        """How entries of its kind are taken back, or done again."""
        if self.box is not None:
            return _boxed
        return _moved if self.action == Action.MOVE else _decided


def _decided(
    connection: sqlite3.Connection, entries: Iterator[_Done], back: bool
) -> Iterator[Change]:
    """Bring what was decided together to where it stood, with the photos that it has now."""
    goals = {entry.photo: State.from_json(entry.goal) for entry in entries}
    units = units_of(connection, reversed(goals) if back else goals)
    now = states_of(connection, [unit.lead for unit in units])
    leads = {photo: unit.lead for unit in units for photo in unit.photos}
    wanted = {leads[photo]: goal for photo, goal in goals.items()}
    for unit in units:
        yield Change.of(unit, now[unit.lead], wanted[unit.lead])


def _moved(
    connection: sqlite3.Connection, entries: Iterator[_Done], back: bool
) -> Iterator[Change]:
    """Bring photos into the products that they were in."""
    for entry in entries:
        said = json.loads(entry.product or "{}")
        if back:
            said = {"from": said["to"], "to": said["from"]}
        put(connection, entry.photo, Place(**said["to"]))
        now = states_of(connection, (entry.photo,))[entry.photo]
        goal = State.from_json(entry.goal)
        yield Change(entry.photo, now, goal, product=json.dumps(said))


def _boxed(
    connection: sqlite3.Connection, entries: Iterator[_Done], back: bool
) -> Iterator[Change]:
    """Lay boxes as they lay; none where the file holds something else by now."""
    for entry in entries:
        said = Shift.from_json(entry.box or "")
        wanted = said.before if back else said.after
        content = connection.execute(
            "SELECT sha256 FROM photos WHERE id = ?", (entry.photo,)
        ).fetchone()
        if content is None or content[0] != entry.sha256:
            wanted = None
        shift = Shift(box_of(connection, entry.photo), wanted)
        lay(connection, entry.photo, wanted)
        now = states_of(connection, (entry.photo,))[entry.photo]
        yield Change(entry.photo, now, now, box=shift.to_json())


_Walk = Callable[[sqlite3.Connection, Iterator[_Done], bool], Iterator[Change]]


def states_of(connection: sqlite3.Connection, photos: Sequence[int]) -> dict[int, State]:
    """Read where photos stand now; unknown ids are left out."""
    query = "SELECT verdict, tag, reason, automatic FROM photos WHERE id = ?"
    found = ((photo, connection.execute(query, (photo,)).fetchone()) for photo in photos)
    return {photo: state_of(*row) for photo, row in found if row is not None}


def state_of(verdict: int, tag: str, reason: str, automatic: int) -> State:
    """Read a state from its columns."""
    return State(verdict_of(verdict), tag, reason, bool(automatic))


def _head(connection: sqlite3.Connection) -> tuple[int, int, str]:
    """Give the last entry's id, step and hash, or what the first entry follows."""
    last = connection.execute(
        "SELECT id, step, hash FROM decisions ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if last is not None:
        return int(last[0]), int(last[1]), str(last[2])
    (review_id,) = connection.execute("SELECT value FROM meta WHERE key = 'review_id'").fetchone()
    return 0, 0, genesis(review_id)


def _keep_head(connection: sqlite3.Connection, count: int, last_hash: str) -> None:
    """Note the chain's end, by which an audit sees entries cut from it."""
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [("head_count", str(count)), ("head_hash", last_hash)],
    )


def _as_row(entry: Entry) -> tuple[object, ...]:
    return tuple(
        storable(entry.path) if name == "path" else getattr(entry, name) for name in COLUMNS
    )


def _name(connection: sqlite3.Connection, first: int, changes: Sequence[Change]) -> None:
    """Let a photo's history find the entries of its products."""
    connection.executemany(
        "INSERT INTO named VALUES (?, ?)",
        [
            (photo, entry)
            for entry, change in enumerate(changes, start=first)
            if change.product is not None
            for photo in change.photos
        ],
    )


def _follow(connection: sqlite3.Connection, changes: Sequence[Change], at: str) -> None:
    connection.executemany(
        _FOLLOW,
        [
            (
                change.after.verdict.rank,
                change.after.tag,
                change.after.reason,
                change.after.automatic,
                None if change.after.verdict is Verdict.TODO else at,
                photo,
            )
            for change in changes
            for photo in change.photos or (change.photo,)
        ],
    )
