"""A folder's review without a window: tagged, explained, written out; resumable at any moment.

Everything lands in the review file as soon as it is known, by content and network, so that a run
that was killed goes on where it stopped, and a run with nothing to do only writes its tables.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Final, TypeVar

from core import paths
from core.catalog.inspection import open_tables
from core.catalog.roles import Chosen
from core.catalog.term_map import TermMap
from core.entities import ExplainSettings, Outcome, Progress, Status
from core.errors import (
    AppError,
    ExplanationFailed,
    FileError,
    FolderUnreadable,
    ReviewError,
    os_cause,
    printable,
)
from core.imaging import images, scan
from core.jobs import Eta
from core.report.content import PhotoReport
from core.report.tables import review_rows
from core.report.template import Template
from core.review.catalog_tags import import_tags, read_catalog, refresh, tagged_entries
from core.review.records import FoundFile, PackRecord
from core.review.store import Review
from core.review.views import Filter, Order, View
from core.session import Session
from core.terminal import Terminal, summary
from core.workers import Crew, Explained, hire

SAVED_TOGETHER: Final = 64
"""Answers in one transaction: the most that a kill makes the next run compute again."""

SCANNED_TOGETHER: Final = 1000
_UNREAD: Final = (
    "SELECT id FROM photos WHERE missing = 0 AND (sha256 IS NULL OR changed OR error <> '')"
    " ORDER BY path"
)
T = TypeVar("T")


class Which(StrEnum):
    """Which photos are explained."""

    DOUBTFUL = "doubtful"
    ALL = "all"
    NONE = "none"

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Their statuses."""
        doubtful = (Status.UNCERTAIN, Status.UNKNOWN)
        return {"doubtful": doubtful, "all": (Status.KNOWN, *doubtful), "none": ()}[self.value]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do; outputs that are None are not written."""

    folder: Path
    review: Path
    existing: Path | None = None
    columns: Chosen = field(default_factory=Chosen)
    terms: TermMap = field(default_factory=TermMap)
    encoding: str | None = None
    explain: Which = Which.DOUBTFUL
    pdf: Path | None = None
    template: Template | None = None
    csv: Path | None = None
    json: Path | None = None
    jsonl: Path | None = None
    xlsx: Path | None = None
    pack: Path | None = None
    workers: int = 1
    scheduler: str = ""
    quiet: bool = False
    settings: ExplainSettings = field(default_factory=ExplainSettings)

    @property
    def outputs(self) -> list[Path]:
        """What is to be written at the end."""
        return [path for path in (self.pdf, self.csv, self.json, self.jsonl, self.xlsx) if path]


def run(plan: Plan) -> int:
    """Do what a plan says; gives the number of photos that failed, each named on stderr.

    Raises
    ------
    AppError
        The folder, the pack, the review file, the table of existing tags or the cluster cannot be
        used; an output cannot be written.
    """
    _check(plan)
    with Session.open(plan.pack) as session:
        if plan.settings.against is not None:
            session.check_label(plan.settings.against)
        with (
            Review(plan.review, folder=plan.folder) as review,
            hire(session, plan.workers, plan.scheduler) as crew,
        ):
            if review.photos.folder != Path(os.path.abspath(plan.folder)):  # noqa: PTH100 - as the review
                raise ReviewError(plan.review, f"is about another folder, {review.photos.folder}")
            return _Run(plan, session, review, crew).go()


def _check(plan: Plan) -> None:
    """See before the work what would spoil its end; a folder that is gone is not an empty one."""
    try:
        os.scandir(plan.folder).close()
    except OSError as error:
        raise FolderUnreadable(plan.folder, os_cause(error)) from error
    if plan.existing:
        open_tables(plan.existing, plan.columns, plan.encoding)
    for file in plan.outputs:
        paths.make_way(file)


class _Run:
    """One run, step by step."""

    def __init__(self, plan: Plan, session: Session, review: Review, crew: Crew) -> None:
        self._plan, self._session, self._review, self._crew = plan, session, review, crew
        self._failed = 0

    def go(self) -> int:
        pack = self._session.pack
        families = tuple(tuple(family) for family in pack.card.families)
        self._review.predictions.use(
            PackRecord(pack.sha256, pack.name, pack.version, pack.labels, families)
        )
        self._scan()
        self._check_existing()
        self._read()
        self._tag()
        if self._plan.existing:
            self._import(self._plan.existing)
        else:
            refresh(self._review)
        self._explain()
        self._name_failures()
        self._write_tables()
        self._write_pdf()
        if not self._plan.quiet:
            self._terminal("").say(summary(self._tally()))
        return self._failed

    def _tally(self) -> Counter[Status]:
        """Count the photos by status."""
        queue = self._review.queue
        found = {s: queue.ids(View("Counted", Filter(statuses=(s,)))) for s in Status}
        return Counter({status: len(ids) for status, ids in found.items()})

    def _scan(self) -> None:
        photos = self._review.photos
        number, found = photos.begin_scan(), iter(scan.scan([self._plan.folder]))
        while items := list(islice(found, SCANNED_TOGETHER)):
            photos.add([file for item in items if (file := self._file_of(item))], number)
        photos.end_scan(number)

    def _check_existing(self) -> None:
        """Read the shop's file before the work: one that speaks of no photo ends it here."""
        plan = self._plan
        if plan.existing:
            found, _ = read_catalog(
                self._review, plan.existing, plan.columns, terms=plan.terms, encoding=plan.encoding
            )
            tagged_entries(found)

    def _file_of(self, item: scan.Found) -> FoundFile | None:
        try:
            if isinstance(item, AppError):
                raise item
            return FoundFile.of(item)
        except AppError as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(f"{printable(Path(str(item)))}: {os_cause(error)}")
        return None

    def _read(self) -> None:
        """Learn what new and changed files hold; known contents need no network."""
        ids = [row[0] for row in self._review.database.rows(_UNREAD)]
        terminal = self._terminal("Reading")
        with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="read") as pool:
            for part in _parts(_told(ids, len(ids), terminal), SAVED_TOGETHER):
                files = [self._review.photos.file_of(photo) for photo in part]
                hashes = zip(part, pool.map(_sha256, files), strict=True)
                known = [(photo, sha256) for photo, sha256 in hashes if sha256]
                self._review.photos.set_contents(known)
                self._review.predictions.reuse([sha256 for _, sha256 in known])

    def _tag(self) -> None:
        ids = self._review.photos.unread()
        files = (self._review.photos.file_of(photo) for photo in ids)
        with closing(_told(self._crew.tag(files), len(ids), self._terminal("Tagging"))) as found:
            for part in _parts(found, SAVED_TOGETHER):
                good = [(one.sha256, one.prediction) for one in part if one.prediction]
                self._review.predictions.save(good)
                for outcome in part:
                    self._note(outcome)

    def _note(self, outcome: Outcome) -> None:
        photo = self._review.photos.find(outcome.path)
        if outcome.error and photo is not None:
            self._review.photos.fail(photo, outcome.error)

    def _import(self, table: Path) -> None:
        plan = self._plan
        report = import_tags(
            self._review, table, plan.columns, terms=plan.terms, encoding=plan.encoding
        )
        told = f"{report.rows:,} rows, {report.photos:,} photos have a tag of the catalog now"
        if report.strangers:
            told += f", {report.strangers:,} names are of no photo here"
        for reason, count in report.ambiguous.items():
            told += f", {count:,} left out: {reason}"
        if report.unknown_classes:
            told += f", {len(report.unknown_classes):,} tags are no class of the network"
        if not self._plan.quiet:
            self._terminal("").say(f"{printable(table)}: {told}")

    def _explain(self) -> None:
        from core.report.pdf import document

        chosen = self._chosen()
        if self._plan.pdf:
            document.check_count(len(chosen), self._plan.pdf)
        wanted = [photo for photo in chosen if not self._is_explained(photo)]
        by_content = {self._review.photos.get(photo).sha256: photo for photo in reversed(wanted)}
        once = sorted(by_content.values())
        files = (self._review.photos.file_of(photo) for photo in once)
        found = self._crew.explain(files, self._plan.settings)
        with closing(_told(found, len(once), self._terminal("Explaining"))) as told:
            for one in told:
                self._keep(one)

    def _keep(self, one: Explained) -> None:
        if one.explanation is None:
            self._fail(f"{printable(one.path)}: {one.error}")
        else:
            self._review.explanations.save(one.sha256, one.explanation, badge=one.badge)

    def _chosen(self) -> list[int]:
        """Give the photos that are to be explained, in the order of their paths."""
        statuses = self._plan.explain.statuses
        if not statuses:
            return []
        chosen: list[int] = self._review.queue.ids(
            View("Chosen", Filter(statuses=statuses), Order.PATH)
        ).tolist()
        return chosen

    def _is_explained(self, photo: int) -> bool:
        row = self._review.photos.get(photo)
        return (row.label, self._plan.settings) in self._review.explanations.settings_of(
            row.sha256 or ""
        )

    def _name_failures(self) -> None:
        for outcome in self._failures():
            self._fail(f"{printable(outcome.path)}: {outcome.error}")

    def _failures(self) -> Iterator[Outcome]:
        """Give the photos that could not be tagged, by path."""
        failed = View("Failed", Filter(statuses=(Status.ERROR,)), Order.PATH)
        for photo in self._review.queue.ids(failed).tolist():
            row = self._review.photos.get(photo)
            yield Outcome(self._review.photos.folder / row.path, error=row.error or "")

    def _write_tables(self) -> None:
        from core.report.tables import workbook

        plan, table = self._plan, review_rows
        for path, write in (
            (plan.csv, table.write_csv),
            (plan.json, table.write_json),
            (plan.jsonl, table.write_jsonl),
        ):
            if path:
                write(table.rows(self._review), path)
        if plan.xlsx:
            rows = table.rows(self._review)
            workbook.write_xlsx(rows, plan.xlsx, self._review.photos.folder)

    def _write_pdf(self) -> None:
        from core.report.pdf import document

        chosen = self._chosen()
        if self._plan.pdf is None:
            return
        if not chosen:
            self._terminal("").say("no photo is to be explained: no PDF written")
            return
        reports = _told(map(self._report, chosen), len(chosen), self._terminal("Writing"))
        listed = chain(reports, self._failures())
        with closing(reports):
            document.write_report(listed, self._plan.pdf, template=self._plan.template)

    def _report(self, photo: int) -> PhotoReport | Outcome:
        """Make a photo's page from what the file holds; the map and the areas are not in it."""
        from core.explain.overlay import OverlayStyle

        row, path = self._review.photos.get(photo), self._review.photos.file_of(photo)
        stored = self._review.explanations.get(
            row.sha256 or "", row.label or "", self._plan.settings
        )
        try:
            picture = images.load_photo(path)
            if stored is None or picture.sha256 != row.sha256:
                raise ExplanationFailed("changed since it was explained, or not explained")
            prediction = self._session.classifier.classify(picture)
            note = review_rows.decision_note(self._review, row)
            style, pack = OverlayStyle(), self._session.pack
            report = PhotoReport(picture, prediction, stored, pack, style, decision=note)
            return self._session.measure(report)
        except AppError as error:
            cause = error.cause if isinstance(error, FileError) else str(error)
            self._fail(f"{printable(path)}: {cause}")
            return Outcome(path, error=cause)

    def _terminal(self, verb: str) -> Terminal:
        return Terminal(verb, quiet=self._plan.quiet)

    def _fail(self, message: str) -> None:
        self._failed += 1
        self._terminal("").say(message)


def _told(items: Iterable[T], total: int, terminal: Terminal) -> Generator[T, None, None]:
    """Pass items on and tell how far they have come."""
    eta = Eta(total)
    for done, item in enumerate(items, start=1):
        yield item
        terminal.progress(Progress(done, total, seconds_left=eta.update(done)))
    terminal.clear()


def _parts(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while part := list(islice(items, size)):
        yield part


def _sha256(file: Path) -> str:
    """Hash a file; empty where it cannot be read: tagging it will say why."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
