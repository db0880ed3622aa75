"""The review: one file with its photos, predictions, explanations and decisions."""

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from core import places
from core.errors import ReviewError
from core.review.bookmark import Bookmark
from core.review.boxes import Boxes
from core.review.connection import plain_errors
from core.review.copies import COPY_OF
from core.review.database import Database
from core.review.decisions import Decisions, one_line
from core.review.explanations import Explanations
from core.review.ledger import Clock, Ledger, Signature, as_text, utc_now
from core.review.photos import Photos, keep_folder
from core.review.predictions import Predictions
from core.review.products import Products
from core.review.queue import Queue
from core.review.reading import connect_for_reading
from core.review.rewritten import Rewritten
from core.version import __version__

SUFFIX: Final = ".tagproof"
_OF_FOLDER: Final = re.compile(rf"[^.]*-[0-9a-f]{{10}}{re.escape(SUFFIX)}")
"""How `path_for` names them; all else in the folder of reviews is a copy or kept."""
_NOTED: Final = f"SELECT key, value FROM meta WHERE key IN ('folder', '{COPY_OF}')"
_ENOUGH_FOUND: Final = 0.5
"""Share of a folder's sampled photos that a review must know for it to be the folder's own."""


class Review:
    """A review file, open.

    Parameters
    ----------
    path : Path
        The `.tagproof` file; made where there is none, unless `read_only`.
    folder : Path, optional
        Where the photos lie; needed for a new file, otherwise known from it.
    reviewer : str
        Whose name the decisions carry.
    read_only : bool
        Only look; another program may be writing.
    look_later : bool
        As of `Database`.
    clock : callable
        Gives the UTC time of decisions.

    Raises
    ------
    ReviewLocked
        Another program has it open for writing.
    ReviewReadOnly
        It lies where nothing can be written.
    ReviewError
        Damaged, too new, not a review, or not to be written.
    """

    def __init__(
        self,
        path: Path,
        *,
        folder: Path | None = None,
        reviewer: str = "",
        read_only: bool = False,
        look_later: bool = False,
        clock: Clock = utc_now,
    ) -> None:
        self.path = path
        self.database = Database(path, read_only=read_only, look_later=look_later)
        try:
            place = self._folder(folder)
            ledger = Ledger(Signature(one_line(reviewer), __version__), clock)
        except BaseException as error:
            self._end(error)
            raise
        self._signature, self._clock = ledger.signature, clock
        self.photos = Photos(self.database, ledger, place)
        self.boxes = Boxes(self.database, ledger, self.photos)
        self.predictions = Predictions(self.database, ledger)
        self.explanations = Explanations(self.database, self.predictions)
        self.decisions = Decisions(self.database, ledger)
        self.products = Products(self.database, ledger)
        self.queue = Queue(self.database)
        self.bookmark = Bookmark(self.database)
        self.rewritten = Rewritten(self.database, self.photos)
        if not read_only:
            self._settle()

    def _settle(self) -> None:
        try:
            self.rewritten.settle()
        except BaseException:
            self.close()
            raise

    def _folder(self, given: Path | None) -> Path:
        rows = self.database.rows("SELECT value FROM meta WHERE key = 'folder'")
        if rows:
            return Path(rows[0][0])
        if given is None:
            raise ReviewError(self.path, "does not say yet which folder it is about")
        folder = Path(os.path.abspath(given))  # noqa: PTH100 - links are kept as they are
        with self.database.transaction() as connection:
            keep_folder(connection, folder)
        return folder

    @property
    def read_only(self) -> bool:
        """Whether decisions are refused."""
        return self.database.read_only

    @property
    def reviewer(self) -> str:
        """Whose name the next decisions carry."""
        return self._signature.reviewer

    @reviewer.setter
    def reviewer(self, name: str) -> None:
        self._signature.reviewer = one_line(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end(error)

    def _end(self, error: BaseException | None) -> None:
        """Close the file; what it brought about by nonsense in it is told as such."""
        try:
            self.database.blame(error)
        finally:
            self.close()

    def save_copy(self, target: Path) -> None:
        """Write the whole review to another file; raises as `Database.save_copy` does."""
        self.database.save_copy(target, as_text(self._clock()))

    def close(self) -> None:
        """Close the file and let others write; safe to call twice."""
        self.database.close()


def path_for(folder: Path, reviews: Path) -> Path:
    """Give the place of a folder's review among all reviews: readable, and one per folder."""
    absolute = os.path.abspath(folder)  # noqa: PTH100 - links are kept as they are
    # Where spellings are many, no earlier name: it would be preferred to one with more decisions.
    told = places.key(absolute) + ("|" if places.SPELLS_FREELY else "")
    mark = hashlib.sha256(os.fsencode(told)).hexdigest()[:10]
    name = "".join(c if c.isalnum() or c in " -_" else "_" for c in Path(absolute).name)[:60]
    return reviews / f"{name or 'photos'}-{mark}{SUFFIX}"


def find_spelled(reviews: Path, folder: Path) -> Path | None:
    r"""Find a folder's review that was named by another spelling of it, as earlier versions did.

    Of several, for `C:\Photos` and `c:\photos`, the one with the most decisions; the others stay.
    Copies, and what was kept beside a review, are none.
    """
    wanted = places.key(folder)
    own = [path for path in sorted(reviews.glob(f"*{SUFFIX}")) if _OF_FOLDER.fullmatch(path.name)]
    found = {path: _decisions_about(path, wanted) for path in own}
    best = max(found, key=lambda path: found[path], default=None)
    return best if best is not None and found[best] >= 0 else None


def _decisions_about(path: Path, wanted: str) -> int:
    """Count a review's decisions; -1 where it is about another folder, a copy, or not readable."""
    try:
        with plain_errors(path), closing(connect_for_reading(path)) as connection:
            noted = dict(connection.execute(_NOTED).fetchall())
            if COPY_OF in noted or places.key(noted.get("folder", os.devnull)) != wanted:
                return -1
            (count,) = connection.execute("SELECT count(*) FROM decisions").fetchone()
    except ReviewError:
        return -1
    return int(count)


def find_moved(reviews: Path, contents: Iterable[str]) -> Path | None:
    """Find the review of a folder that was moved or renamed.

    Parameters
    ----------
    reviews : Path
        Folder of all reviews.
    contents : iterable of str
        SHA-256 of some photos of the folder; twenty are plenty.

    Returns
    -------
    Path or None
        The review that knows most of them, and whose own folder is gone.
    """
    sample = set(contents)
    scores = {path: _known_share(path, sample) for path in sorted(reviews.glob(f"*{SUFFIX}"))}
    best = max(scores, key=lambda path: scores[path], default=None)
    return best if best is not None and scores[best] >= _ENOUGH_FOUND else None


def _known_share(path: Path, sample: set[str]) -> float:
    """Give the share of contents that a review knows; 0 where it cannot tell or has its folder."""
    try:
        with plain_errors(path):
            connection = connect_for_reading(path)
            try:
                ((folder,),) = connection.execute("SELECT value FROM meta WHERE key = 'folder'")
                marks = ", ".join("?" * len(sample))
                query = f"SELECT count(DISTINCT sha256) FROM photos WHERE sha256 IN ({marks})"
                (known,) = connection.execute(query, tuple(sample)).fetchone()
            finally:
                connection.close()
    except ReviewError:
        return 0.0  # a broken neighbour must not keep this folder from its own review
    except ValueError:
        return 0.0  # a review that was made and never used names no folder
    return 0.0 if places.is_there(Path(folder)) or not sample else known / len(sample)
