"""Checksums of what the model has answered: a row that does not fit its own counts as absent.

Decisions have their hash chain. Answers and explanations can be computed again, so they only need
to tell a damaged disk from what was written: CRC-32 finds every error of up to 32 bits in a row.
"""

import marshal
import sqlite3
import zlib
from typing import Final

from core.review.connection import listed

ANSWER: Final = (
    "checksum_of(CAST(subject AS BLOB), pack, CAST(status AS BLOB), CAST(label AS BLOB),"
    " confidence, margin, CAST(rival AS BLOB), probabilities, logits, strangeness,"
    " CAST(engine AS BLOB))"
)
EXPLANATION: Final = (
    "checksum_of(CAST(subject AS BLOB), pack, CAST(settings AS BLOB), CAST(label AS BLOB),"
    " height, width, segments, CAST(surrogates AS BLOB), samples, rank_correlation, top5_jaccard,"
    " seconds, stable, background, CAST(badge AS BLOB), CAST(engine AS BLOB),"
    " CAST(decided AS BLOB))"
)
_FORM: Final = 2
"""Of marshal: what it writes of such values is the same in every Python since 2.5."""
_OF: Final = {"predictions": ANSWER, "explanations": EXPLANATION}


def register(connection: sqlite3.Connection) -> None:
    """Let SQL compute checksums on this connection."""
    connection.create_function("checksum_of", -1, _checksum, deterministic=True)


def _checksum(*values: float | bytes | None) -> int:
    """Sum a row's values up: None, integers, floats and bytes, each with its kind and length."""
    return zlib.crc32(marshal.dumps(values, _FORM))


def seal(connection: sqlite3.Connection, table: str, pack: int, subjects: list[object]) -> None:
    """Give rows that were just written their checksums, in the same transaction."""
    connection.execute(
        f"UPDATE {table} SET checksum = {_OF[table]}"
        " WHERE pack = ? AND subject IN (SELECT value FROM json_each(?))",
        (pack, listed(subjects)),
    )


def seal_new(connection: sqlite3.Connection, table: str, content: str) -> None:
    """Give a content's rows that have no checksum yet theirs, whichever model they are of."""
    connection.execute(
        f"UPDATE {table} SET checksum = {_OF[table]}"
        " WHERE (subject = ?1 OR subject LIKE ?1 || '@%') AND checksum IS NULL",
        (content,),
    )


def count_unfit(connection: sqlite3.Connection, table: str) -> int:
    """Count the rows that do not fit their checksums."""
    row = connection.execute(f"SELECT count(*) FROM {table} WHERE {unfit(table)}").fetchone()
    return int(row[0])


def unfit(table: str) -> str:
    """Give the condition of rows that do not fit their checksums."""
    return f"checksum IS NOT {_OF[table]}"
