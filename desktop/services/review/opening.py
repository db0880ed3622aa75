"""Finding the review of a folder: its own, one that a moved folder left, or a new one."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Final

from core.errors import ReviewError, ReviewLocked, ReviewReadOnly, printable
from core.imaging import scan
from core.paths import data_dir, sha256_of
from core.review.store import SUFFIX, Review, find_moved, path_for
from desktop.ui.language import tr

LOCKED: Final = tr(
    "This review is open in another Tagproof. You can look here; decisions are made there."
)
UNWRITABLE: Final = tr(
    "This review lies where nothing can be written. You can look; to decide, copy it elsewhere."
)
SAMPLED: Final = 20
"""Photos by which a moved folder is recognised."""


def what_is_meant(given: list[Path]) -> tuple[list[Path], Path | None]:
    """Tell what to open where a review file was given: the folder that it is about, and the file.

    Raises
    ------
    ReviewError
        The file is no review, or its folder is not there.
    """
    if len(given) != 1 or given[0].suffix != SUFFIX or not given[0].is_file():
        return given, None
    with Review(given[0], read_only=True) as review:
        folder = review.photos.folder
    if not folder.is_dir():
        raise ReviewError(
            given[0], tr("is about {}, and no folder is there").format(printable(folder))
        )
    return [folder], given[0]


def open_review(
    folder: Path, reviewer: str, reviews: Path | None = None, place: Path | None = None
) -> tuple[Review, str]:
    """Open the review of a folder for writing, or read-only where it cannot be written.

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
    shelf = reviews or data_dir() / "reviews"
    chosen, place = place, place or path_for(folder, shelf)
    if chosen is None and not place.exists() and any(shelf.glob(f"*{SUFFIX}")):
        moved = find_moved(shelf, _contents(folder))
        if moved is not None:
            moved.rename(place)
    try:
        review = Review(place, folder=folder, reviewer=reviewer)
    except ReviewReadOnly as error:
        why = LOCKED if isinstance(error, ReviewLocked) else UNWRITABLE
        return Review(place, reviewer=reviewer, read_only=True), why
    if review.photos.folder != folder.absolute():
        review.photos.move_folder(folder)
    return review, ""


def _contents(folder: Path) -> list[str]:
    """Hash the first photos of a folder; what cannot be read is passed over."""
    found: list[str] = []
    photos = (item for item in scan.scan([folder]) if isinstance(item, Path))
    for photo in islice(photos, SAMPLED):
        if digest := sha256_of(photo):  # one less does not change whose folder it is
            found.append(digest)
    return found
