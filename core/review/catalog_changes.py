"""What the way back would do to a shop's file, product by product, and what it leaves alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from core.catalog.edits import Change, Edits
from core.catalog.inspection import Inspection
from core.catalog.matching import Reason
from core.entities import Drawn, Progress
from core.errors import ExportFailed
from core.jobs import CancelToken
from core.language.catalog import SOURCE, spoken
from core.report.tables.columns import CHANGE_COLUMNS, Columns
from core.spreadsheets import CsvFor, writing_csv

PDF: Final = ".pdf"
CHANGE_LISTS: Final = (".csv", PDF)
"""How a list of changes may end: a table, or pages."""


class Omission(StrEnum):
    """Why a product that the file is clear about stays as it is."""

    DISPUTED = "its photos were decided differently"
    UNSAID = "the file has no category of this class to write"
    FLAGGED = "flagged, so nothing is decided"
    UNDECIDED = "nothing is decided yet"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A product, or a photo of none, that stays as it is.

    Attributes
    ----------
    product : str
        As of a Change; empty where the photo belongs to none for certain.
    photo : str
        As `PhotoRow.path`; of a product, its first.
    why : Omission or Reason
        The latter where the file is not clear about the photo.
    title : str
        Empty where the file has none.
    """

    product: str
    photo: str
    why: Omission | Reason
    title: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """What would be written.

    Attributes
    ----------
    found : Inspection
        Of the shop's file as it is now.
    edits : Edits
    changes : list of Change
        One for each product that changes.
    left_out : list of LeftOut
        What stays as it is for want of a clear decision, the disputed first; products that the
        file has right already are in neither list.
    decided : int
        Products with a decision.
    folder : Path
        Where the photos' paths begin.
    boxes : mapping of Path to Drawn
        Around items, by the photos' files; pages outline them.
    """

    found: Inspection
    edits: Edits
    changes: list[Change]
    left_out: list[LeftOut]
    decided: int
    folder: Path
    boxes: Mapping[Path, Drawn] = field(default_factory=dict)

    @property
    def disputed(self) -> list[str]:
        """Products whose photos were decided differently."""
        return [one.product for one in self.left_out if one.why is Omission.DISPUTED]


def check_changes(out: Path) -> None:
    """Refuse a list of changes in a form that nobody writes, before any work.

    Raises
    ------
    ExportFailed
    """
    if out.suffix.lower() not in CHANGE_LISTS:
        raise ExportFailed(out, f"a list of changes ends in {' or '.join(CHANGE_LISTS)}")


def write_changes(
    export: Export,
    out: Path,
    *,
    columns: Columns = CHANGE_COLUMNS,
    csv_for: CsvFor = CsvFor.PROGRAMS,
    token: CancelToken | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    language: str = SOURCE,
) -> None:
    """Write the list of changes, as the name ends: a table, or pages with the photos.

    Parameters
    ----------
    export : Export
    out : Path
        Ends in one of `CHANGE_LISTS`.
    columns : tuple of str
        Of `CHANGE_COLUMNS`: what a table says of each change, in this order.
    csv_for : CsvFor
        Who opens a table.
    token : CancelToken, optional
        Looked at before each row of a PDF.
    on_progress : callable, optional
        Told after each row of a PDF.
    language : str
        Of a PDF; a table is for other programs, and the same in all.

    Raises
    ------
    ExportFailed
        Another ending, or the file cannot be written; nothing half-written is left.
    Cancelled
    """
    check_changes(out)
    if out.suffix.lower() == PDF:
        _write_pdf(export, out, token, on_progress, language)
    else:
        _write_csv(export, out, columns, csv_for)


def _write_csv(export: Export, out: Path, columns: Columns, csv_for: CsvFor) -> None:
    with writing_csv(out, csv_for) as table:
        table.row(columns)
        for change in export.changes:
            table.row(getattr(change, name) for name in columns)


def _write_pdf(
    export: Export,
    out: Path,
    token: CancelToken | None,
    on_progress: Callable[[Progress], None] | None,
    language: str,
) -> None:
    from core.report.pdf.change_list import write_change_list

    write_change_list(
        export.changes,
        out,
        source=export.found.path,
        folder=export.folder,
        boxes=export.boxes,
        disputed=export.disputed,
        token=token,
        on_progress=on_progress,
        language=spoken(language),
    )
