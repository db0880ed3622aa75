"""What the photos of a review hold, for whoever compares them all."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.review.database import Database


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """The photos that are there, one place each in every column.

    Attributes
    ----------
    photos : (N,) int64
        Their numbers, rising.
    entries : (N,) int64
        What the lists show of each: the lead photo of its product, or itself.
    subjects : list of str or None
        What answers about each are kept by: its content, and the box around its item where there is
        one; None where it was not read yet, or has changed since.
    readable : (N,) bool
        Whether nobody failed to read it.
    """

    photos: NDArray[np.int64]
    entries: NDArray[np.int64]
    subjects: list[str | None]
    readable: NDArray[np.bool_]


NOTHING: Final = Contents(np.empty(0, np.int64), np.empty(0, np.int64), [], np.empty(0, np.bool_))


def contents(database: Database) -> Contents:
    """Give every photo that is there; columns, since one object a photo would take longer."""
    rows = database.rows(
        "SELECT photos.id, ifnull(lead, photos.id), iif(changed, NULL, subject), error = ''"
        " FROM photos LEFT JOIN products ON products.id = product"
        " WHERE missing = 0 ORDER BY photos.id"
    )
    if not rows:
        return NOTHING
    photos, entries, subjects, fine = zip(*rows, strict=True)
    return Contents(
        np.array(photos, dtype=np.int64),
        np.array(entries, dtype=np.int64),
        list(subjects),
        np.array(fine, dtype=np.bool_),
    )
