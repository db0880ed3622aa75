"""A large folder's finished review, written by the program's own store, many photos at a time.

To have the window find and tag a million photos takes an hour. Here photos that are links to one
file are decoded once, and each content is shown to the network once.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from core.errors import AppError
from core.imaging.images import load_photo
from core.imaging.scan import scan
from core.review.duplicates import Duplicates, look
from core.review.records import FoundFile, PackRecord
from core.review.store import Review
from core.session import Session

FOUND_TOGETHER: Final = 10_000
READ_TOGETHER: Final = 256
CACHE_KIB: Final = 2 * 1024 * 1024
"""Else the file's indexes are read again and again, from one end to the other."""

Linked = tuple[Path, list[int]]
"""A file, and the photos of the review that are links to it."""
T = TypeVar("T")


def write_review(folder: Path, place: Path) -> None:
    """Write the review of a folder: all of its photos are tagged, none is decided on."""
    with Session.open() as session, Review(place, folder=folder) as review:
        with review.database.transaction() as connection:
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        review.predictions.use(PackRecord.of(session.pack))
        for files in _parts(_found(folder, review), READ_TOGETHER):
            _tag(files, session, review)


def _found(folder: Path, review: Review) -> list[Linked]:
    """Take all photos of a folder in; give its files."""
    linked: dict[int, Linked] = {}
    paths = (item for item in scan([folder]) if not isinstance(item, AppError))
    number = review.photos.begin_scan()
    for some in _parts(paths, FOUND_TOGETHER):
        photos = review.photos.add(FoundFile.of_all(some), number)
        for path, photo in zip(some, photos, strict=True):
            linked.setdefault(path.stat().st_ino, (path, []))[1].append(photo)
    review.photos.end_scan(number)
    return list(linked.values())


def _tag(files: list[Linked], session: Session, review: Review) -> None:
    read = [load_photo(path) for path, _ in files]
    seen = [
        (number, one) for (_, numbers), one in zip(files, read, strict=True) for number in numbers
    ]
    looks = {one.sha256: look(one.pixels) for one in read}
    review.photos.set_contents([(number, one.sha256) for number, one in seen])
    Duplicates(review.database).save((number, looks[one.sha256]) for number, one in seen)
    answers = session.classifier.classify_many(read)
    review.predictions.save((one.subject, said) for one, said in zip(read, answers, strict=True))


def _parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    every = iter(items)
    while part := list(islice(every, size)):
        yield part
