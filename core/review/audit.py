"""Checking a review's log without trusting the program that wrote it, and handing it on."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import ReviewError
from core.outputs import writing
from core.review import checksums, migrations
from core.review.chain import digest, genesis
from core.review.connection import plain_errors
from core.review.ledger import COLUMNS, state_of
from core.review.reading import connect_for_reading
from core.review.records import Entry

_KINDS: Final = {
    "decisions": {
        "'integer'": "id step photo",
        "'text'": "path sha256 at reviewer action before after reason network_tag pack program"
        " previous hash",
        "'integer', 'null'": "target",
        "'real', 'null'": "confidence",
        "'text', 'null'": "product box engine",
    },
    "photos": {
        "'integer'": "id verdict automatic missing behind",
        "'text'": "path tag reason error",
        "'text', 'null'": "sha256 box status label",
    },
}
"""What the columns hold that an audit reads, and those that a list shows."""
_ANSWER_COLUMNS: Final = "PRAGMA table_info(predictions)"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit found.

    Attributes
    ----------
    path : Path
    entries : int
        Read before the first fault.
    head : str
        Hash of the last sound entry: noted elsewhere, it pins the whole log.
    broken_entry : int or None
        The first entry that does not hold; None where all do, or where the fault lies elsewhere.
    fault : str
        What is wrong, in a sentence; empty where nothing is.
    """

    path: Path
    entries: int
    head: str
    broken_entry: int | None = None
    fault: str = ""

    @property
    def sound(self) -> bool:
        """Whether the log holds."""
        return not self.fault


