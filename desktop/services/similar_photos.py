"""Which photos of the open review are most like one: searched behind the window, on its worker."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from core.entities import Progress
from core.imaging import images
from core.jobs import CancelToken
from core.review.contents import NOTHING, Contents, contents
from core.similar.features import describe
from core.similar.gathering import Described, gather
from core.similar.known import KnownVectors
from core.similar.search import Similar, nearest
from desktop.services.job_bridge import JobBridge, Latest

if TYPE_CHECKING:
    from core.entities import Pixels
    from core.inference.classifier import Classifier
    from core.jobs import JobRunner
    from core.similar.cache import FeatureCache
    from core.similar.features import Vectors
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shared_review import SharedReview

    Tell = Callable[[Any], None]

MOST: Final = 120
"""Entries shown, the one asked about included: more than anybody decides at once."""
ENGINE_PRIORITY: Final = 1
"""Before tagging the rest: somebody waits for it."""
LISTEN_S: Final = 0.05
"""Seconds between looks at the token while the network works."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An entry of the list that is like the photo asked about.

    Attributes
    ----------
    entry : Path
        A photo by itself, or the lead of a product.
    photo : Path
        Of its photos the one that is most like it.
    similarity : float
        Cosine of the features, in [-1, 1].
    identical : bool
        The files hold the same bytes.
    """

    entry: Path
    photo: Path
    similarity: float
    identical: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave.

    Attributes
    ----------
    asked : Path
        The photo that others were compared with.
    alike : tuple of Alike
        The most similar first, behind the photo's own entry; empty where it cannot be read.
    compared, lacking, unreadable : int
        Photos of the review that were compared, that nobody has looked at yet, and that cannot be
        read.
    """

    asked: Path
    alike: tuple[Alike, ...]
    compared: int
    lacking: int
    unreadable: int


@dataclass(slots=True)
class _Memory:
    """What is known of one review under one network; on the worker alone."""

    shared: SharedReview
    classifier: Classifier
    known: KnownVectors = field(default_factory=KnownVectors)
    read: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)
    """What the review said that photos hold, and what was seen; None where nothing was."""


@dataclass(frozen=True, slots=True, eq=False)
class _Standing:
    """What there is to compare, in columns, and which of it nobody has looked at yet."""

    contents: Contents
    subjects: list[str | None]
    lacking: NDArray[np.bool_]

    @classmethod
    def of(cls, memory: _Memory, found: Contents) -> Self:
        """Believe what was seen, as long as the review says what it said then."""
        subjects, tried = list(found.subjects), np.zeros(len(found.photos), dtype=np.bool_)
        for place, photo in _places(found.photos, memory.read):
            said, seen = memory.read[photo]
            if said == found.subjects[place]:
                subjects[place], tried[place] = seen, seen is None
        unseen = memory.known.rows(subjects) < 0
        return cls(found, subjects, unseen & ~tried & found.readable)

    def place(self, photo: int | None) -> int | None:
        """Where a photo stands in the columns."""
        return next((at for at, _ in _places(self.contents.photos, [photo or 0])), None)


def _places(photos: NDArray[np.int64], wanted: Collection[int]) -> Iterator[tuple[int, int]]:
    """Give place and number of those of the wanted photos that there are."""
    numbers = np.fromiter(wanted, dtype=np.int64, count=len(wanted))
    at = np.searchsorted(photos, numbers)
    for place, photo in zip(at.tolist(), numbers.tolist(), strict=True):
        if place < len(photos) and photos[place] == photo:
            yield place, photo


