"""What the review file knows, for the workers: photos by path, answers by content.

Calls may come from any worker, also after the folder was closed: then they find nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from core.entities import ExplainSettings, Explanation, Photo, Prediction
from core.errors import AppError, Cancelled, ReviewError, printable
from core.imaging.loaded import Loaded
from core.inference.model_pack import Pack
from core.jobs import CancelToken
from core.report.tables import review_rows
from core.report.tables.columns import ReviewRow
from core.review.duplicates import Duplicates, Marks, clustered, look
from core.review.photos import Lost
from core.review.records import FoundFile, PackRecord, PhotoRow, State
from core.review.store import Review
from core.review.views import NOTHING_ASKED, Filter, Listed, View
from desktop.services.review.answers import Answers
from desktop.services.review.drawn_boxes import DrawnBoxes
from desktop.services.review.photo_ids import PhotoIds
from desktop.services.review.shown import (
    Everything,
    First,
    Registered,
    mark_of,
    mark_of_row,
    photo_shown,
    product_shown,
    tag_of,
    tag_of_row,
)
from desktop.services.review.walk import Walk
from desktop.ui.language import speech, tr
from desktop.ui.path_columns import Products
from desktop.ui.path_table import PathList
from desktop.ui.photo_state import UNTAGGED, Product, ProductPhoto, Tag
from desktop.ui.words import SPOKEN

BOX_LOST: Final = tr("The box on {} no longer applies: the file holds another photo now.")
CLOSED: Final = "was closed before all of it was read"
FIRST_LOOK: Final = 200
"""Photos shown before all others are read."""

T = TypeVar("T")

ROWS_TOGETHER: Final = 100
"""Rows of a table read at once."""


class SharedReview:
    """One review file, shared by all workers.

    Parameters
    ----------
    review : Review
    on_trouble : callable
        Told in a sentence when the file refuses to keep something; from any thread.
    """

    def __init__(self, review: Review, on_trouble: Callable[[str], None]) -> None:
        self.review = review
        self.read_only = review.read_only
        self._on_trouble = on_trouble
        self._lock = threading.RLock()
        self._closed = self._redecided = False
        self._duplicates = Duplicates(review.database)
        self.photo_ids = PhotoIds()
        self._stale: set[int] = set()
        self.boxes = DrawnBoxes(review)
        self._walk = Walk(review.photos)
        self.answers = Answers(review, on_trouble)

    def close(self) -> None:
        """Close the file once nobody is inside."""
        with self._lock:
            self._closed = True
            self.review.close()
            self.photo_ids = PhotoIds()

    def look_through(self) -> None:
        """See that lists show nothing that no review holds; a file in which it stands is closed.

        Before that, only what `first` gives may be shown.

        Raises
        ------
        ReviewError
        """
        try:
            self.review.database.look_through()
        except ReviewError:
            self.close()
            raise

    def set_pack(self, pack: Pack) -> None:
        """Take this network's answers from here on."""
        with self._lock:
            self.answers.use(pack)

    def switch_pack(self, pack: Pack, token: CancelToken | None = None) -> Everything:
        """Take another network's answers, and read what is known under it, as `everything`."""
        (token or CancelToken()).check()
        self.set_pack(pack)
        return self.everything(token)

    def tell(self, words: str) -> None:
        """Tell in a sentence what is to be known; from any thread."""
        self._on_trouble(words)

    def inside(self, work: Callable[[], T]) -> T:
        """Do something that may fail, by ReviewError once it is closed, while nobody is inside."""
        with self._lock:
            if self._closed:
                raise ReviewError(self.review.path, CLOSED)
            return work()

    def while_open(self, work: Callable[[], T]) -> T:
        """As `inside`; raises Cancelled once it is closed, as by `look_through`, which told why."""
        with self._lock:
            if self._closed:
                raise Cancelled
            return work()

    def path(self, photo: int) -> Path | None:
        """Where a photo lies; None for one that is not there."""
        return self.photo_ids.path(photo)

    def ids(self, paths: Iterable[Path]) -> list[int]:
        """Give the photos' ids; those not registered yet are."""
        return list(self.find(paths).values())

    def find(self, paths: Iterable[Path]) -> dict[Path, int]:
        """Give the ids of those photos that there are; those not registered yet are."""
        wanted = list(paths)
        missing = [path for path in wanted if self.photo_ids.find(path) is None]
        if missing and not self.read_only:
            self._add(list(FoundFile.of_all(missing)))
        return self.photo_ids.found(wanted)

    def rows(self, photos: Sequence[int]) -> dict[Path, PhotoRow]:
        """Give all about some photos; those that are not there any more are left out."""
        rows = self.review.photos.get_many(photos)
        return {path: row for row in rows if (path := self.photo_ids.path(row.id)) is not None}

    def first(self, view: View, within: Filter = NOTHING_ASKED) -> First:
        """Read what is known of some photos of a view, in its order: enough for the first look.

        They are those around the photo looked at last, where the view has it, else its first; of a
        product's photo, around the one that leads now.
        """
        looked_at = self.review.bookmark.photo
        if looked_at is not None and (product := self.review.products.of(looked_at)) is not None:
            looked_at = product.lead
        shown = self.review.queue.around(looked_at, FIRST_LOOK, view, within, SPOKEN)
        self.review.database.look_through(shown)
        known, paths = self._known_of(shown), self.photo_ids.paths(shown)
        return First(known, paths, None if looked_at is None else self.path(looked_at))

    def remember(self, path: Path) -> None:
        """Note which photo is looked at, for the next opening."""
        if not self.read_only and (known := self.photo_ids.find(path)) is not None:
            self.ask(lambda: self.review.bookmark.keep(known), None)

    def remember_list(self, listed: Listed) -> None:
        """Note what is listed, for the next opening."""
        self.ask(lambda: self.review.bookmark.keep_list(listed), None)

    def _known_of(self, photos: Sequence[int]) -> Everything:
        known = Everything.empty(self.photo_ids.table)
        for row in self.review.photos.get_many(photos):
            path = self._note(row)
            known.marks[path] = mark_of_row(row)
            if not self.answers.others_shown:
                known.tags[path] = tag_of_row(row)
            if (product := self.review.products.of(row.id)) is not None:
                folder = self.review.photos.folder
                tag = known.tags.get(path, UNTAGGED)
                known.products[path] = product_shown(tag, product, folder, path)
        return known

    def everything(self, token: CancelToken | None = None) -> Everything:
        """Read what is known of every photo; raises Cancelled where nobody wants it any more."""
        token = token or CancelToken()
        token.check()
        self.answers.use_waiting()
        known = Everything.empty(self.photo_ids.table)
        self._stale = set(self.review.photos.unread())
        number_of = self.photo_ids.numbering(self.review.photos.folder)
        for photo, place, error, status, label, confidence, *decided in self.review.photos.shown():
            token.check()
            number = number_of(place)
            self.photo_ids.put(photo, number)
            if label is not None and photo not in self._stale:
                known.tags.put(number, tag_of(status, label, confidence, error))
            known.marks.put(number, mark_of(*decided))
        known.products.update(self._products())
        return known

    def products(self, among: Sequence[Path] | None = None) -> Mapping[Path, Product]:
        """Read what lists show of products, by the photo that leads: all, or those of photos."""
        if among is not None:
            return dict(self._products(list(self.photo_ids.found(among).values())))
        every = Products(self.photo_ids.table)
        every.update(self._products())
        return every

    def _products(self, among: Sequence[int] | None = None) -> Iterator[tuple[Path, Product]]:
        for one in self.review.products.listed(among):
            if (lead := self.photo_ids.path(one.lead)) is not None:
                tag = tag_of(one.status, one.label, one.confidence, "")
                carrier = self.photo_ids.path(one.carrier) or lead
                yield lead, Product(tag, one.photos, one.contradictions, carrier)

    def product(self, path: Path) -> tuple[ProductPhoto, ...]:
        """Give the photos of the product that a photo is of; none for a photo by itself."""
        return self.ask(lambda: self._photos_beside(path), ())

    def _photos_beside(self, path: Path) -> tuple[ProductPhoto, ...]:
        known = self.photo_ids.find(path)
        product = None if known is None else self.review.products.of(known)
        folder = self.review.photos.folder
        return tuple(
            photo_shown(one, self.photo_ids.path(one.id) or folder / one.path)
            for one in (product.members if product else ())
        )

    def register(self, paths: Sequence[Path]) -> Registered:
        """Take in photos that a scan found."""
        photos = PathList.of(paths, self.photo_ids.table)
        nothing = Registered(photos, {}, None)
        return self.ask(
            lambda: Registered(photos, self._register(paths), self.answers.pack), nothing
        )

    def _register(self, paths: Sequence[Path]) -> dict[Path, Tag]:
        before = {
            path: row
            for path, row in self.rows(list(self.photo_ids.found(paths).values())).items()
            if row.id not in self._stale and row.label is not None and self.answers.in_use
        }
        found = {file.path: file for file in FoundFile.of_all(paths)}
        if not self.read_only:
            self._add(list(found.values()))
        return {
            path: tag_of_row(row)
            for path, row in before.items()
            if path in found
            and (found[path].size, found[path].modified_ns) == (row.size, row.modified_ns)
        }

    def end_scan(
        self, left_out: Mapping[str, int] | None = None, *, loss_accepted: bool = False
    ) -> Lost | None:
        """Mark what the whole walk did not find as missing; most of it only where that is accepted.

        Gives what was found instead where the folder is rather not there: then nothing is marked.
        """
        if self.read_only:
            return None
        lost = self.ask(self._walk.lost, None)
        if lost and not loss_accepted:
            return lost
        self.ask(lambda: self._walk.end(left_out), None)
        return None

    def known(self, photos: Sequence[Loaded]) -> dict[Path, Prediction]:
        """Note what photos hold and look like, and give the answers known for that content."""
        looks = {} if self.read_only else {one.path: look(one.picture) for one in photos}
        return self.ask(lambda: self._known(photos, looks), {})

    def _known(self, photos: Sequence[Loaded], looks: dict[Path, bytes]) -> dict[Path, Prediction]:
        if not self.read_only:
            self.note_contents(photos)
            found = self.photo_ids.found(looks)
            self._duplicates.save((id_, looks[path]) for path, id_ in found.items())
            self.review.predictions.reuse([photo.subject for photo in photos])
        answers = {photo.path: self.review.predictions.get(photo.subject) for photo in photos}
        return {path: answer for path, answer in answers.items() if answer is not None}

    def settle(self) -> bool:
        """Find photos that look alike and judge imported tags, now that all photos are tagged.

        Tells whether decisions are others since files turned out to be moved or to hold others.
        """
        if self.read_only:
            return False
        self.ask(self.answers.refresh_catalog_tags, None)
        clusters = clustered(self.ask(self._duplicates.read, Marks()))  # outside: it takes seconds
        self.ask(lambda: self._duplicates.mark(clusters), 0)
        with self._lock:
            redecided, self._redecided = self._redecided, False
        return redecided

    def knows(self, photo: Photo) -> bool:
        """Whether an answer about a photo is kept already."""
        return self.answers.in_use and self.review.predictions.get(photo.subject) is not None

    def keep(self, answers: Sequence[tuple[Photo | Loaded, Prediction]], pack: Pack) -> None:
        """Keep what this network said about photos, unless other answers are in use by now."""
        if not self.read_only:
            self.ask(lambda: self._keep(answers, pack), None)

    def _keep(self, answers: Sequence[tuple[Photo | Loaded, Prediction]], pack: Pack) -> None:
        self.note_contents([photo for photo, _ in answers])
        if self.answers.are_of(pack):
            self.review.predictions.save((photo.subject, said) for photo, said in answers)

    def explanation(
        self, pack: Pack, subject: str, label: str, settings: ExplainSettings
    ) -> Explanation | None:
        """Give what was kept for this network, subject, class and settings."""
        kept, of = self.review.explanations, PackRecord.of(pack)
        return self.ask(lambda: kept.get(subject, label, settings, of), None)

    def keep_explanation(
        self, pack: Pack, subject: str, explanation: Explanation, badge: str
    ) -> None:
        """Keep a final explanation with its trust badge."""
        kept, of = self.review.explanations, PackRecord.of(pack)
        if not self.read_only:
            self.ask(lambda: kept.save(subject, explanation, badge=badge, pack=of), None)

    def said(self, path: Path, say: Callable[[Review, PhotoRow], T | None]) -> T | None:
        """Give what is said of a photo; None for one that is not of this review."""

        def ask() -> T | None:
            known = self.photo_ids.find(path)
            return None if known is None else say(self.review, self.review.photos.get(known))

        return self.inside(ask)

    def left_out(self) -> dict[str, int]:
        """Give the pictures in the folder that are no photos of the review, by kind."""
        return self.inside(self.review.photos.left_out)

    def table(self, paths: Sequence[Path]) -> Iterator[ReviewRow]:
        """Give the rows of photos, a few at a time so that others get in between."""
        for start in range(0, len(paths), ROWS_TOGETHER):
            part = paths[start : start + ROWS_TOGETHER]
            yield from self.inside(partial(self._rows, part))

    def _rows(self, paths: Sequence[Path]) -> list[ReviewRow]:
        return list(review_rows.rows(self.review, list(self.photo_ids.found(paths).values())))

    def fail(self, troubles: Mapping[Path, str]) -> None:
        """Keep why photos cannot be read."""
        if not self.read_only:
            self.ask(lambda: self._fail(troubles), None)

    def _fail(self, troubles: Mapping[Path, str]) -> None:
        for path, cause in troubles.items():
            for photo in self.ids([path]):
                self.review.photos.fail(photo, cause)

    def ask(self, work: Callable[[], T], otherwise: T) -> T:
        """Let one worker in; a file that refuses is told, and the work goes on without it."""
        with self._lock:
            if self._closed:
                return otherwise
            try:
                return work()
            except AppError as error:
                self._on_trouble(speech().trouble(str(error)))
                return otherwise

    def _add(self, files: Sequence[FoundFile]) -> None:
        for photo, file in zip(self._walk.add(files), files, strict=True):
            self.photo_ids.put(photo, self.photo_ids.table.number(file.path))

    def _note(self, row: PhotoRow) -> Path:
        path = self.review.photos.folder / row.path
        self.photo_ids.put(row.id, self.photo_ids.table.number(path))
        return path

    def _states(self, photos: Iterable[int]) -> list[State]:
        return [row.state for row in self.review.photos.get_many(list(photos))]

    def note_contents(self, photos: Sequence[Photo | Loaded]) -> None:
        """Note what photos hold; from inside alone."""
        found = self.photo_ids.found(photo.path for photo in photos)
        contents = {found[p.path]: p.sha256 for p in photos if p.path in found}
        before = self._states(contents)
        moved = self.review.photos.set_contents(list(contents.items()))
        self._redecided |= self._states(contents) != before
        for given, stays in moved.items():
            self.photo_ids.move(given, stays)
        self._stale.difference_update(contents)
        lost = self.boxes.lost(photos)
        if moved or lost:
            self.boxes.read()
        for path in lost:
            self._on_trouble(BOX_LOST.format(printable(Path(path.name))))
