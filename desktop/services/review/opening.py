"""Finding the review of a folder: its own, one that a moved folder left, or a new one."""

from __future__ import annotations

import logging
from itertools import islice
from pathlib import Path
from typing import Final

from core import places
from core.errors import ReviewError, ReviewLocked, ReviewReadOnly, printable
from core.given_files import sha256_of
from core.imaging import scan
from core.paths import data_dir
from core.review.companions import move
from core.review.copies import Copy, copy_of
from core.review.records import FoundFile
from core.review.restoring import restore
from core.review.store import SUFFIX, Review, find_moved, find_spelled, path_for
from desktop.ui.language import tr

log = logging.getLogger(__name__)

LOCKED: Final = tr(
    "This review is open in another Tagproof. You can look here; decisions are made there."
)
UNWRITABLE: Final = tr(
    "This review lies where nothing can be written. You can look; to decide, copy it elsewhere."
)
ON_NETWORK: Final = tr(
    "This review lies on a network drive: it is written in a slower, safer way there. Only one "
    "person at a time should decide in it."
)
FOLDER_GONE: Final = tr(
    "is about {}, and no folder is there: connect its drive, or open the folder where it lies now"
)
"""What lies among all reviews is found by the photos of a folder that was moved."""
FOLDER_GONE_SENT: Final = tr(
    "is about {}, and no folder is there: connect its drive, or put the folder there and open the "
    "review again"
)
PHOTOS_GONE: Final = tr(
    "is about single photos, and none of them is there: connect their drive, or open the photos "
    "where they lie now"
)
SAMPLED: Final = 20
"""Photos by which a moved folder is recognised."""


def shelf() -> Path:
    """Give the folder where all reviews lie."""
    return data_dir() / "reviews"


def place_of_loose() -> Path:
    """Give the place of the one review of all photos that are opened without their folder."""
    return shelf() / f"single photos{SUFFIX}"


def what_is_meant(given: list[Path]) -> tuple[list[Path], Path | None]:
    """Tell what to open where a review file was given: the folder that it is about, and the file.

    The review of single photos, and a copy of it, is about those that were opened last.

    Raises
    ------
    ReviewError
        The file is no review, or its folder, or every one of its photos, is not there.
    """
    if len(given) != 1 or given[0].suffix != SUFFIX or not places.is_file(given[0]):
        return given, None
    with Review(given[0], read_only=True, look_later=True) as review:
        folder = review.photos.folder
        if places.same(folder, shelf()):
            own = places.same(given[0], place_of_loose())
            return _loose_photos(review), None if own else given[0]
    if not places.is_folder(folder):
        said = FOLDER_GONE if places.same(given[0].parent, shelf()) else FOLDER_GONE_SENT
        raise ReviewError(given[0], said.format(printable(folder)))
    return [folder], given[0]


def _loose_photos(review: Review) -> list[Path]:
    review.database.look_through()
    photos = [review.photos.folder / row.path for row in review.photos.present()]
    there = [photo for photo in photos if places.is_file(photo)]
    if not there:
        raise ReviewError(review.path, PHOTOS_GONE)
    return there


def mended(review: Review) -> str:
    """Say what was not as usual when a review was opened; empty where all was."""
    aside = review.database.left_behind
    if aside is None:
        return ON_NETWORK if review.database.came_to_network else ""
    return tr(
        "A log that another file had left beside this review was set aside as {}: it does not "
        "belong to this review."
    ).format(printable(aside))


def put_back(copy: Path, place: Path) -> str:
    """Put a copy in a review's place, and say where the review lies that stood there.

    Raises
    ------
    AppError
        As of `restore`; the review is as it was.
    """
    kept = restore(copy, place).kept
    name = printable(Path(kept.name)) if kept is not None else ""
    return tr("Restored. The review as it was is kept as {}.").format(name)


def original_of(review: Review, *, loose: bool) -> Copy | None:
    """Tell what a review that was just opened is a copy of; None where it is a review itself."""
    home = place_of_loose() if loose else path_for(review.photos.folder, shelf())
    return copy_of(review.database, home)


def open_loose(photos: list[Path], reviewer: str, place: Path | None = None) -> tuple[Review, str]:
    """Open the review of photos that are given without their folder.

    There is one for all of them, in the data folder, so that what was decided about a photo is
    known when it is opened again. Of its photos only those given are there now. A copy of it, at
    `place`, is opened where it was chosen by hand, and looked at where it cannot be written.

    Returns
    -------
    Review
    str
        Why it is read-only; empty where it is not.

    Raises
    ------
    ReviewError
        Damaged, too new, or not to be made; or the one for all is open in another program, which
        has other photos in it than those given.
    """
    if place is None:
        review = Review(place_of_loose(), folder=shelf(), reviewer=reviewer)
    else:
        review, why = _opened(place, shelf(), reviewer)
        if why:
            return review, why
    found = [item for item in scan.scan(photos) if isinstance(item, Path)]
    number = review.photos.begin_scan()
    review.photos.add(FoundFile.of_all(found), number)
    review.photos.end_scan(number)
    return review, ""


def open_review(
    folder: Path, reviewer: str, reviews: Path | None = None, place: Path | None = None
) -> tuple[Review, str]:
    """Open the review of a folder for writing, or read-only where it cannot be written.

    Its photos are to be looked through, as of `Database`.

    Parameters
    ----------
    folder : Path
    reviewer : str
        Whose name decisions carry.
    reviews : Path, optional
        Where all reviews lie; the user's data folder where left out.
    place : Path, optional
        The review itself, where it was chosen by hand.

    Returns
    -------
    Review
    str
        Why it is read-only; empty where it is not.

    Raises
    ------
    ReviewError
        Damaged, too new, or none is there and none can be made.
    """
    reviews = reviews or shelf()
    chosen, place = place, place or path_for(folder, reviews)
    if chosen is None and not places.is_there(place) and any(reviews.glob(f"*{SUFFIX}")):
        found = find_spelled(reviews, folder) or find_moved(reviews, _contents(folder))
        place = place if found is None else _brought(found, place)
    review, why = _opened(place, folder, reviewer, look_later=True)
    if not why and review.photos.folder != folder.absolute():
        review.photos.move_folder(folder)
    return review, why


def _brought(found: Path, place: Path) -> Path:
    """Give a review the name that its folder stands for; gives where it lies then.

    Where it cannot be renamed, as where another program has it open, it is used under its old name.
    """
    try:
        move(found, place)
    except ReviewError as error:
        log.warning("a review keeps its name: %s", error)
        return found
    return place


def _opened(
    place: Path, folder: Path, reviewer: str, *, look_later: bool = False
) -> tuple[Review, str]:
    """Open a review to write, or to look where it cannot be written; with why it is so."""
    try:
        return Review(place, folder=folder, reviewer=reviewer, look_later=look_later), ""
    except ReviewReadOnly as error:
        why = LOCKED if isinstance(error, ReviewLocked) else UNWRITABLE
        return Review(place, reviewer=reviewer, read_only=True, look_later=look_later), why


def _contents(folder: Path) -> list[str]:
    """Hash the first photos of a folder; what cannot be read is passed over."""
    found: list[str] = []
    photos = (item for item in scan.scan([folder]) if isinstance(item, Path))
    for photo in islice(photos, SAMPLED):
        if digest := sha256_of(photo):  # one less does not change whose folder it is
            found.append(digest)
    return found
