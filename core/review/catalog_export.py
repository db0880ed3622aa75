"""The way back: what was decided in a review, written into the shop's own file."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core import paths
from core.catalog.edits import Change, Edits, Wording, plan_edits
from core.catalog.inspection import Entry, Inspection, inspect, read
from core.catalog.photo_index import PhotoIndex
from core.catalog.term_map import TermMap, learnt
from core.catalog.write_back import write_back
from core.entities import Progress
from core.errors import ExportFailed, ReviewError
from core.jobs import CancelToken
from core.report.tables.columns import neutral
from core.review import catalog_source
from core.review.catalog_tags import class_map
from core.review.records import verdict_of
from core.review.store import Review
from core.vocabulary import TAGGED

_COLUMNS: Final = ("product", "before", "after", "by", "photo", "why")
_DECIDED: Final = (
    "SELECT id, path, verdict, tag, reason, automatic FROM photos WHERE missing = 0"
    f" AND verdict IN ({', '.join(str(one.rank) for one in TAGGED)}) ORDER BY path"
)
_REVIEWER: Final = "SELECT reviewer FROM decisions WHERE photo = ? ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one photo of a product."""

    entry: Entry
    label: str
    by: str
    photo: str
    why: str


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
    disputed : list of str
        Products whose photos were decided differently; they stay as they are.
    decided : int
        Products with a decision.
    folder : Path
        Where the photos' paths begin.
    """

    found: Inspection
    edits: Edits
    changes: list[Change]
    disputed: list[str]
    decided: int
    folder: Path


def plan_export(
    review: Review, source: Path, *, as_class: bool = False, terms: TermMap | None = None
) -> Export:
    """Say what a shop's file would become; nothing is written.

    Parameters
    ----------
    review : Review
    source : Path
        The file that was imported, or another about the same photos where none was.
    as_class : bool
        Write the network's class names instead of the shop's terms.
    terms : TermMap, optional
        What terms mean, beside what is known already.

    Raises
    ------
    CatalogError
        The file cannot be read, or a row is not what it was when it was imported.
    """
    found = _found(review, source, terms)
    by_product: dict[str, list[Decided]] = {}
    for one in _decided(review, found):
        by_product.setdefault(_key(one.entry), []).append(one)
    agreed = {key: said for key, said in by_product.items() if len({d.label for d in said}) == 1}
    wording = Wording(found, learnt().with_others(terms or TermMap()), as_class=as_class)
    news = {
        key: said[0]
        for key, said in agreed.items()
        if not wording.says(said[0].entry.term, said[0].label)
    }
    # A product's rows stay of one mind, also where each names a photo of its own.
    members = [(entry, news[_key(entry)]) for entry in found.entries if _key(entry) in news]
    labels = {name: one.label for entry, one in members for name in entry.inner}
    entries = {name: entry for entry, _ in members for name in entry.inner}
    edits = plan_edits(found, labels, entries, wording)
    disputed = [_name(said[0]) for key, said in by_product.items() if key not in agreed]
    changes = [_change(one, wording) for one in news.values()]
    return Export(found, edits, changes, disputed, len(by_product), review.photos.folder)


def _key(entry: Entry) -> str:
    return entry.product or entry.inner[0]


def _found(review: Review, source: Path, terms: TermMap | None) -> Inspection:
    """Read the file as it was imported and compare; propose columns where it never was."""
    pack = review.predictions.last_pack()
    if pack is None:
        raise ReviewError(review.path, "no network has tagged its photos yet")
    review.predictions.use(pack)
    rows = review.database.rows("SELECT path FROM photos WHERE missing = 0 ORDER BY path")
    index = PhotoIndex([path for (path,) in rows], review.photos.folder)
    classes = class_map(review, terms)
    kept = catalog_source.kept_of(review)
    if kept is None:
        return inspect(source, index, classes)
    found = read(source, kept.readings(source), index, classes, digests=True)
    kept.check(found)
    return found


def _decided(review: Review, found: Inspection) -> Iterator[Decided]:
    assert found.photos is not None
    by_path = {found.photos.paths[entry.photo]: entry for entry in found.entries}
    for photo, path, verdict, tag, reason, automatic in review.database.rows(_DECIDED):
        entry = by_path.get(path)
        if entry is None:
            continue
        reviewers = review.database.rows(_REVIEWER, (photo,))
        by = "automatic" if automatic else reviewers[0][0] if reviewers else ""
        yield Decided(entry, tag, by, path, reason or verdict_of(verdict).value)


def _name(one: Decided) -> str:
    return one.entry.product or one.photo


def _change(one: Decided, wording: Wording) -> Change:
    before = one.entry.term
    after = wording.cell(before, one.label) if before else wording.term(one.label)
    return Change(_name(one), before, after, one.by, one.photo, one.why)


def write_export(export: Export, out: Path, *, only_changed: bool = False) -> None:
    """Write the shop's file with what was decided.

    Raises
    ------
    CatalogError, ExportFailed
    """
    write_back(export.found, export.edits, out, only_changed=only_changed)


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
    token: CancelToken | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> None:
    """Write the list of changes, as the name ends: a table, or pages with the photos.

    Parameters
    ----------
    export : Export
    out : Path
        Ends in one of `CHANGE_LISTS`.
    token : CancelToken, optional
        Looked at before each row of a PDF.
    on_progress : callable, optional
        Told after each row of a PDF.

    Raises
    ------
    ExportFailed
        Another ending, or the file cannot be written; nothing half-written is left.
    Cancelled
    """
    check_changes(out)
    CHANGE_LISTS[out.suffix.lower()](export, out, token, on_progress)


def _write_csv(export: Export, out: Path, *_: object) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    writer.writerows(
        [neutral(one) for one in (c.product, c.before, c.after, c.by, c.photo, c.why)]
        for c in export.changes
    )
    paths.write_text(out, text.getvalue())


def _write_pdf(
    export: Export,
    out: Path,
    token: CancelToken | None,
    on_progress: Callable[[Progress], None] | None,
) -> None:
    from core.report.pdf.change_list import write_change_list

    write_change_list(
        export.changes,
        out,
        source=export.found.path,
        folder=export.folder,
        disputed=export.disputed,
        token=token,
        on_progress=on_progress,
    )


CHANGE_LISTS: Final[Mapping[str, Callable[..., None]]] = {".csv": _write_csv, ".pdf": _write_pdf}
"""How a list of changes is written, by the end of its name."""
