"""The work of the commands: many photos in, files out, progress and failures on stderr.

Each function gives the number of photos that failed; each of them is named on stderr and stops
no other.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice, tee
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from core import outputs, places
from core.entities import Drawn, Outcome, Progress
from core.errors import AppError, FileError, printable
from core.imaging import kinds, scan
from core.imaging.scan import Found
from core.jobs import Eta
from core.language.catalog import SOURCE, spoken
from core.report import evidence, records
from core.report.content import PhotoReport
from core.report.file_names import unique_stems, why_other
from core.report.formats import PDF, PNG
from core.report.order import ExportFormat, ExportOrder
from core.report.tables import outcome_table
from core.report.tables.columns import Columns
from core.report.template import Template
from core.session import NO_BOXES, Boxes, Session
from core.spreadsheets import CsvFor
from core.terminal import Terminal, summary
from core.vocabulary import Status

if TYPE_CHECKING:
    from core.explain.presets import Preset

T = TypeVar("T")

NO_PHOTOS: Final = "no photos found: nothing written"

SET_ASIDE: Final = "the box does not apply: the file holds another photo than it was drawn on"

Classes = Sequence[str] | None
"""Those that can occur in the catalog; None or none: all of the network's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `explain` writes of each photo beside the overlay."""

    png: bool = False
    pdf: bool = False
    json: bool = False
    language: str = SOURCE
    template: Template = field(default_factory=Template)


@dataclass(frozen=True, slots=True)
class Tables:
    """What `classify` writes: files, None where one is not wanted, with these columns of all."""

    csv: Path | None = None
    xlsx: Path | None = None
    json: Path | None = None
    columns: Columns | None = None
    csv_for: CsvFor = CsvFor.PROGRAMS

    @property
    def files(self) -> list[Path]:
        """Those that are wanted."""
        return [file for file in (self.csv, self.xlsx, self.json) if file]

    def write(self, outcomes: Iterable[Outcome]) -> None:
        """Write them one after the other, going through the outcomes once.

        Raises
        ------
        ExportFailed
            One of them cannot be written; the others are.
        """
        table, columns = outcome_table, self.columns
        writers: tuple[tuple[Path | None, Callable[[Iterable[Outcome], Path], None]], ...] = (
            (self.csv, partial(table.write_csv, columns=columns, for_whom=self.csv_for)),
            (self.xlsx, partial(table.write_xlsx, columns=columns)),
            (self.json, partial(table.write_json, columns=columns)),
        )
        wanted = [(file, write) for file, write in writers if file]
        each = zip(wanted, tee(outcomes, len(wanted)), strict=True)
        outputs.write_each(partial(write, again, file) for (file, write), again in each)


def classify(
    roots: Iterable[Path],
    tables: Tables,
    pack: Path | None,
    classes: Classes = None,
) -> int:
    """Tag photos into tables."""
    terminal, tally, left_out = Terminal("Tagging"), Counter[Status](), Counter[str]()
    with Session.open(pack, classes=classes or None) as session:
        for file in tables.files:
            outputs.make_way(file)
        found = session.classify(roots, on_progress=terminal.progress, left_out=left_out)
        told = (_told(outcome, terminal, tally) for outcome in found)
        tables.write(told)
    terminal.say(summary(tally))
    terminal.say_if(kinds.said(left_out))
    return tally[Status.ERROR] + kinds.nothing_read(tally.total(), left_out)


def explain(
    roots: Iterable[Path],
    folder: Path,
    preset: "Preset",
    wanted: Wanted,
    *,
    label: str | None,
    pack: Path | None,
    classes: Classes = None,
    review: Path | None = None,
) -> int:
    """Explain photos into a folder, a few files each; of those with a box what is inside."""
    each, boxes = _Each("Explaining"), boxes_of(review)
    with Session.open(pack, classes=classes or None) as session:
        for name in (label, preset.settings.against):
            if name is not None:
                session.check_label(name)
        outputs.make_folder(folder)
        found = list(scan.scan(roots, left_out=each.left_out))
        stems = unique_stems([item for item in found if isinstance(item, Path)])

        def work(photo: Path) -> None:
            stem = stems[photo]
            each.say_name(photo, stem)
            drawn = _box(boxes, photo)
            found = session.explain(
                photo,
                preset.settings,
                drawn=drawn,
                style=preset.style,
                label=label,
                measured=wanted.pdf,
            )
            each.say_itself(found, drawn)
            _export(replace(found, language=spoken(wanted.language)), folder, stem, wanted)

        for _ in each(found, work):
            pass
        if not found:
            each.terminal.say(NO_PHOTOS)
    return each.failed


