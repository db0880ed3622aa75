"""Tags the whole list behind the window: decoded a little ahead, a batch at a time, with pause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.entities import Outcome, Prediction
from core.errors import AppError, EngineError
from core.imaging import images
from core.imaging.loaded import Loaded
from core.imaging.preprocessing import prepare
from core.jobs import CancelToken, Eta, JobRunner
from core.vocabulary import Status
from desktop.services.job_bridge import JobBridge
from desktop.services.tagging_plan import TaggingPlan
from desktop.ui.language import numeral, tr
from desktop.ui.photo_state import Tag
from desktop.ui.words import duration

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.inference.model_pack import Pack
    from core.similar.cache import FeatureCache
    from desktop.services.review.drawn_boxes import DrawnBoxes

BATCH: Final = 16
"""Photos per step."""
AT_ONCE: Final = 4
"""Photos that the network tags before it looks whether somebody waits for another answer."""
AGAIN_PRIORITY: Final = 12
"""Of photos that are tagged once more: a few, and lists and products wait for them."""
BATCHES_AHEAD: Final = 3
"""Batches decoded or being decoded beyond the one that the network has."""

Decoded = list[Loaded | Outcome]


class SharedReview(Protocol):
    """Where answers are kept, so that nothing is classified twice; asked by workers."""

    boxes: DrawnBoxes

    def known(self, photos: Sequence[Loaded]) -> dict[Path, Prediction]:
        """Give the answers that are known for what the photos hold."""
        ...

    def keep(self, answers: Sequence[tuple[Loaded, Prediction]], pack: Pack) -> None:
        """Keep what this network said."""
        ...

    def fail(self, troubles: Mapping[Path, str]) -> None:
        """Keep why photos cannot be read."""
        ...


@dataclass(frozen=True, slots=True)
class Rate:
    """How far and how fast: what the foot of the window says."""

    done: int
    total: int
    per_second: float | None
    seconds_left: float | None

    @property
    def share(self) -> float:
        """How far, 0 to 1."""
        return self.done / self.total if self.total else 0.0

    def words(self) -> str:
        """Say it: Tagging 1,204 of 2,014   38/s   21 s left."""
        parts = [tr("Tagging {:,} of {:,}").format(self.done, self.total)]
        if self.per_second:
            parts.append(f"{numeral(self.per_second, ',.0f')}/s")
        if self.seconds_left:
            parts.append(tr("{} left").format(duration(self.seconds_left)))
        return "     ".join(parts)


class Tagger(QObject):
    """Runs the plan through decoders and network."""

    tagged = Signal(object)
    """Tag by Path, for a batch."""
    progressed = Signal(object)
    """The Rate."""
    finished = Signal()

    def __init__(
        self,
        bridge: JobBridge,
        decoders: JobRunner,
        engine: JobRunner,
        features: FeatureCache | None = None,
    ) -> None:
        super().__init__(bridge)
        self._bridge, self._decoders, self._engine = bridge, decoders, engine
        self._features = features
        self._classifier: Classifier | None = None
        self._shared: SharedReview | None = None
        self._plan = TaggingPlan()
        self._generation = 0
        self._in_flight = 0
        self._paused = False
        self._eta: Eta | None = None
        self.counts: Counter[Status | None] = Counter()

    @property
    def paused(self) -> bool:
        """Whether it rests."""
        return self._paused

    @property
    def finished_all(self) -> bool:
        """Whether every photo has its outcome."""
        return self._plan.finished

    def set_classifier(self, classifier: Classifier) -> None:
        """Tag with this from here on: the review, if there is one, knows of its network."""
        self._classifier = classifier
        self.tag_again(())
        self._go_on()

    def remember(self, shared: SharedReview | None) -> None:
        """Ask and tell this memory from here on."""
        self._shared = shared

    def add(self, paths: Iterable[Path], known: Mapping[Path, Tag] = MappingProxyType({})) -> None:
        """Tag these as well; those known have their tag already."""
        self._plan.add(paths)
        self._eta = None
        if known:
            self._settle(dict(known))
        self._go_on()

    def note(self, path: Path, tag: Tag) -> None:
        """A photo was tagged since somebody looked at it; a review learns of it in its turn."""
        take = self._settle if self._shared is None else self.tagged.emit
        take({path: tag})

    def tag_again(self, paths: Iterable[Path]) -> None:
        """Tag these once more, also while it rests: something else of them is looked at now."""
        self._plan.repeat(paths)
        while self._classifier and (part := self._plan.take_again(BATCH)):
            self._in_flight += 1
            self._decode(part, self._generation, AGAIN_PRIORITY)

    def begin_again(self) -> None:
        """Drop what the network said: another answers, or other classes can occur.

        Nothing is tagged before it is set.
        """
        self._drop()
        self._classifier = None
        self._plan.begin_again()

    def clear(self) -> None:
        """Forget the photos."""
        self._drop()
        self._plan.clear()

    def _drop(self) -> None:
        """Count nothing; what is being worked on is dropped when it arrives."""
        self._generation += 1
        self._in_flight = 0
        self.counts.clear()
        self._eta = None

    def set_paused(self, paused: bool) -> None:
        """Rest, or go on."""
        self._paused = paused
        self._eta = None
        self._go_on()

    def _go_on(self) -> None:
        while self._classifier and not self._paused and self._in_flight < BATCHES_AHEAD:
            paths = self._plan.take(BATCH)
            if not paths:
                if not self._plan.exhausted:
                    QTimer.singleShot(0, self, self._go_on)
                return
            self._in_flight += 1
            self._decode(paths, self._generation)

    def _decode(self, paths: list[Path], generation: int, priority: int = 0) -> None:
        shared = self._shared
        self._bridge.start(
            self._decoders,
            lambda token, tell: decode_all(paths, token, shared),
            done=lambda decoded: self._classify(paths, decoded, generation, priority),
            failed=lambda words: self._fail(paths, words, generation),
            priority=priority,
        )

    def _classify(
        self, paths: list[Path], decoded: Decoded, generation: int, priority: int
    ) -> None:
        classifier, shared = self._classifier, self._shared
        if generation != self._generation or classifier is None:
            return
        self._bridge.start(
            self._engine,
            lambda token, tell: classify_all(
                classifier, decoded, shared, self._engine.give_way, self._features
            ),
            done=lambda tags: self._on_tagged(tags, generation),
            failed=lambda words: self._fail(paths, words, generation),
            priority=priority,
        )

    def _fail(self, paths: list[Path], words: str, generation: int) -> None:
        self._on_tagged({path: Tag(Status.ERROR, error=words) for path in paths}, generation)

    def _on_tagged(self, tags: dict[Path, Tag], generation: int) -> None:
        if generation == self._generation:
            self._in_flight -= 1
            self._settle(tags)
            self._go_on()

    def _settle(self, tags: dict[Path, Tag]) -> None:
        new = self._plan.note(tags)
        self.counts.update(tags[path].status for path in new)
        self.tagged.emit(tags)
        self.progressed.emit(self._rate())
        if new and self._plan.finished:
            self.finished.emit()

    def _rate(self) -> Rate:
        done, total = self._plan.done, self._plan.total
        if self._eta is None:
            self._eta = Eta(total)
            self._eta.update(done)
        left = self._eta.update(done)
        speed = (total - done) / left if left else None
        return Rate(done, total, speed, left)


def decode_all(
    paths: list[Path], token: CancelToken, shared: SharedReview | None = None
) -> Decoded:
    """Decode photos; one that fails, or whose answer is known, becomes its outcome."""
    decoded: Decoded = []
    for path in paths:
        token.check()
        try:
            drawn = shared.boxes.of(path) if shared else None
            decoded.append(images.load_picture(path, drawn, token=token))
        except AppError as error:
            decoded.append(Outcome(path, error=str(error)))
    if shared is None:
        return decoded
    shared.fail({item.path: item.error for item in decoded if isinstance(item, Outcome)})
    known = shared.known([item for item in decoded if isinstance(item, Loaded)])
    return [
        Outcome(item.path, known[item.path], subject=item.subject)
        if isinstance(item, Loaded) and item.path in known
        else item
        for item in decoded
    ]


def classify_all(
    classifier: Classifier,
    decoded: Decoded,
    shared: SharedReview | None = None,
    give_way: Callable[[], None] = lambda: None,
    features: FeatureCache | None = None,
) -> dict[Path, Tag]:
    """Tag what could be decoded, giving way in between; carry over what has its outcome.

    What the network sees on the way is kept in `features`, so that similar photos are found later
    without looking at all of them once more.
    """
    photos = [item for item in decoded if isinstance(item, Loaded)]
    outcomes = [item for item in decoded if isinstance(item, Outcome)]
    answers: list[tuple[Loaded, Prediction]] = []
    for start in range(0, len(photos), AT_ONCE):
        part = photos[start : start + AT_ONCE]
        said, failed = _answers(classifier, part, keep_features=features is not None)
        answers += said
        outcomes += failed
        give_way()
    if shared is not None:
        shared.keep(answers, classifier.pack)
        # Where a box was drawn meanwhile, whoever did has what is inside tagged.
        answers = [item for item in answers if shared.boxes.stands(item[0].path, item[0].subject)]
        outcomes = [
            one for one in outcomes if one.error or shared.boxes.stands(one.path, one.subject)
        ]
    if features is not None:
        seen = {photo.subject: said.features for photo, said in answers}
        features.keep_maps(classifier.pack.sha256, seen)
    tags = {item.path: _tag_of(item) for item in outcomes}
    return tags | {photo.path: tag_of(prediction) for photo, prediction in answers}


def _answers(
    classifier: Classifier, photos: list[Loaded], *, keep_features: bool
) -> tuple[list[tuple[Loaded, Prediction]], list[Outcome]]:
    """Ask about photos; one by one where that fails, so that nonsense about one spoils no other."""
    try:
        pictures = np.stack([prepare(photo.picture, classifier.size) for photo in photos])
        predictions = classifier.classify_prepared(pictures, keep_features=keep_features)
    except EngineError as error:
        if len(photos) == 1:
            return [], [Outcome(photos[0].path, error=str(error), subject=photos[0].subject)]
        each = [_answers(classifier, [one], keep_features=keep_features) for one in photos]
        return [o for said, _ in each for o in said], [o for _, bad in each for o in bad]
    return list(zip(photos, predictions, strict=True)), []


def _tag_of(outcome: Outcome) -> Tag:
    if outcome.prediction is None:
        return Tag(Status.ERROR, error=outcome.error)
    return tag_of(outcome.prediction)


def tag_of(prediction: Prediction) -> Tag:
    """Shorten a prediction to what the list shows."""
    return Tag(prediction.status, prediction.label, prediction.confidence, doubt=prediction.doubt)
