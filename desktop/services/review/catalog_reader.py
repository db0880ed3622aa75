"""A shop's file, read for the open review on its worker; nothing of the review is changed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from desktop.services.job_bridge import JobBridge, Latest

if TYPE_CHECKING:
    from core.catalog.inspection import Inspection, Reading
    from core.catalog.term_map import TermMap
    from core.entities import Progress
    from core.jobs import CancelToken, JobRunner
    from desktop.services.job_bridge import Work
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import SharedReview
    from desktop.ui.catalog_findings import Findings

FIRST_ROWS: Final = 20
"""Rows of each table that are shown."""


@dataclass(frozen=True, slots=True)
class CatalogRead:
    """What a file says about the review's photos.

    Attributes
    ----------
    found : Inspection
    photos : list of int
        The review's id of each photo of the index.
    first_rows : list of list of list of str
        Table, row, cell; rows may be short.
    findings : Findings
        What is shown of it.
    """

    found: Inspection
    photos: list[int]
    first_rows: list[list[list[str]]]
    findings: Findings

    @classmethod
    def of(cls, found: Inspection, photos: list[int]) -> CatalogRead:
        """Work out what is shown of a reading; on the worker."""
        from desktop.ui.catalog_findings import Findings

        first_rows = [_first_rows(one) for one in found.readings]
        return cls(found, photos, first_rows, Findings.of(found))


class CatalogReader(QObject):
    """Reads one file at a time; another wish takes the place of the one before."""

    progressed = Signal(object)
    """Progress, in rows."""
    read = Signal(object)
    """CatalogRead."""
    failed = Signal(str)
    """Why the file cannot be read."""

    def __init__(self, bridge: JobBridge, runner: JobRunner, desk: ReviewDesk) -> None:
        super().__init__(bridge)
        self._desk = desk
        self._reads = Latest(bridge, runner)

    def start(self, file: Path, terms: TermMap, readings: Sequence[Reading] | None = None) -> None:
        """Read a file; `read` or `failed` follows, unless it is stopped.

        Parameters
        ----------
        file : Path
        terms : TermMap
            What terms mean, beside what is known already.
        readings : sequence of Reading, optional
            Its tables with the columns that the user chose; proposed where left out.
        """
        shared = self._desk.shared
        if shared is not None:
            self._reads.start(
                _reading(shared, file, terms, readings),
                done=self.read.emit,
                failed=self.failed.emit,
                progress=self.progressed.emit,
            )

    def stop(self) -> None:
        """Stop reading; nothing follows."""
        self._reads.cancel()


def _reading(
    shared: SharedReview, file: Path, terms: TermMap, readings: Sequence[Reading] | None
) -> Work:
    review = shared.review

    def work(token: CancelToken, tell: Callable[[Any], None]) -> CatalogRead:
        from core.catalog import reading
        from core.review import catalog_tags

        def on_progress(step: Progress) -> None:
            token.check()
            tell(step)

        (index, photos), classes = shared.inside(
            lambda: (catalog_tags.photo_index(review), catalog_tags.class_map(review, terms))
        )
        # The file itself is read outside: others get at the review meanwhile.
        if readings is None:
            found = reading.inspect(file, index, classes, digests=True, on_progress=on_progress)
        else:
            found = reading.read(
                file, list(readings), index, classes, digests=True, on_progress=on_progress
            )
        return CatalogRead.of(found, photos)

    return work


def _first_rows(reading: Reading) -> list[list[str]]:
    """Read the first rows past the table, which counts the rows that it mends."""
    table = reading.table
    return list(itertools.islice(table.raw.records(), table.head_row, table.head_row + FIRST_ROWS))