def report(
    roots: Iterable[Path],
    file: Path,
    preset: "Preset",
    *,
    limit: int | None,
    pack: Path | None,
    template: Template | None = None,
    language: str = SOURCE,
    classes: Classes = None,
    review: Path | None = None,
) -> int:
    """Explain photos into one PDF with an index; of those with a box what is inside."""
    each, boxes = _Each("Explaining"), boxes_of(review)
    with Session.open(pack, classes=classes or None) as session:
        if preset.settings.against is not None:
            session.check_label(preset.settings.against)
        outputs.make_way(file)
        found = list(islice(scan.scan(roots, left_out=each.left_out), limit))

        def work(photo: Path) -> PhotoReport:
            drawn, style = _box(boxes, photo), preset.style
            found = session.explain(photo, preset.settings, drawn=drawn, style=style, measured=True)
            return each.say_itself(found, drawn)

        ExportOrder(
            outputs={PDF: file},
            reports=lambda: each(found, work),
            photos=len(found),
            left_out=each.left_out,
            template=template or Template(),
            language=spoken(language),
        ).write()
    return each.failed


def boxes_of(review: Path | None) -> Boxes:
    """Read the boxes that a review holds, by the photos' absolute paths; none without a review.

    Raises
    ------
    ReviewError
        The file is no review, or of another version of the program.
    """
    if review is None:
        return NO_BOXES
    from core.review.store import Review

    with Review(review, read_only=True) as opened:
        return {Path(places.key(path)): drawn for path, drawn in opened.boxes.by_path().items()}


def _box(boxes: Boxes, photo: Path) -> Drawn | None:
    return boxes.get(Path(places.key(photo)))


def _export(report: PhotoReport, folder: Path, stem: str, wanted: Wanted) -> None:
    from core.report import pictures

    pictures.write_overlays(report, folder, stem)
    drawn = ((PNG, wanted.png), (PDF, wanted.pdf))
    outputs: dict[ExportFormat, Path] = {
        form: folder / f"{stem}.explanation{form.suffix}" for form, asked in drawn if asked
    }
    ExportOrder(
        outputs=outputs,
        reports=lambda: [report],
        photos=1,
        language=report.language,
        template=wanted.template,
    ).write()
    if wanted.json:
        records.write_record(report, folder / f"{stem}.explanation.json")


class _Each:
    """Goes through photos with progress; names the failures and counts them."""

    def __init__(self, verb: str) -> None:
        self.terminal = Terminal(verb)
        self.failed = 0
        self.left_out: Counter[str] = Counter()

    def __call__(self, found: Sequence[Found], work: Callable[[Path], T]) -> Iterator[T | Outcome]:
        eta = Eta(len(found))
        for done, item in enumerate(found, start=1):
            try:
                if isinstance(item, AppError):
                    raise item
                yield work(item)
            except AppError as error:
                yield self._failed(item, error)
            self.terminal.progress(Progress(done, len(found), seconds_left=eta.update(done)))
        self.terminal.clear()
        self.terminal.say_if(kinds.said(self.left_out))
        self.failed += kinds.nothing_read(len(found), self.left_out)

    def say_name(self, photo: Path, stem: str) -> None:
        """Say so where a photo's files are called otherwise than it is."""
        if cause := why_other(photo, stem):
            written = printable(Path(stem))
            self.terminal.say(f"{printable(photo)}: written as {written}, its name is {cause}")

    def say_itself(self, report: PhotoReport, drawn: Drawn | None) -> PhotoReport:
        """Say what is odd: an old box, a class set against itself, an unusual cut or fill."""
        aside = SET_ASIDE if drawn is not None and report.photo.box is None else ""
        told = (aside, evidence.against_itself(report), *evidence.otherwise(report))
        for said in filter(None, told):
            self.terminal.say(f"{printable(report.photo.path)}: {said}")
        return report

    def _failed(self, item: Found, error: AppError) -> Outcome:
        """Say the error with a file in it: the network's own troubles know none."""
        self.failed += 1
        if isinstance(error, FileError):
            self.terminal.say(str(error))
            return Outcome(error.path, error=error.cause)
        path = item if isinstance(item, Path) else Path()
        self.terminal.say(f"{printable(path)}: {error}")
        return Outcome(path, error=str(error))


def _told(outcome: Outcome, terminal: Terminal, tally: Counter[Status]) -> Outcome:
    tally[outcome.status] += 1
    if said := outcome.error or outcome.note:
        terminal.say(f"{printable(outcome.path)}: {said}")
    return outcome
