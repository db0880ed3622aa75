"""The decisions of a review as keywords of its photos, for other programs."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from core import given_files, places
from core.entities import Progress
from core.errors import AppError, ExportFailed
from core.jobs import CancelToken
from core.report.xmp.packet import Keywords
from core.report.xmp.photo_keywords import sidecar, write_keywords
from core.report.xmp.places import KeywordsInto
from core.review.records import modified_ns, verdict_of
from core.review.store import Review
from core.vocabulary import PENDING, TAGGED, Status

BETWEEN: Final = ">"
"""What stands between the steps of a shop's category."""

_PHOTOS: Final = (
    "SELECT id, path, sha256, size, modified_ns, verdict, tag, status, label, catalog_label,"
    " catalog_tag FROM photos WHERE missing = 0 AND error = '' ORDER BY path_key"
)
_TERMS: Final = (
    "SELECT catalog_label, catalog_tag FROM photos WHERE catalog_label IS NOT NULL"
    f" AND catalog_tag LIKE '%{BETWEEN}%' GROUP BY 1, 2 ORDER BY count(*), 2 DESC"
)


@dataclass(frozen=True, slots=True)
class KeywordExport:
    """What came of an export.

    Attributes
    ----------
    written, unchanged, taken_out : int
        Photos whose keywords are new; are there already; of which ours were taken out, since
        nothing is decided about them any more.
    refused : tuple of AppError
        A sentence each, which names the file.
    """

    written: int = 0
    unchanged: int = 0
    taken_out: int = 0
    refused: tuple[AppError, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoTag:
    """A photo, and what is to be written of it; nothing where nothing is decided."""

    id: int
    path: Path
    sha256: str
    size: int
    modified_ns: int
    keywords: Keywords


@dataclass(slots=True)
class _Count:
    written: int = 0
    unchanged: int = 0
    taken_out: int = 0
    refused: list[AppError] = field(default_factory=list)


def photo_tags(review: Review, *, undecided: bool = False) -> Iterator[PhotoTag]:
    """Give the photos of a review that are there and can be read, by path.

    Parameters
    ----------
    review : Review
    undecided : bool
        Also name photos that are still to do by the network's tag, where it is sure of it.
    """
    parents = _parents_by_class(review)
    for row in review.database.rows(_PHOTOS):
        photo, path, sha256, size, modified_ns, rank, tag, status, label, catalog, term = row
        verdict = verdict_of(rank)
        if verdict in PENDING and undecided and status == Status.KNOWN.value:
            tag = label
        elif verdict not in TAGGED:
            tag = ""
        own = _parents(term) if term and catalog == tag else ()
        keywords = Keywords(tag or "", own or parents.get(tag, ()))
        yield PhotoTag(
            photo, review.photos.folder / path, sha256 or "", size, modified_ns, keywords
        )


@dataclass(frozen=True, slots=True)
class KeywordPlan:
    """What is to be written where; the review need not be held meanwhile.

    Attributes
    ----------
    into : KeywordsInto
    photos : tuple of PhotoTag
    owners : dict of Path to Path
        For each file, the photo whose keywords it holds.
    """

    into: KeywordsInto
    photos: tuple[PhotoTag, ...]
    owners: Mapping[Path, Path]


def plan_keywords(
    review: Review,
    into: KeywordsInto,
    *,
    undecided: bool = False,
    photos: Collection[int] | None = None,
) -> KeywordPlan:
    """Say what an export of keywords is to write; nothing is written.

    Parameters
    ----------
    review : Review
    into : KeywordsInto
    undecided : bool
        As in `photo_tags`.
    photos : collection of int, optional
        These alone.
    """
    tags = list(photo_tags(review, undecided=undecided))
    owners = dict[Path, Path]()
    for one in tags:
        if one.keywords.tag:
            owners.setdefault(sidecar(one.path, into), one.path)
    return KeywordPlan(into, tuple(t for t in tags if photos is None or t.id in photos), owners)


def write_plan(
    plan: KeywordPlan,
    announce: Callable[[int, str], None],
    rewritten: Callable[[int], None],
    *,
    on_progress: Callable[[Progress], None] | None = None,
    token: CancelToken | None = None,
) -> KeywordExport:
    """Write what is decided into files beside the photos, or into the photos where asked to.

    Parameters
    ----------
    plan : KeywordPlan
    announce : callable
        Told the id of each photo whose own file is about to change, and the SHA-256 of what it
        will hold: `rewritten.announce` of the review.
    rewritten : callable
        Told the id of each photo whose own file has changed: `rewritten.note`.
    on_progress : callable, optional
        Told after each photo.
    token : CancelToken, optional
        Looked at before each; what is written by then stays.

    Raises
    ------
    Cancelled
    """
    count = _Count()
    for done, one in enumerate(plan.photos, start=1):
        if token:
            token.check()
        try:
            if (
                _write(one, plan, count, partial(announce, one.id))
                and plan.into is KeywordsInto.JPEG
            ):
                rewritten(one.id)
        except AppError as error:
            count.refused.append(error)
        if on_progress:
            on_progress(Progress(done, len(plan.photos), one.path.name))
    return KeywordExport(count.written, count.unchanged, count.taken_out, tuple(count.refused))


def _write(
    one: PhotoTag, plan: KeywordPlan, count: _Count, announce: Callable[[str], None]
) -> bool:
    """Write one photo's keywords; tells whether that changed anything."""
    target = sidecar(one.path, plan.into)
    owner = plan.owners.get(target, one.path)
    if one.keywords.tag:
        _check_content(one)
        _check_owner(one, target, owner)
    elif owner != one.path or not places.is_there(target):
        return False
    changed = write_keywords(one.path, one.keywords, plan.into, announce)
    if not one.keywords.tag:
        count.taken_out += changed
    elif changed:
        count.written += 1
    else:
        count.unchanged += 1
    return changed


def _check_content(one: PhotoTag) -> None:
    """Refuse a file that is not the photo decided about; one that looks untouched is believed."""
    try:
        facts = one.path.stat()
    except OSError as error:
        raise ExportFailed(one.path, "the photo is gone") from error
    if (facts.st_size, modified_ns(facts)) == (one.size, one.modified_ns):
        return
    if given_files.sha256_of(one.path) != one.sha256:
        raise ExportFailed(one.path, "has changed since it was decided about")


def _check_owner(one: PhotoTag, target: Path, owner: Path) -> None:
    """Refuse the second photo of one file: a.jpg and a.png have but one a.xmp."""
    if owner != one.path:
        cause = f"shares {target.name} with {owner.name}, whose keywords it holds"
        raise ExportFailed(one.path, cause)


def _parents_by_class(review: Review) -> dict[str, tuple[str, ...]]:
    """Give what the catalog files each class under: most often, where it has several places."""
    return {label: _parents(term) for label, term in review.database.rows(_TERMS)}


def _parents(term: str) -> tuple[str, ...]:
    steps = tuple(filter(None, (step.strip() for step in term.split(BETWEEN))))
    return steps[:-1]
