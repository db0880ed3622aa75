"""The photo being looked at: shown at once, tagged, its activation map, then LIME refining.

choose -> photo -> tag -> activation map -> explanation, refined -> painted. Each step runs on a
worker; choosing another photo cancels and mutes whatever is still on its way.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.entities import ExplainSettings, Explanation, Prediction
from core.explain.contrast import contrast
from core.explain.segmentation import segment
from desktop.services.answer_cache import AnswerCache, Recall, explained
from desktop.services.job_bridge import JobBridge, Latest
from desktop.services.overlay_painter import paint_activation, paint_refined, settings_of, style_of
from desktop.services.picture_loader import PictureLoader, Shown
from desktop.ui.language import tr
from desktop.ui.qimage import Picture
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.jobs import JobRunner
    from desktop.services.current_network import CurrentNetwork
    from desktop.ui.look import Look

log = logging.getLogger(__name__)

FRAME_MS: Final = 16
"""After which the photo and its tag are on screen; what explains them follows."""
SETTLE_MS: Final = 120
"""Explaining starts only where a photo is looked at for this long."""
TAG_PRIORITY: Final = 20
EXPLAIN_PRIORITY: Final = 10


@dataclass(frozen=True, slots=True)
class Stage:
    """What the overlay's pane shows.

    Attributes
    ----------
    title, detail : str
        For its header.
    share : float or None
        How far the explanation is, 0 to 1; None where none is being made.
    hint : str
        Figures behind the detail, for hovering.
    """

    title: str = ""
    detail: str = ""
    share: float | None = None
    hint: str = ""


class CurrentPhoto(QObject):
    """Knows the current photo and what has been found out about it."""

    left = Signal()
    """Nothing is known any more: another photo is to be looked at, or none."""
    tag_pending = Signal()
    """The photo just chosen has no tag yet."""
    photo_ready = Signal(object)
    """The Shown of the current photo."""
    failed = Signal(object, str)
    """Path of the current photo, and why it cannot be shown or tagged."""
    predicted = Signal(object, object)
    """Path and Prediction of the current photo."""
    painted = Signal(object)
    """A Picture for the overlay's pane."""
    explained = Signal(object)
    """The Explanation, told for each refinement."""
    staged = Signal(object)
    """The Stage."""

    def __init__(
        self,
        bridge: JobBridge,
        pictures: PictureLoader,
        engine: JobRunner,
        painters: JobRunner,
        network: CurrentNetwork,
        look: Look,
    ) -> None:
        super().__init__(bridge)
        self._pictures, self._network = pictures, network
        self._answers = AnswerCache(bridge, engine, painters, network)
        self._recall: Recall | None = None
        self._tags = Latest(bridge, engine, TAG_PRIORITY)
        self._explains = Latest(bridge, engine, EXPLAIN_PRIORITY)
        self._paints = Latest(bridge, painters)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._explain)
        self._next_frame = QTimer(self)
        self._next_frame.setSingleShot(True)
        self._next_frame.setInterval(FRAME_MS)
        self._next_frame.timeout.connect(self._find_out_more)
        self.look = look
        self.path: Path | None = None
        self.shown: Shown | None = None
        self.prediction: Prediction | None = None
        self.explanation: Explanation | None = None
        self.contrasted: Explanation | None = None
        self.label = self.rival = ""
        self.unreadable = False
        self._extra: tuple[str, ...] = ()
        pictures.arrived.connect(self._on_photo_loaded)
        pictures.failed.connect(self._on_load_failed)
        network.network_ready.connect(self._on_network_ready)

    @property
    def settings(self) -> ExplainSettings:
        """How explanations are made now."""
        return settings_of(self.look, self._extra)

    @property
    def explaining(self) -> bool:
        """Whether an explanation is being made, or about to be."""
        waiting = self._next_frame.isActive() or self._settle.isActive()
        return self._explains.running or waiting

    def remember(self, recall: Recall | None) -> None:
        """Ask and tell this memory from here on."""
        self._recall = recall

    def choose(self, path: Path | None) -> None:
        """Look at another photo."""
        self._drop()
        self.path = path
        if path is None:
            return
        shown = self._pictures.get(path)
        if shown is not None:
            self._on_photo_loaded(path, shown)
        if self.prediction is None:
            self.tag_pending.emit()

    def look_again(self) -> None:
        """Tag and explain what is to be looked at of the photo now: its box is another."""
        path = self.path
        shown = self._pictures.get(path) if path is not None else None
        if path is not None and shown is not None:
            self._on_photo_loaded(path, shown)

    def choose_class(self, label: str) -> None:
        """Explain another class; one that is not among the top classes needs new samples."""
        if label == self.label or not self._may_be(label):
            return
        self.label, self.rival = label, ""
        if self.explanation is not None and label in self.explanation.surrogates:
            self._set_explanation(self.explanation)
            return
        self._preview()
        if label not in self._explained_anyway():
            self._explain_also(label)

    def contrast_with(self, other: str) -> None:
        """Show why the class explained and not another; an empty name ends it."""
        if other == self.label or not self._may_be(other or self.label):
            return
        self.rival = other
        if self.explanation is not None and other and other not in self.explanation.surrogates:
            self._explain_also(self.label, other)
        elif self.explanation is not None:
            self._set_explanation(self.explanation)

    def _may_be(self, label: str) -> bool:
        """Whether the photo may be of this class; who was asked for one took their time."""
        pack = self._network.pack
        return self.prediction is not None and pack is not None and label in pack.classes

    def _explain_also(self, *labels: str) -> None:
        """Explain these beside those explained anyway; the first decides when it is stable."""
        self._extra = labels if set(labels) - self._explained_anyway() else ()
        self._explain()

    def _explained_anyway(self) -> set[str]:
        top = self.prediction.top[: self.look.classes] if self.prediction else ()
        return {score.label for score in top}

    def set_look(self, look: Look) -> None:
        """Show explanations in another way; more samples mean another explanation."""
        before, self.look = self.settings, look
        if self.prediction is None:
            return
        if self.settings != before:
            self._explain()
        elif self.contrasted is not None:
            self._paint(self.contrasted)
        else:
            self._preview()

    def cancel(self) -> bool:
        """Stop explaining; tells whether there was anything to stop."""
        stopped = self.explaining
        self._next_frame.stop()
        self._settle.stop()
        self._explains.cancel()
        if stopped:
            samples = (
                count(self.explanation.samples, "sample") if self.explanation else tr("no samples")
            )
            self.staged.emit(Stage(self._title(), tr("stopped after {}").format(samples)))
        return stopped

    def forget(self) -> None:
        """Other photos are open now."""
        self.choose(None)
        self._answers.forget()
        self._pictures.forget()

    def _drop(self) -> None:
        self._next_frame.stop()
        self._settle.stop()
        self._answers.stop()
        for latest in (self._tags, self._explains, self._paints):
            latest.cancel()
        self.shown = self.prediction = self.explanation = self.contrasted = None
        self.label = self.rival = ""
        self.unreadable = False
        self._extra = ()
        self.left.emit()

    def _on_network_ready(self) -> None:
        """Tag the photo anew: what was found out is another network's, or of other classes."""
        self._answers.forget()
        shown = self.shown
        if shown is not None:
            self._drop()
            self.shown = shown
            self.tag_pending.emit()
            self.photo_ready.emit(shown)  # it was left: all that is offered for it is again
            self._tag(shown)

    def _on_photo_loaded(self, path: Path, shown: Shown) -> None:
        if path != self.path:
            self._answers.prepare(shown, self.look)
            return
        if self.shown is not None and self.shown.photo.subject != shown.photo.subject:
            self._drop()  # the file was replaced, or something else of it is looked at now
            self.tag_pending.emit()
        if self.shown is None:
            self.shown, self.unreadable = shown, False
            self.photo_ready.emit(shown)
            self._tag(shown)

    def _on_load_failed(self, path: Path, words: str) -> None:
        if path == self.path:
            self._drop()
            self.unreadable = True
            self.failed.emit(path, words)

    def _tag(self, shown: Shown) -> None:
        classifier = self._network.classifier
        known = self._answers.predictions.get(shown.photo.subject)
        if known is not None:
            self._on_predicted(known)
        elif classifier is not None:
            self._tags.start(
                lambda token, tell: classifier.classify(shown.photo),
                done=self._on_predicted,
                failed=lambda words: self.failed.emit(shown.photo.path, words),
            )

    def _on_predicted(self, prediction: Prediction) -> None:
        self.prediction, self.label = prediction, prediction.label
        if self.shown is not None:
            self._answers.predictions.put(self.shown.photo.subject, prediction)
        self.predicted.emit(self.path, prediction)
        ready = self._ready_map()
        if ready is not None:
            self.painted.emit(ready)
        self._next_frame.start()

    def _find_out_more(self) -> None:
        known = self._answers.explanations.get(self._key())
        if known is not None:
            self._on_explained(known)
            return
        self._preview()
        self._settle.start()

    def _ready_map(self) -> Picture | None:
        if self.shown is None:
            return None
        subject, look = self.shown.photo.subject, self.look
        return self._answers.maps.get((subject, self.label, look.opacity, look.colours))

    def _preview(self) -> None:
        shown, prediction, classifier = self.shown, self.prediction, self._network.classifier
        if shown is None or prediction is None or classifier is None:
            return
        label, look, pack = self.label, self.look, classifier.pack
        painted = "" if pack.class_weights is None else tr("activation map")
        self.staged.emit(Stage(self._title(), painted, 0.0))
        ready = self._ready_map()
        if ready is not None:
            self.painted.emit(ready)
            return
        self._paints.start(
            lambda token, tell: paint_activation(shown, prediction, pack, label, look),
            done=self._show,
        )

    def _explain(self) -> None:
        shown, prediction, classifier = self.shown, self.prediction, self._network.classifier
        if shown is None or prediction is None or classifier is None:
            return
        settings, recall = self.settings, self._recall
        self._explains.start(
            lambda token, tell: explained(
                classifier, shown.photo, prediction, settings, recall, token, tell
            ),
            done=self._on_explained,
            failed=lambda words: self.staged.emit(Stage(self._title(), words)),
            progress=self._set_explanation,
        )

    def _on_explained(self, explanation: Explanation) -> None:
        log.info("explained from %d samples", explanation.samples)
        self._answers.explanations.put(self._key(), explanation)
        self._set_explanation(explanation)
        self._answers.explain_ahead(settings_of(self.look), self._recall)

    def _set_explanation(self, explanation: Explanation) -> None:
        label = self.label if self.label in explanation.surrogates else explanation.label
        self.explanation = replace(explanation, label=label)
        self.contrasted = self.explanation
        if self.rival in explanation.surrogates:
            self.contrasted = contrast(self.explanation, label, self.rival)
        self.explained.emit(self.explanation)
        self.staged.emit(_stage(self._title(), self.explanation, self.settings.samples))
        self._paint(self.contrasted)

    def _paint(self, explanation: Explanation) -> None:
        shown = self.shown
        if shown is not None:
            style = style_of(self.look, explanation.label)
            self._paints.start(
                lambda token, tell: paint_refined(shown, explanation, style, tell),
                done=self._show,
                progress=self._show,
            )

    def _show(self, picture: Picture | None) -> None:
        if picture is not None:
            self.painted.emit(picture)

    def _title(self) -> str:
        return tr("Why {}").format(self.label) + (
            tr(" and not {}").format(self.rival) if self.rival else ""
        )

    def _key(self) -> tuple[str, ExplainSettings]:
        return self.shown.photo.subject if self.shown else "", self.settings


def warm_up() -> None:
    """Cut superpixels once on nothing: the first cut brings half a second of imports."""
    blank = np.linspace(0, 255, 64 * 64 * 3).astype(np.uint8).reshape(64, 64, 3)
    settings = ExplainSettings()
    segment(blank, settings.segmenter, settings.superpixels)


def _stage(title: str, explanation: Explanation, limit: int) -> Stage:
    samples = count(explanation.samples, "sample")
    if not explanation.final:
        return Stage(title, samples, explanation.samples / limit)
    if explanation.stable:
        word = tr("Stable after")
    elif explanation.settings.until_stable:
        word = tr("Not stable yet after")
    else:
        word = tr("All")
    surrogate = explanation.surrogate
    hint = tr("{} {}, {:.1f} s; simple model R² {:.2f}").format(
        word, samples, explanation.seconds, surrogate.r2
    )
    return Stage(title, f"{word} {samples}", None, hint)
