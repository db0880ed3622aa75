"""Switching superpixels off and on, and seeing at once what the network makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtWidgets import QToolTip

from core.entities import TOP_K, UNSEEN, ClassScore, Explanation
from core.explain import what_if
from core.explain.surrogate import told_from_zero
from core.explain.switched import SwitchedPainter
from core.explain.what_if import Switches, WhatIf, WhatIfAnswer
from core.vocabulary import Target
from desktop.services.job_bridge import JobBridge, Latest
from desktop.ui.language import tr
from desktop.ui.qimage import Picture, to_qimage

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.jobs import JobRunner
    from desktop.services.current_photo import CurrentPhoto
    from desktop.window.main_window import MainWindow

PRIORITY: Final = 30
"""Before everything else on the engine: somebody's finger is on it."""


@dataclass(slots=True)
class Trial:
    """One photo under the reviewer's hands."""

    explanation: Explanation
    probe: WhatIf
    painter: SwitchedPainter
    switches: Switches
    marked: int
    paints_on: bool = False
    touched: QPointF = field(default_factory=QPointF)


UNITS: Final[Mapping[Target, str]] = {
    Target.LOG_ODDS: tr("log-odds"),
    Target.PROBABILITY: tr("probability"),
}
"""What a region's weight is counted in."""


class WhatIfController(QObject):
    """Ties pictures, row and scores to the network while a photo is tried."""

    def __init__(
        self,
        window: MainWindow,
        bridge: JobBridge,
        current_photo: CurrentPhoto,
        engine: JobRunner,
        painters: JobRunner,
    ) -> None:
        super().__init__(window)
        self._window, self._current_photo = window, current_photo
        self._classifier: Classifier | None = None
        self._starts = Latest(bridge, engine, PRIORITY)
        self._asks = Latest(bridge, engine, PRIORITY)
        self._paints = Latest(bridge, painters)
        self._trial: Trial | None = None
        compare, bar = window.compare, window.compare.what_if
        compare.what_if_action.toggled.connect(self._toggle)
        current_photo.left.connect(self._leave_photo)
        current_photo.explained.connect(self._offer)
        compare.why.touched.connect(self._touch)
        for viewer in (compare.original, compare.why):
            viewer.pointed.connect(self._tell_weight)
        bar.next_action.triggered.connect(self._mark_next)
        bar.switch_action.triggered.connect(self._switch_marked)
        bar.only_action.triggered.connect(lambda: self._leave(only=True))
        bar.without_action.triggered.connect(lambda: self._leave(only=False))
        bar.invert_action.triggered.connect(self._invert)
        bar.reset_action.triggered.connect(self._reset)

    @property
    def switches(self) -> Switches | None:
        """Which superpixels are on; None while nothing is being tried."""
        return self._trial.switches if self._trial else None

    def use(self, classifier: Classifier) -> None:
        """Ask this network from here on."""
        self._classifier = classifier
        self._window.compare.what_if_action.setChecked(False)

    def _offer(self, explanation: Explanation) -> None:
        self._window.compare.what_if_action.setEnabled(explanation.final)

    def _leave_photo(self) -> None:
        self._window.compare.what_if_action.setChecked(False)
        self._window.compare.what_if_action.setEnabled(False)

    def _toggle(self, on: bool) -> None:
        for latest in (self._starts, self._asks, self._paints):
            latest.cancel()
        self._trial = None
        self._window.compare.show_what_if(on)
        if on:
            self._start()
        elif self._current_photo.prediction is not None:
            self._show_scores(self._current_photo.prediction.top)

    def _start(self) -> None:
        current_photo, classifier = self._current_photo, self._classifier
        shown, explanation = current_photo.shown, current_photo.explanation
        if shown is None or explanation is None or classifier is None:
            return
        settings, segments = explanation.settings, explanation.segments

        def make() -> Trial:
            return Trial(
                explanation,
                WhatIf(classifier, shown.photo, explanation),
                SwitchedPainter(shown.pixels, segments, settings.fill, settings.fill_colour),
                what_if.all_on(explanation.superpixels),
                int(np.argmax(np.abs(explanation.surrogate.weights))),
            )

        self._starts.start(lambda token, tell: make(), done=self._begin)

    def _begin(self, trial: Trial) -> None:
        self._trial = trial
        self._ask()

    # --- switching

    def _touch(self, place: QPointF, first: bool) -> None:
        trial = self._trial
        if trial is None:
            return
        passed = regions_between(trial.explanation, place if first else trial.touched, place)
        if first:
            trial.paints_on = bool(passed) and not trial.switches[passed[-1]]
        trial.touched = place
        if not (trial.switches[passed] == trial.paints_on).all():
            trial.marked = passed[-1]
            self._switch(what_if.switched(trial.switches, passed, on=trial.paints_on))

    def _mark_next(self) -> None:
        trial = self._trial
        if trial is not None:
            order = np.argsort(-np.abs(trial.explanation.surrogate.weights), kind="stable")
            place = int(np.flatnonzero(order == trial.marked)[0])
            trial.marked = int(order[(place + 1) % len(order)])
            self._paint()

    def _switch_marked(self) -> None:
        if self._trial is not None:
            self._switch(what_if.toggled(self._trial.switches, self._trial.marked))

    def _leave(self, *, only: bool) -> None:
        trial = self._trial
        if trial is not None:
            keep = what_if.only if only else what_if.without
            self._switch(keep(trial.explanation.superpixels, [trial.marked]))

    def _invert(self) -> None:
        if self._trial is not None:
            self._switch(~self._trial.switches)

    def _reset(self) -> None:
        if self._trial is not None:
            self._switch(what_if.all_on(self._trial.explanation.superpixels))

    def _switch(self, switches: Switches) -> None:
        if self._trial is not None:
            self._trial.switches = switches
            self._ask()

    # --- what comes of it

    def _ask(self) -> None:
        trial = self._trial
        if trial is None:
            return
        switches, probe, label = trial.switches, trial.probe, self._current_photo.label
        known = label if label in trial.explanation.surrogates else trial.explanation.label
        self._asks.start(
            lambda token, tell: probe.ask(switches, known),
            done=lambda answer: self._tell(known, answer),
        )
        self._paint()

    def _tell(self, label: str, answer: WhatIfAnswer) -> None:
        self._window.compare.what_if.show_answer(label, answer.actual, answer.expected)
        if self._classifier is not None:
            labels = self._classifier.pack.labels
            best = np.argsort(-answer.probabilities, kind="stable")[:TOP_K]
            self._show_scores(
                tuple(ClassScore(labels[i], float(answer.probabilities[i])) for i in best)
            )

    def _show_scores(self, scores: tuple[ClassScore, ...]) -> None:
        self._window.review.scores.show_scores(scores, self._current_photo.label)

    def _paint(self) -> None:
        trial, shown = self._trial, self._current_photo.shown
        if trial is None or shown is None:
            return
        switches, marked, size = trial.switches, trial.marked, shown.photo.full_size
        self._paints.start(
            lambda token, tell: Picture(to_qimage(trial.painter.paint(switches, marked)), size),
            done=self._window.compare.show_switched,
        )

    def _tell_weight(self, place: QPointF | None, where: QPoint) -> None:
        explanation = self._current_photo.contrasted
        if place is None or explanation is None:
            QToolTip.hideText()
            return
        QToolTip.showText(where, weight_words(explanation, region_at(explanation, place)))


