"""A folder's review without a window: tagged, explained, written out; resumable at any moment.

Everything lands in the review file as soon as it is known, by content and network, so that a run
that was killed goes on where it stopped, and a run with nothing to do only writes its tables.
"""

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from core import given_files, outputs, places
from core.entities import Drawn, Outcome
from core.errors import (
    AppError,
    ExplanationFailed,
    FileError,
    FolderUnreadable,
    ReviewError,
    os_cause,
    printable,
)
from core.explaining import Explained
from core.folder_plan import Plan, check, check_against, check_existing
from core.imaging import images, kinds, scan
from core.inference.judging import judge
from core.language.catalog import spoken
from core.report.content import PhotoReport
from core.report.evidence import about_product
from core.report.formats import PDF
from core.report.order import ExportOrder
from core.report.tables import review_rows
from core.review import products_asked
from core.review.catalog_tags import import_tags, refresh
from core.review.journals import ON_NETWORK
from core.review.photos import REPLACED
from core.review.records import FoundFile, PackRecord
from core.review.store import Review
from core.review.summary import summarise, write_summary
from core.review.views import Filter, View
from core.session import Session
from core.terminal import Terminal, summary
from core.vocabulary import Grouping, Order, Status, ToGroup
from core.wording import counted, photos_gone
from core.workers import Workers, open_workers

SAVED_TOGETHER: Final = 64
"""Answers in one transaction: the most that a kill makes the next run compute again."""

SCANNED_TOGETHER: Final = 1000
_BAD: Final = "SELECT path,error,product FROM photos WHERE missing=0 AND status=? ORDER BY path_key"
T = TypeVar("T")


def run(plan: Plan) -> int:
    """Do what a plan says; gives the number of photos that failed, each named on stderr.

    Raises
    ------
    AppError
        The folder, the pack, the review file, the table of existing tags or the cluster cannot be
        used; an output cannot be written.
    """
    check(plan)
    with Session.open(plan.pack, classes=plan.classes or None) as opened:
        check_against(plan, opened)
        check_existing(plan, opened.pack.labels)
        with Review(plan.review, folder=plan.folder) as review:
            if not places.same(review.photos.folder, plan.folder):
                raise _of_another(plan.review, review.photos.folder)
            if review.photos.folder != Path(os.path.abspath(plan.folder)):  # noqa: PTH100 - links stay
                review.photos.move_folder(plan.folder)  # spelled otherwise, as its photos now are
            products_asked.check(review, plan.products, file_given=bool(plan.existing))
            session = opened if plan.classes is not None else _as_before(opened, review)
            check_against(plan, session)
            with open_workers(session, plan.workers, plan.scheduler) as workers:
                return _Run(plan, session, review, workers).go()


def _of_another(review: Path, folder: Path) -> ReviewError:
    """Say which folder a review is about, and what can be done."""
    name = printable(folder)
    if not places.is_folder(folder):
        name = f"{name}, which is not there"
    return ReviewError(
        review, f"is about another folder, {name}: name that one, or another --review for this one"
    )


def _as_before(session: Session, review: Review) -> Session:
    """Go on with the classes that the review was last tagged for."""
    last = review.predictions.last_pack()
    if last is None or not last.classes:
        return session
    lacking = [name for name in last.classes if name not in session.pack.labels]
    if lacking:
        raise ReviewError(
            review.path,
            f"was tagged for classes that this model lacks, {', '.join(lacking)}: "
            "name the catalog's classes again",
        )
    return session.choosing(last.classes)


