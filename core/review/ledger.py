"""Appending to the decision log, and keeping the desk's columns in step with it.

The log is the truth. The verdict columns of `photos` and the table `steps` follow from it and
are written in the same transaction, so that queues need not replay a long history.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import IntEnum
from typing import Final

from core.review.chain import genesis, sealed
from core.review.records import Entry, State
from core.vocabulary import Action, Verdict

COLUMNS: Final = tuple(field.name for field in fields(Entry))
_CAST: Final = ", ".join("CAST(? AS TEXT)" if name == "path" else "?" for name in COLUMNS)
_INSERT: Final = f"INSERT INTO decisions ({', '.join(COLUMNS)}) VALUES ({_CAST})"
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
    """What one entry is to do to one photo."""

    photo: int
    before: State
    after: State
    reason: str = ""


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


def storable(path: str) -> bytes:
    """Give a path as bytes: names that are no proper Unicode come back unchanged."""
    return path.encode("utf-8", "surrogateescape")


class Ledger:
    """Writes entries inside a transaction that the caller opened."""

    def __init__(self, signature: Signature, clock: Clock = utc_now) -> None:
        self.signature = signature
        self._clock = clock

    def do(self, connection: sqlite3.Connection, action: Action, changes: Sequence[Change]) -> None:
        """Append a new step; what was undone before it can no longer be redone."""
        step = self._append(connection, action, changes, target=None)
        connection.execute(
            "UPDATE steps SET state = ? WHERE state = ?", (StepState.DISCARDED, StepState.UNDONE)
        )
        connection.execute("INSERT INTO steps VALUES (?, ?)", (step, StepState.DONE))

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
        (step,) = connection.execute(
            f"SELECT {end}(step) FROM steps WHERE state = ?", (wanted,)
        ).fetchone()
        if step is None:
            return ()
        goal = "before" if action is Action.UNDO else "after"
        rows = connection.execute(f"SELECT photo, {goal} FROM decisions WHERE step = ?", (step,))
        goals = {photo: State.from_json(state) for photo, state in rows}
        now = states_of(connection, tuple(goals))
        changes = [Change(photo, now[photo], state) for photo, state in goals.items()]
        self._append(connection, action, changes, target=step)
        connection.execute("UPDATE steps SET state = ? WHERE step = ?", (becomes, step))
        return tuple(goals)

    def _append(
        self,
        connection: sqlite3.Connection,
        action: Action,
        changes: Sequence[Change],
        target: int | None,
    ) -> int:
        number, step, previous = _head(connection)
        at = as_text(self._clock())
        written: list[tuple[object, ...]] = []
        for offset, change in enumerate(changes, start=1):
            path, sha256, label, confidence = connection.execute(
                "SELECT path, sha256, label, confidence FROM photos WHERE id = ?", (change.photo,)
            ).fetchone()
            entry = sealed(
                Entry(
                    id=number + offset,
                    step=step + 1,
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
                )
            )
            previous = entry.hash
            written.append(_as_row(entry))
        connection.executemany(_INSERT, written)
        _follow(connection, changes, at)
        _keep_head(connection, number + len(changes), previous)
        return step + 1


def states_of(connection: sqlite3.Connection, photos: Sequence[int]) -> dict[int, State]:
    """Read where photos stand now; unknown ids are left out."""
    query = "SELECT verdict, tag, reason, automatic FROM photos WHERE id = ?"
    found = ((photo, connection.execute(query, (photo,)).fetchone()) for photo in photos)
    return {photo: state_of(*row) for photo, row in found if row is not None}


def state_of(verdict: int, tag: str, reason: str, automatic: int) -> State:
    """Read a state from its columns."""
    return State(Verdict.of_rank(verdict), tag, reason, bool(automatic))


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
                change.photo,
            )
            for change in changes
        ],
    )
