"""What the way back would do to a shop's file, product by product, and what it leaves alone."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from core import paths
from core.catalog.matching import Reason
from core.report.tables.columns import neutral

COLUMNS: Final = ("product", "before", "after", "by", "photo", "why")


class Omission(StrEnum):
    """Why a product that the file is clear about stays as it is."""

    DISPUTED = "its photos were decided differently"
    FLAGGED = "flagged, so nothing is decided"
    UNDECIDED = "nothing is decided yet"


@dataclass(frozen=True, slots=True)
class Change:
    """A product that gets another category.

    Attributes
    ----------
    product : str
        Its key; of one without a key, its photo.
    before, after : str
        Its category cell; before is empty where there was none.
    by : str
        Who decided; "automatic" for the program.
    photo : str
        The first photo that was decided, as `PhotoRow.path`.
    why : str
        In the reviewer's words, or what was done.
    title : str
        Empty where the file has none.
    """

    product: str
    before: str
    after: str
    by: str
    photo: str
    why: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A product, or a photo of none, that stays as it is.

    Attributes
    ----------
    product : str
        As of a Change; empty where the photo belongs to none for certain.
    photo : str
    why : Omission or Reason
        The latter where the file is not clear about the photo.
    title : str
    """

    product: str
    photo: str
    why: Omission | Reason
    title: str = ""


def write_changes(changes: Iterable[Change], out: Path) -> None:
    """Write the list of changes as CSV.

    Raises
    ------
    ExportFailed
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(
        [neutral(one) for one in (c.product, c.before, c.after, c.by, c.photo, c.why)]
        for c in changes
    )
    paths.write_text(out, text.getvalue())
