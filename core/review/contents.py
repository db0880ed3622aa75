"""What the photos of a review hold, for whoever compares them."""

from dataclasses import dataclass

from core.review.database import Database


@dataclass(frozen=True, slots=True)
class Content:
    """A photo that is there.

    Attributes
    ----------
    photo : int
    entry : int
        What the lists show of it: the lead photo of its product, or itself.
    subject : str or None
        The SHA-256 of what it holds; None where it was not read yet, or has changed since.
    readable : bool
        Whether nobody failed to read it.
    """

    photo: int
    entry: int
    subject: str | None
    readable: bool


def contents(database: Database) -> list[Content]:
    """Give every photo that is there, in the order of their numbers; 20,000 take 50 ms."""
    rows = database.stream(
        "SELECT photos.id, ifnull(lead, photos.id), iif(changed, NULL, sha256), error = ''"
        " FROM photos LEFT JOIN products ON products.id = product"
        " WHERE missing = 0 ORDER BY photos.id"
    )
    return [Content(photo, entry, subject, bool(fine)) for photo, entry, subject, fine in rows]
