"""Photos whose files we changed ourselves, their pictures being what they were."""

from core import paths
from core.review.checksums import seal_new, unfit
from core.review.records import FoundFile
from core.review.store import Review

_KEPT: tuple[str, ...] = ("predictions", "explanations")
"""Tables by subject: what a network said of the same picture, and of what a box in it holds."""


def note_rewritten(review: Review, photo: int) -> None:
    """Go on knowing a photo of which only what is written about it has changed.

    Without this, the next scan would take it for another photo, forget what the network said, and
    send it back to the desk. Its decisions stay as they are; the log keeps the content that they
    were made about.

    Raises
    ------
    ReviewError
        The review cannot be written to.
    OSError
        The file is gone.
    """
    path, before = review.photos.file_of(photo), review.photos.get(photo).sha256
    found, after = FoundFile.of(path), paths.sha256_of(path)
    with review.database.transaction(durable=True) as connection:
        for table in _KEPT:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            others = ", ".join(name for name in columns if name not in ("subject", "checksum"))
            connection.execute(
                f"INSERT OR IGNORE INTO {table} (subject, {others})"
                f" SELECT ?1 || substr(subject, length(?2) + 1), {others} FROM {table}"
                f" WHERE (subject = ?2 OR subject LIKE ?2 || '@%') AND NOT ({unfit(table)})",
                (after, before),
            )
            seal_new(connection, table, after)
        connection.execute(
            "UPDATE photos SET sha256 = ?, size = ?, modified_ns = ?, changed = 0 WHERE id = ?",
            (after, found.size, found.modified_ns, photo),
        )