class _Run:
    """One run, step by step."""

    def __init__(self, plan: Plan, session: Session, review: Review, workers: Workers) -> None:
        self._plan, self._session, self._review, self._workers = plan, session, review, workers
        self._failed = 0
        self._left_out: Counter[str] = Counter()

    def go(self) -> int:
        pack = self._session.pack
        self._review.predictions.use(PackRecord.of(pack), partial(judge, pack))
        self._say_what_was_found()
        self._scan()
        self._read()
        self._group()
        self._tag()
        if self._plan.existing:
            self._import(self._plan.existing)
        else:
            refresh(self._review)
        self._explain()
        self._name_failures()
        self._write()
        if not self._plan.quiet:
            self._terminal("").say(summary(self._tally(), self._review.products.count()))
        self._terminal("").say_if(kinds.said(self._left_out))
        return self._failed

    def _say_what_was_found(self) -> None:
        """Say what was not as usual when the review was opened."""
        database, forgotten = self._review.database, self._review.predictions.forgotten
        if aside := database.left_behind:
            self._terminal("").say(f"set aside: {printable(aside)}: another file's log")
        if database.came_to_network:
            self._terminal("").say(f"{printable(self._review.path)}: {ON_NETWORK}")
        if forgotten:
            self._terminal("").say(f"damaged, and made again: {counted(forgotten, 'answer')}")

    def _tally(self) -> Counter[Status]:
        """Count the photos by status."""
        queue = self._review.queue
        found = {s: queue.ids(View(Filter(statuses=(s,)))) for s in Status}
        return Counter({status: len(ids) for status, ids in found.items()})

    def _scan(self) -> None:
        photos, folder = self._review.photos, self._plan.folder
        known, present = photos.count_present(), 0
        number, found = photos.begin_scan(), iter(scan.scan([folder], left_out=self._left_out))
        while items := list(islice(found, SCANNED_TOGETHER)):
            files = [file for item in items if (file := self._file_of(item))]
            present += len(photos.add(files, number))
            photos.spare((one.path for one in items if isinstance(one, FolderUnreadable)), number)
        lost = photos.lost(number, known)
        if lost and not self._plan.accept_missing:
            raise FolderUnreadable(folder, photos_gone(*lost))
        photos.end_scan(number, self._left_out)
        self._failed += kinds.nothing_read(present, self._left_out)

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
        ids = self._review.photos.unhashed()
        with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="read") as pool:
            for part in _parts(self._terminal("Reading").watch(ids, len(ids)), SAVED_TOGETHER):
                files = [self._review.photos.file_of(photo) for photo in part]
                hashes = zip(part, pool.map(given_files.sha256_of, files), strict=True)
                known = [(photo, sha256) for photo, sha256 in hashes if sha256]
                before = self._review.boxes.drawn(photo for photo, _ in known)
                moved = self._review.photos.set_contents(known)
                self._name_set_aside(before)
                stays = (moved.get(photo, photo) for photo, _ in known)
                self._review.predictions.reuse(self._review.photos.subjects(stays))

    def _name_set_aside(self, before: Mapping[int, Drawn]) -> None:
        """Name photos whose box is of what the file held before."""
        for photo in before.keys() - self._review.boxes.drawn(before).keys():
            path = self._review.photos.file_of(photo)
            self._terminal("").say(f"{printable(path)}: its box does not apply, {REPLACED}")

    def _group(self) -> None:
        plan = self._plan
        said = products_asked.group(self._review, plan.products, file_given=bool(plan.existing))
        for words in said if not plan.quiet else ():
            self._terminal("").say(words)

    def _tag(self) -> None:
        ids = self._review.photos.unread()
        files = (self._review.photos.file_of(photo) for photo in ids)
        outcomes = self._workers.tag(files, self._review.boxes.by_path())
        with closing(self._terminal("Tagging").watch(outcomes, len(ids))) as found:
            for part in _parts(found, SAVED_TOGETHER):
                good = [(one.subject, one.prediction) for one in part if one.prediction]
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
            self._review,
            table,
            plan.columns,
            terms=plan.terms,
            encoding=plan.encoding,
            grouped=plan.products is ToGroup.CATALOG
            or self._review.products.grouping is Grouping.CATALOG,
        )
        told = f"{counted(report.rows, 'row')}; "
        if products := self._review.products.count():
            told += f"{counted(products, 'product')} now, "
        told += f"{counted(report.photos, 'photo')} with a tag of the catalog"
        if report.strangers:
            told += f"; {counted(report.strangers, 'name')} of no photo here"
        for reason, count in report.ambiguous.items():
            told += f"; {count:,} left out: {reason}"
        if report.unknown_classes:
            told += f"; {counted(len(report.unknown_classes), 'tag')} without one clear class"
        if not self._plan.quiet:
            self._terminal("").say(f"{printable(table)}: {told}")

    def _explain(self) -> None:
        chosen = self._chosen()
        if PDF in self._plan.outputs:
            from core.report.pdf import document

            document.check_count(len(chosen), self._plan.outputs[PDF])
        wanted = [photo for photo in chosen if not self._is_explained(photo)]
        by_subject = {self._review.photos.get(photo).subject: photo for photo in reversed(wanted)}
        once = sorted(by_subject.values())
        files = (self._review.photos.file_of(photo) for photo in once)
        found = self._workers.explain(files, self._review.boxes.by_path(), self._plan.settings)
        with closing(self._terminal("Explaining").watch(found, len(once))) as told:
            for one in told:
                self._keep(one)

    def _keep(self, one: Explained) -> None:
        if one.explanation is None:
            self._fail(f"{printable(one.path)}: {one.error}")
        else:
            self._review.explanations.save(one.subject, one.explanation, badge=one.badge)

    def _chosen(self) -> list[int]:
        """Give the photos that are to be explained, in the order of their entries' paths.

        Of a product, the one that carries its tag most.
        """
        statuses = self._plan.explain.statuses
        if not statuses:
            return []
        chosen = self._review.queue.ids(View(Filter(statuses=statuses), Order.PATH)).tolist()
        return [self._review.products.carrier(photo) for photo in chosen]

    def _is_explained(self, photo: int) -> bool:
        subject = self._review.photos.get(photo).subject
        known = self._review.explanations.settings_of(subject)
        return (self._own_tag(subject), self._plan.settings) in known

    def _own_tag(self, subject: str) -> str:
        """Give what the network says of a photo alone, which is what is explained."""
        prediction = self._review.predictions.get(subject)
        return prediction.label if prediction else ""

    def _name_failures(self) -> None:
        for outcome in self._failures():
            self._fail(f"{printable(outcome.path)}: {outcome.error}")

    def _failures(self, outside: Collection[int | None] = ()) -> Iterator[Outcome]:
        """Give the photos that could not be tagged, by path, but for those of these products."""
        rows = self._review.database.rows(_BAD, (Status.ERROR.value,))
        shown = set(outside) - {None}
        for path, error, product in rows:
            if product not in shown:
                yield Outcome(self._review.photos.folder / path, error=error)

    def _write(self) -> None:
        """Write all outputs; of no photo there is no report."""
        chosen, files = self._chosen(), dict(self._plan.outputs)
        if PDF in files and not chosen:
            del files[PDF]
            self._terminal("").say("nothing is to be explained: no PDF written")
        order = ExportOrder(
            outputs=files,
            reports=lambda: self._reports(chosen),
            rows=lambda: review_rows.rows(self._review),
            folder=self._review.photos.folder,
            left_out=self._left_out,
            columns=self._plan.table_columns,
            template=self._plan.template,
            language=spoken(self._plan.language),
        )
        outputs.write_each((order.write, self._sum_up))

    def _sum_up(self) -> None:
        if self._plan.summary:
            found = summarise(self._review, self._plan.assumptions)
            write_summary(found, self._plan.summary, csv_for=self._plan.csv_for)

    def _reports(self, chosen: list[int]) -> Iterator[PhotoReport | Outcome]:
        """Give what is explained, telling the progress, and then what could not even be tagged."""
        reports = map(self._report, chosen)
        with closing(self._terminal("Writing").watch(reports, len(chosen))) as told:
            yield from told
        yield from self._failures(outside=[self._review.photos.get(one).product for one in chosen])

    def _report(self, photo: int) -> PhotoReport | Outcome:
        """Make a photo's page from what the file holds; the map and the areas are not in it."""
        from core.explain.overlay import OverlayStyle

        row, path = self._review.photos.get(photo), self._review.photos.file_of(photo)
        subject, settings = row.subject, self._plan.settings
        stored = self._review.explanations.get(subject, self._own_tag(subject), settings)
        try:
            picture = images.load_photo(path, row.drawn)
            if stored is None or picture.subject != subject:
                raise ExplanationFailed("changed since it was explained, or not explained")
            prediction = self._session.classifier.classify(picture)
            note, pack = review_rows.decision_note(self._review, row), self._session.pack
            style = OverlayStyle(background=self._plan.paint_background)
            report = PhotoReport(picture, prediction, stored, pack, style, decision=note)
            product = review_rows.product_note(self._review, row)
            return self._session.measure(about_product(report, product))
        except AppError as error:
            cause = error.cause if isinstance(error, FileError) else str(error)
            self._fail(f"{printable(path)}: {cause}")
            return Outcome(path, error=cause)

    def _terminal(self, verb: str) -> Terminal:
        return Terminal(verb, quiet=self._plan.quiet)

    def _fail(self, message: str) -> None:
        self._failed += 1
        self._terminal("").say(message)


def _parts(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while part := list(islice(items, size)):
        yield part