class SimilarPhotos(QObject):
    """One search at a time; vectors stay in memory while review and network do."""

    found = Signal(object)
    """A Found: what is known at once, and again when all photos are looked at."""
    progressed = Signal(object)
    """A core Progress of looking at photos that nobody has looked at yet."""
    ended = Signal()
    """The search is over, or was stopped."""
    failed = Signal(str)
    """Why there is no answer."""

    def __init__(
        self,
        bridge: JobBridge,
        runner: JobRunner,
        engine: JobRunner,
        desk: ReviewDesk,
        network: CurrentNetwork,
        cache: FeatureCache,
    ) -> None:
        super().__init__(bridge)
        self._engine, self._cache = engine, cache
        self.desk, self.network = desk, network
        self._latest = Latest(bridge, runner)
        self._memory: _Memory | None = None
        desk.opened.connect(lambda _: self._forget())
        network.network_ready.connect(lambda _: self._forget())

    @property
    def running(self) -> bool:
        """Whether a search is under way."""
        return self._latest.running

    def find(self, path: Path, *, looking: bool = True) -> None:
        """Find photos like this one; `found` follows, twice where some are still to be looked at.

        Parameters
        ----------
        path : Path
        looking : bool
            Have the network look at photos that it has not seen; else what is known has to do.
        """
        memory = self._remembered()
        if memory is not None:
            self._latest.start(
                lambda token, tell: self._search(memory, path, looking, token, tell),
                done=self._on_done,
                failed=self._on_failed,
                progress=self._on_step,
            )

    def stop(self) -> bool:
        """Look at no more photos; tells whether a search was under way."""
        stopped = self._latest.cancel()
        if stopped:
            self.ended.emit()
        return stopped

    def _remembered(self) -> _Memory | None:
        shared, classifier = self.desk.shared, self.network.classifier
        if shared is None or classifier is None or not classifier.engine.gives_features:
            return None
        if self._memory is None:
            self._memory = _Memory(shared, classifier)
        return self._memory

    def _forget(self) -> None:
        self.stop()
        self._memory = None

    def _on_step(self, step: Found | Progress) -> None:
        (self.found if isinstance(step, Found) else self.progressed).emit(step)

    def _on_done(self, found: Found) -> None:
        self.found.emit(found)
        self.ended.emit()

    def _on_failed(self, words: str) -> None:
        self.failed.emit(words)
        self.ended.emit()

    # --- on the worker

    def _search(
        self, memory: _Memory, path: Path, looking: bool, token: CancelToken, tell: Tell
    ) -> Found:
        found = self._recalled(memory)
        asked = memory.shared.find([path]).get(path)
        standing = _Standing.of(memory, found)
        place = standing.place(asked)
        if place is not None and standing.lacking[place]:
            self._look_at(memory, found, np.array([place]), token, lambda _: None)
            standing = _Standing.of(memory, found)
        if looking and standing.lacking.any():
            tell(self._found(memory, standing, path, place))
            self._look_at(memory, found, np.flatnonzero(standing.lacking), token, tell)
            standing = _Standing.of(memory, found)
        return self._found(memory, standing, path, place)

    def _recalled(self, memory: _Memory) -> Contents:
        """Read what there is, and recall what is kept of it."""
        shared = memory.shared
        found = shared.ask(lambda: contents(shared.review.database), NOTHING)
        lacking = memory.known.lacking(subject for subject in found.subjects if subject)
        if lacking:
            memory.known.add(*self._cache.get(memory.classifier.pack.sha256, lacking))
        return found

    def _look_at(
        self,
        memory: _Memory,
        found: Contents,
        wanted: NDArray[np.int64],
        token: CancelToken,
        tell: Tell,
    ) -> None:
        """Have the network look at the photos in these places, and keep what it sees."""
        network, shared, boxes = memory.classifier.pack.sha256, memory.shared, memory.shared.boxes
        said = {int(found.photos[at]): found.subjects[at] for at in wanted.tolist()}
        placed = [(photo, shared.path(photo)) for photo in said]

        def keep(described: list[Described]) -> None:
            memory.read.update((one.photo, (said[one.photo], one.subject)) for one in described)
            seen = {one.subject: one.vector for one in described if one.subject}
            if seen:
                vectors = np.stack([vector for vector in seen.values() if vector is not None])
                memory.known.add(list(seen), vectors)
                self._cache.keep(network, list(seen), vectors)

        gather(
            [(photo, path) for photo, path in placed if path is not None],
            memory.classifier.size,
            partial(self._describe, memory.classifier, token),
            keep,
            decode=lambda path, token: images.load_picture(path, boxes.of(path), token=token),
            token=token,
            on_progress=tell,
        )

    def _describe(self, classifier: Classifier, token: CancelToken, pictures: Pixels) -> Vectors:
        """Wait for a turn at the network; cancelling the search cancels the turn."""
        job = self._engine.submit(
            lambda turn, _: describe(classifier.engine, pictures), priority=ENGINE_PRIORITY
        )
        while not job.wait(LISTEN_S):
            if token.cancelled:
                job.cancel()
                token.check()
        return job.result()

    @staticmethod
    def _found(memory: _Memory, standing: _Standing, path: Path, asked: int | None) -> Found:
        photos, known, where = standing.contents, memory.known, memory.shared.path
        similar: list[Similar] = []
        if asked is not None:
            similar = nearest(known, photos.photos, photos.entries, standing.subjects, asked, MOST)
        alike = (
            Alike(entry, photo, one.similarity, one.identical)
            for one in similar
            if (entry := where(one.entry)) is not None and (photo := where(one.photo)) is not None
        )
        seen = int((known.rows(standing.subjects) >= 0).sum())
        lacking = int(standing.lacking.sum())
        return Found(path, tuple(alike), seen, lacking, len(photos.photos) - seen - lacking)