def region_at(explanation: Explanation, place: QPointF) -> int:
    """Give the superpixel at a point, told in fractions of the photo; UNSEEN beyond the frame."""
    height, width = explanation.segments.shape
    return int(explanation.segments[int(place.y() * height), int(place.x() * width)])


def regions_between(explanation: Explanation, start: QPointF, end: QPointF) -> list[int]:
    """Give the superpixels on a straight line: a quick hand leaves whole regions between points.

    What the network does not see is left out.
    """
    height, width = explanation.segments.shape
    way = end - start
    steps = 1 + int(max(abs(way.x()) * width, abs(way.y()) * height))
    points = (start + way * (step / steps) for step in range(steps + 1))
    passed = (region_at(explanation, point) for point in points)
    return [region for region in passed if region != UNSEEN]


def weight_words(explanation: Explanation, region: int) -> str:
    """Say what a region counts: Region 7 of 31, for Handbags: +0.42 log-odds."""
    if region == UNSEEN:
        return tr("Not seen by the network")
    surrogate = explanation.surrogate
    weight = float(surrogate.weights[region])
    unit = UNITS[explanation.settings.target]
    name = (
        tr("Background") if region == explanation.background else tr("Region {}").format(region + 1)
    )
    way = tr("for") if weight >= 0 else tr("against")
    said = tr("{} of {}, {} {}: {:+.3f} {}").format(
        name, explanation.superpixels, way, surrogate.label, weight, unit
    )
    if surrogate.standard_errors is None or told_from_zero(surrogate)[region]:
        return said
    return tr("{}\nNot told from zero").format(said)
