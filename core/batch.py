"""The work of the commands: many photos in, files out, progress and failures on stderr.

Each function gives the number of photos that failed; each of them is named on stderr and stops
no other.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice, tee
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PIL import Image

from core import paths
from core.entities import Outcome, Progress
from core.errors import AppError, FileError, printable
from core.imaging import scan
from core.imaging.scan import Found
from core.jobs import Eta
from core.report import evidence
from core.report.content import PhotoReport
from core.report.tables import outcomes
from core.report.template import Template
from core.session import Session
from core.terminal import Terminal, summary
from core.vocabulary import Status

if TYPE_CHECKING:
    from core.explain.presets import Preset

OVERLAY_SIDE: Final = 4096
"""px; an overlay is as large as its photo, its longer side at most this."""

LONGEST_STEM: Final = 230
"""Bytes; a number and ".explanation.json" fit behind it where names end at 255."""

T = TypeVar("T")

Classes = Sequence[str] | None
"""Those that can occur in the catalog; None or none: all of the network's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `explain` writes of each photo beside the overlay."""

    png: bool = False
    pdf: bool = False
    json: bool = False


def classify(
    roots: Iterable[Path],
    csv_file: Path,
    json_file: Path | None,
    pack: Path | None,
    classes: Classes = None,
) -> int:
    """Tag photos into a table, and into a record where one is wanted."""
    terminal, tally = Terminal("Tagging"), Counter[Status]()
    with Session.open(pack, classes=classes or None) as session:
        for file in filter(None, (csv_file, json_file)):
            paths.make_way(file)
        found = session.classify(roots, on_progress=terminal.progress)
        told = (_told(outcome, terminal, tally) for outcome in found)
        if json_file is None:
            outcomes.write_csv(told, csv_file)
        else:
            rows, records = tee(told)
            outcomes.write_csv(rows, csv_file)
            outcomes.write_json(records, json_file)
    terminal.say(summary(tally))
    return tally[Status.ERROR]


def explain(
    roots: Iterable[Path],
    folder: Path,
    preset: "Preset",
    wanted: Wanted,
    *,
    label: str | None,
    pack: Path | None,
    classes: Classes = None,
) -> int:
    """Explain photos into a folder, a few files each."""
    each = _Each("Explaining")
    with Session.open(pack, classes=classes or None) as session:
        for name in filter(None, (label, preset.settings.against)):
            session.check_label(name)
        paths.make_folder(folder)
        found = list(scan.scan(roots))
        stems = unique_stems([item for item in found if isinstance(item, Path)])

        def work(photo: Path) -> None:
            stem = stems[photo]
            if stem != photo.stem:
                cause = "taken" if len(stem) >= len(photo.stem) else "too long"
                written = printable(Path(stem))
                each.terminal.say(f"{printable(photo)}: written as {written}, its name is {cause}")
            found = session.explain(
                photo, preset.settings, style=preset.style, label=label, measured=wanted.pdf
            )
            each.say_itself(found)
            _export(found, folder, stem, wanted)

        for _ in each(found, work):
            pass
    return each.failed


def report(
    roots: Iterable[Path],
    file: Path,
    preset: "Preset",
    *,
    limit: int | None,
    pack: Path | None,
    template: Template | None = None,
    classes: Classes = None,
) -> int:
    """Explain photos into one PDF with an index."""
    from core.report.pdf import document

    each = _Each("Explaining")
    with Session.open(pack, classes=classes or None) as session:
        if preset.settings.against is not None:
            session.check_label(preset.settings.against)
        paths.make_way(file)
        found = list(islice(scan.scan(roots), limit))

        def work(photo: Path) -> PhotoReport:
            return each.say_itself(
                session.explain(photo, preset.settings, style=preset.style, measured=True)
            )

        document.write_report(each(found, work), file, template=template, total=len(found))
    return each.failed


def unique_stems(photos: Sequence[Path]) -> dict[Path, str]:
    """Give each photo a stem of its own: of equal ones the second becomes `<stem>-2`.

    Upper and lower case count as equal, as they are on some disks, and a stem too long to be
    written with an ending is cut. The answer depends on the photos and their order alone, so the
    same call writes the same names again.
    """
    taken: set[str] = set()
    return {photo: _free_stem(_cut(photo.stem), taken) for photo in photos}


def _cut(stem: str) -> str:
    while len(os.fsencode(stem)) > LONGEST_STEM:
        stem = stem[:-1]
    return stem


def _free_stem(stem: str, taken: set[str]) -> str:
    names = chain([stem], (f"{stem}-{n}" for n in count(2)))
    free = next(name for name in names if name.casefold() not in taken)
    taken.add(free.casefold())
    return free


def _export(report: PhotoReport, folder: Path, stem: str, wanted: Wanted) -> None:
    from core.report import pictures, png  # ReportLab is nothing for those who only tag
    from core.report.pdf import document

    with paths.writing(folder / f"{stem}.overlay.png") as temporary:
        shown = pictures.pair(report, (OVERLAY_SIDE, OVERLAY_SIDE))
        Image.fromarray(shown.overlay).save(temporary, "PNG")
    if shown.contrast is not None:
        with paths.writing(folder / f"{stem}.contrast.png") as temporary:
            Image.fromarray(shown.contrast).save(temporary, "PNG")
    name = f"{stem}.explanation"
    if wanted.png:
        png.write_card(report, folder / f"{name}.png")
    if wanted.pdf:
        document.write_report([report], folder / f"{name}.pdf", total=1)
    if wanted.json:
        outcomes.write_explanation(report, folder / f"{name}.json")


class _Each:
    """Goes through photos with progress; names the failures and counts them."""

    def __init__(self, verb: str) -> None:
        self.terminal = Terminal(verb)
        self.failed = 0

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

    def say_itself(self, report: PhotoReport) -> PhotoReport:
        """Say where a photo's class is the very one that all are set against."""
        if said := evidence.against_itself(report):
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
    if outcome.error:
        terminal.say(f"{printable(outcome.path)}: {outcome.error}")
    return outcome
