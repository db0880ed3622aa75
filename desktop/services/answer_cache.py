"""What has been found out about photos, looked at or next in line, so that a key shows it at once.

Answers belong to subjects: a file that was replaced, or got a box, has none. The review file
remembers explanations beyond the program's end.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from core.entities import ExplainSettings, Explanation, Photo, Prediction
from core.explain import lime
from core.explain.quality import badge
from core.jobs import YieldingToken
from desktop.services.job_bridge import JobBridge
from desktop.services.overlay_painter import paint_activation
from desktop.services.picture_loader import Shown
from desktop.ui.qimage import Picture

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.inference.model_pack import Pack
    from core.jobs import CancelToken, Job, JobRunner
    from desktop.services.current_network import CurrentNetwork
    from desktop.ui.look import Look

KEPT_EXPLANATIONS: Final = 48
KEPT_PREDICTIONS: Final = 64
KEPT_MAPS: Final = 12
"""Activation maps as pictures, 1 to 2 MB each."""
AHEAD_PRIORITY: Final = 15
"""Before explaining, behind the tag of the photo being looked at."""

IDLE_PRIORITY: Final = -10
"""Behind everything: what comes next is explained when there is nothing else to do."""
NEXT: Final = 4
"""Photos that may be looked at next and are explained ahead."""
ATTEMPTS: Final = 3
"""How often an explanation ahead gives way to other work before it is left alone."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recall(Protocol):
    """Where explanations outlive the program; asked by workers."""

    def explanation(
        self, pack: Pack, subject: str, label: str, settings: ExplainSettings
    ) -> Explanation | None:
        """Give what was kept for this network, subject, class and settings."""
        ...

    def keep_explanation(
        self, pack: Pack, subject: str, explanation: Explanation, badge: str
    ) -> None:
        """Keep a final explanation with its trust badge."""
        ...


class Kept(Generic[Key, Value]):
    """The last few of something; the longest unused go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """Give what is kept, None where nothing is."""
        if key in self._values:
            self._values.move_to_end(key)
        return self._values.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep."""
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._most:
            self._values.popitem(last=False)

    def clear(self) -> None:
        """Keep nothing."""
        self._values.clear()


class AnswerCache(QObject):
    """Keeps answers of one network, and gets them for photos that may come next."""

    def __init__(
        self,
        bridge: JobBridge,
        engine: JobRunner,
        painters: JobRunner,
        network: CurrentNetwork,
    ) -> None:
        super().__init__(bridge)
        self._bridge, self._engine, self._painters = bridge, engine, painters
        self._network = network
        self.predictions: Kept[str, Prediction] = Kept(KEPT_PREDICTIONS)
        self.explanations: Kept[tuple[str, ExplainSettings], Explanation] = Kept(KEPT_EXPLANATIONS)
        self.maps: Kept[tuple[str, str, float, str], Picture] = Kept(KEPT_MAPS)
        self._next: OrderedDict[str, Photo] = OrderedDict()
        self._attempts: Counter[str] = Counter()
        self._idle: tuple[ExplainSettings, Recall | None] | None = None
        self._ahead: Job[Any] | None = None

    def forget(self) -> None:
        """Keep nothing."""
        self.stop()
        self._next.clear()
        self._attempts.clear()
        for kept in (self.predictions, self.explanations, self.maps):
            kept.clear()

    def prepare(self, shown: Shown, look: Look) -> None:
        """Get tag and activation map of a photo that may be looked at next."""
        classifier, subject = self._network.classifier, shown.photo.subject
        self._next[subject] = shown.photo
        self._next.move_to_end(subject)
        if len(self._next) > NEXT:
            self._next.popitem(last=False)
        if classifier is None or self.predictions.get(subject) is not None:
            return
        self._bridge.start(
            self._engine,
            lambda token, tell: classifier.classify(shown.photo),
            done=lambda prediction: self._on_predicted(classifier, shown, prediction, look),
            priority=AHEAD_PRIORITY,
        )

    def _on_predicted(
        self, classifier: Classifier, shown: Shown, prediction: Prediction, look: Look
    ) -> None:
        if classifier is not self._network.classifier:
            return
        subject, label, pack = shown.photo.subject, prediction.label, classifier.pack
        self.predictions.put(subject, prediction)
        self._explain_next()

        def keep(picture: Picture | None) -> None:
            if picture is not None and classifier is self._network.classifier:
                self.maps.put((subject, label, look.opacity, look.colours), picture)

        self._bridge.start(
            self._painters,
            lambda token, tell: paint_activation(shown, prediction, pack, label, look),
            done=keep,
        )

    def explain_ahead(self, settings: ExplainSettings, recall: Recall | None) -> None:
        """Nothing is left to do for the photo looked at: explain what may come next."""
        self._idle = settings, recall
        self._explain_next()

    def stop(self) -> None:
        """Somebody waits for something else."""
        self._idle = None
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.cancel()

    def _explain_next(self) -> None:
        classifier = self._network.classifier
        if classifier is None or self._idle is None or self._ahead is not None:
            return
        settings, recall = self._idle
        for subject, photo in self._next.items():
            prediction = self.predictions.get(subject)
            known = self.explanations.get((subject, settings)) is not None
            if prediction is not None and not known and self._attempts[subject] < ATTEMPTS:
                self._attempts[subject] += 1
                self._start_ahead(classifier, photo, prediction, settings, recall)
                return

    def _start_ahead(
        self,
        classifier: Classifier,
        photo: Photo,
        prediction: Prediction,
        settings: ExplainSettings,
        recall: Recall | None,
    ) -> None:
        def work(token: CancelToken, _: object) -> Explanation:
            giving_way = YieldingToken(token, self._engine)
            return explained(classifier, photo, prediction, settings, recall, giving_way, None)

        def keep(explanation: Explanation) -> None:
            if classifier is self._network.classifier:
                self.explanations.put((photo.subject, settings), explanation)
            go_on()

        def go_on(_: object = None) -> None:
            if self._ahead is job:
                self._ahead = None
                self._explain_next()

        job = self._ahead = self._bridge.start(
            self._engine, work, done=keep, failed=go_on, cancelled=go_on, priority=IDLE_PRIORITY
        )


def explained(
    classifier: Classifier,
    photo: Photo,
    prediction: Prediction,
    settings: ExplainSettings,
    recall: Recall | None,
    token: CancelToken,
    tell: Callable[[Any], None] | None,
) -> Explanation:
    """Recall an explanation, or make it and keep it; on the engine's thread."""
    pack = classifier.pack
    if recall is not None:
        first = settings.labels[0] if settings.labels else prediction.label
        known = recall.explanation(pack, photo.subject, first, settings)
        if known is not None:
            return known
    made = lime.explain(classifier, photo, prediction, settings, token=token, on_progress=tell)
    if recall is not None:
        recall.keep_explanation(pack, photo.subject, made, badge(made).trust.value)
    return made
