"""Putting a copy of a review in the review's place; what stood there is kept beside it."""

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from core import places, windows
from core.errors import ReviewError
from core.outputs import make_lasting, writing
from core.review import audit, companions
from core.review.connection import UNCHANGING, check_kind, connect, plain_errors
from core.review.copies import forget_copy, noted_original
from core.review.ledger import utc_now
from core.review.reading import connect_for_reading

_STANDING: Final = (
    "SELECT count(*), (SELECT at FROM decisions ORDER BY id DESC LIMIT 1) FROM decisions"
)
"""The last by its place in the log, not by its time: clocks are set back."""
SUFFIX: Final = ".tagproof"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done.

    Attributes
    ----------
    path : Path
        The review, which is now as the copy was.
    entries : int
        Decisions in its log.
    kept : Path or None
        Where what stood there lies now; None where nothing did.
    """

    path: Path
    entries: int
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a review file holds, to choose between two.

    Attributes
    ----------
    entries : int
        Decisions in its log.
    last : datetime or None
        When the last one was made, in UTC; None where there is none.
    """

    entries: int
    last: datetime | None


def standing(path: Path) -> Standing:
    """Read how far a review file has come; raises ReviewError where it cannot be read."""
    with plain_errors(path), closing(connect_for_reading(path)) as connection:
        entries, last = connection.execute(_STANDING).fetchone()
    return Standing(entries, datetime.fromisoformat(last) if last else None)


def restore(copy: Path, target: Path | None = None, *, now: datetime | None = None) -> Restored:
    """Put a copy in the place of the review, wholly or not at all.

    Parameters
    ----------
    copy : Path
        It is read, and stays as it is.
    target : Path, optional
        The review; where left out, the one that the copy was taken of.
    now : datetime, optional
        For the name of what is kept.

    Returns
    -------
    Restored

    Raises
    ------
    ReviewError
        The copy is not sound, or says no original; the review is open somewhere; or what stands in
        its place is none.
    ExportFailed
        There is no room for it, or nothing can be written there; the review is as it was.
    """
    report = audit.verify(copy)
    if not report.sound:
        raise ReviewError(copy, f"not put back, since it is broken itself: {report.fault}")
    place = target or noted_original(copy)
    if place is None:
        raise ReviewError(copy, "does not say which review it is a copy of: name it by --to")
    place, copy = windows.whole(place), windows.whole(copy)
    if places.same_file(place, copy):
        raise ReviewError(copy, "the review itself; name the copy that is to take its place")
    with plain_errors(place):
        make_lasting(place.parent)
        if place.exists():
            check_kind(place)
            _refuse_others(place)
        with closing(companions.take_lock(place)) as lock:
            kept = _keep(place, lock, now or utc_now())
            _put(copy, place)
    return Restored(place, report.entries, kept)


def _refuse_others(place: Path) -> None:
    """Refuse to replace what never was a review: the copy may come from anybody, who named it.

    SQLite looks, as in `check_header`; a damaged review is told by its name.
    """
    if place.suffix.lower() == SUFFIX:
        return
    try:
        connect(place, options=UNCHANGING).close()
    except sqlite3.DatabaseError as error:
        cause = f"not replaced: it is no review, nor does its name end in {SUFFIX}"
        raise ReviewError(place, cause) from error


def _keep(place: Path, lock: sqlite3.Connection, now: datetime) -> Path | None:
    """Copy what stands there, with its log where that cannot be played in: it may be damaged."""
    if not place.exists():
        return None
    with suppress(sqlite3.Error):
        companions.settle(place, lock)
    named = place.with_name(f"{place.stem}.before-{now:%Y%m%d-%H%M%S}{place.suffix}")
    kept = companions.free(named)  # a clock that was set back gives a time twice
    log = companions.log_of(place)
    for source, target in ((place, kept), (log, companions.log_beside(place, kept))):
        if source.exists():
            with writing(target) as draft:
                shutil.copyfile(source, draft)
    return kept


def _put(copy: Path, place: Path) -> None:
    with writing(place) as draft:
        with (
            closing(connect_for_reading(copy)) as source,
            closing(sqlite3.connect(draft)) as target,
        ):
            source.backup(target)
            forget_copy(target)
        companions.set_aside(place)