class _Broken(Exception):
    """Ends an audit at its first fault."""

    def __init__(self, fault: str, entry: int | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.entry = entry


def verify(path: Path, *, head: str = "") -> AuditReport:
    """Recompute a review's hash chain and compare everything that follows from it.

    Parameters
    ----------
    path : Path
        A `.tagproof` file; it may be in use, and is not changed.
    head : str
        A hash that the log is known to have held, from an earlier audit: a log that was written
        anew as a whole does not hold it any more.

    Returns
    -------
    AuditReport

    Raises
    ------
    ReviewError
        The file cannot be read at all: missing, truncated, not a review, too new.
    """
    with _reading(path) as connection:
        count, last = 0, genesis(_meta(connection, "review_id") or "")
        met = head in ("", last)  # an empty log ends with it as well
        try:
            _check_file(connection)
            for entry in _entries(connection):
                _check_link(entry, count + 1, last)
                _check_sense(entry)
                count, last = entry.id, entry.hash
                met = met or last == head
            _check_end(connection, count, last)
            _check_kinds(connection)
            _check_names(connection)
            _check_desk(connection)
            _check_boxes(connection)
            _check_guards(connection)
            _check_parts(connection, path)
            _check_answers(connection)
            if not met:
                raise _Broken("the log does not hold the entry that was noted earlier")
        except _Broken as broken:
            return AuditReport(path, count, last, broken.entry, broken.fault)
    return AuditReport(path, count, last)


def export_jsonl(path: Path, target: Path) -> int:
    """Write the log as JSON lines, one entry each, in order; gives their number.

    Each line's `hash` is the SHA-256 of the line's other fields as JSON with sorted keys, no
    spaces, and everything beyond ASCII escaped, so that any language can check it.

    Raises
    ------
    ReviewError
        The review cannot be read.
    ExportFailed
        The target cannot be written.
    """
    count = 0
    with (
        _reading(path) as connection,
        writing(target) as temporary,
        temporary.open("w", encoding="ascii", newline="\n") as stream,
    ):
        for count, entry in enumerate(_entries(connection), start=1):  # noqa: B007
            stream.write(json.dumps(entry.fields(), default=repr) + "\n")
    return count


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with plain_errors(path), closing(connect_for_reading(path)) as connection:
        if migrations.check_version(connection, path) == 0:
            raise ReviewError(path, "lacks a part that every review has")
        connection.execute("BEGIN")
        yield connection


def _entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    known = {row[1] for row in connection.execute("PRAGMA table_info(decisions)")}
    columns = (name if name in known else "NULL" for name in COLUMNS)
    for row in connection.execute(f"SELECT {', '.join(columns)} FROM decisions ORDER BY id"):
        yield Entry(*row)


def _meta(connection: sqlite3.Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def _check_file(connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise _Broken(f"the file is damaged: {verdict}")


def _check_kinds(connection: sqlite3.Connection) -> None:
    """See that every value is of the kind that its column holds: SQLite itself takes any."""
    for table, kinds in _KINDS.items():
        there = {row[1] for row in connection.execute(f"PRAGMA table_xinfo({table})")}
        wrong = " OR ".join(
            f"typeof({column}) NOT IN ({allowed})"
            for allowed, columns in kinds.items()
            for column in columns.split()
            if column in there
        )
        row = connection.execute(f"SELECT id FROM {table} WHERE {wrong} LIMIT 1").fetchone()
        if row is not None:
            one = "entry" if table == "decisions" else "photo"
            raise _Broken(f"{one} {row[0]} holds what no review does", None)


def _check_sense(entry: Entry) -> None:
    """See that what an entry says of products and boxes can be read; its hash does not say that."""
    try:
        said = (entry.photos, entry.named, json.loads(entry.box)["to"] if entry.box else None)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise _Broken(f"entry {entry.id} cannot be understood", entry.id) from error
    if not all(isinstance(photo, int) for photo in (*said[0], *said[1])):
        raise _Broken(f"entry {entry.id} cannot be understood", entry.id)


def _check_guards(connection: sqlite3.Connection) -> None:
    """Last of all: where they are gone and an entry was changed, the entry is worth the word."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    if not {name for (name,) in rows} >= migrations.TRIGGERS:
        raise _Broken("the guards against changing the log were taken out of the file")


def _check_parts(connection: sqlite3.Connection, path: Path) -> None:
    try:
        migrations.check_schema(connection, path)
    except ReviewError as error:
        raise _Broken(f"the file {error.cause}") from error


def _check_answers(connection: sqlite3.Connection) -> None:
    """Compare answers with their checksums; files of older programs have none."""
    if not any(row[1] == "checksum" for row in connection.execute(_ANSWER_COLUMNS)):
        return
    checksums.register(connection)
    for table, what in (("predictions", "answers"), ("explanations", "explanations")):
        if unfit := checksums.count_unfit(connection, table):
            raise _Broken(f"{unfit:,} of the model's {what} were changed; they are made again")


def _check_link(entry: Entry, expected: int, previous: str) -> None:
    if entry.id != expected:
        raise _Broken(f"entry {expected} is missing", expected)
    if entry.previous != previous:
        raise _Broken(f"entry {entry.id} does not follow the one before it", entry.id)
    if entry.hash != digest(entry):
        raise _Broken(f"entry {entry.id} was changed: its hash does not fit", entry.id)


def _check_end(connection: sqlite3.Connection, count: int, head: str) -> None:
    told = _meta(connection, "head_count") or "0"
    noted = int(told) if told.isdecimal() else -1
    if noted > count:
        raise _Broken(f"entry {count + 1} is missing: the log was cut off", count + 1)
    if noted < count or (count and _meta(connection, "head_hash") != head):
        raise _Broken("the log does not end where the file says it does", count)


def _check_names(connection: sqlite3.Connection) -> None:
    """Compare by which photos products' entries are found with the photos that they name."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'named'").fetchone() is None:
        return
    listed = set(connection.execute("SELECT photo, entry FROM named"))
    said = {(photo, entry.id) for entry in _entries(connection) for photo in entry.named}
    for _, number in sorted(listed ^ said):
        raise _Broken(f"entry {number} is found by other photos than it names")


def _check_boxes(connection: sqlite3.Connection) -> None:
    """Replay: a photo's box must be the one that the log says last."""
    if not any(row[1] == "box" for row in connection.execute("PRAGMA table_info(photos)")):
        return
    shown = dict(connection.execute("SELECT id, box FROM photos"))
    said = {entry.photo: json.loads(entry.box)["to"] for entry in _entries(connection) if entry.box}
    for photo in sorted(shown.keys() | said.keys()):
        if shown.get(photo) != said.get(photo):
            raise _Broken(f"photo {photo} has another box than the log says")


def _check_desk(connection: sqlite3.Connection) -> None:
    """Replay: what the desk shows must be what the log says last about each photo.

    A product's entry is about all the photos that it names.
    """
    shown = {
        photo: state_of(*state).to_json()
        for photo, *state in connection.execute(
            "SELECT id, verdict, tag, reason, automatic FROM photos"
        )
    }
    nothing = state_of(0, "", "", 0).to_json()
    said = {photo: entry.after for entry in _entries(connection) for photo in entry.photos}
    for photo in sorted(shown.keys() | said.keys()):
        if shown.get(photo) != said.get(photo, nothing):
            raise _Broken(f"the desk shows photo {photo} otherwise than the log says")
