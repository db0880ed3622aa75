"""Superpixels of the photo looked at, switched off and on, and what the network makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal

from core.explain import what_if
from core.explain.switched import SwitchedPainter
from core.explain.what_if import Switches, WhatIf
from core.imaging import boxes
from desktop.services.job_bridge import JobBridge, Latest
from desktop.services.overlay_painter import placed
from desktop.services.regions import in_item, regions_between

if TYPE_CHECKING:
    from core.entities import Explanation
    from core.jobs import JobRunner
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.current_photo import CurrentPhoto

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


class WhatIfTrial(QObject):
    """At most one photo is tried; each switch asks the network and paints, the newest counts."""

    answered = Signal(str, object)
    """A class, and the WhatIfAnswer: what the network and the surrogate make of the switches."""
    painted = Signal(object)
    """A Picture of the photo with some of its superpixels off."""

    def __init__(
        self,
        bridge: JobBridge,
        engine: JobRunner,
        painters: JobRunner,
        current_photo: CurrentPhoto,
        network: CurrentNetwork,
    ) -> None:
        super().__init__(bridge)
        self._current_photo, self._network = current_photo, network
        self._starts = Latest(bridge, engine, PRIORITY)
        self._asks = Latest(bridge, engine, PRIORITY)
        self._paints = Latest(bridge, painters)
        self._trial: Trial | None = None

    @property
    def switches(self) -> Switches | None:
        """Which superpixels are on; None while nothing is being tried."""
        return self._trial.switches if self._trial else None

    def start(self, switches: Switches | None = None) -> None:
        """Try the photo looked at, all of its superpixels on, or switched as given."""
        self.stop()
        current_photo, classifier = self._current_photo, self._network.classifier
        shown, explanation = current_photo.shown, current_photo.explanation
        if shown is None or explanation is None or classifier is None:
            return
        settings, segments, photo = explanation.used, explanation.segments, shown.photo
        item = boxes.cut(shown.pixels, photo.box, photo.full_size)

        def make() -> Trial:
            return Trial(
                explanation,
                WhatIf(classifier, photo, explanation),
                SwitchedPainter(item, segments, settings.fill, settings.fill_colour),
                what_if.all_on(explanation.superpixels) if switches is None else switches,
                int(np.argmax(np.abs(explanation.surrogate.weights))),
            )

        self._starts.start(lambda token, tell: make(), done=self._on_made)

    def follow(self, explanation: Explanation) -> bool:
        """Go on with what is explained now, perhaps another class; tells whether that can be.

        Where the photo was cut otherwise, what was switched is no region any more.
        """
        trial = self._trial
        if trial is None or not explanation.final:
            return True
        if not np.array_equal(explanation.segments, trial.explanation.segments):
            return False
        if explanation.surrogates is trial.explanation.surrogates:
            self._ask()
        else:
            self.start(trial.switches)
        return True

    def stop(self) -> None:
        """Try nothing any more."""
        for latest in (self._starts, self._asks, self._paints):
            latest.cancel()
        self._trial = None

    def touch(self, place: QPointF, first: bool) -> None:
        """Switch what a finger passes over as it switches the superpixel that it came down on."""
        trial, shown = self._trial, self._current_photo.shown
        if trial is None or shown is None:
            return
        place = in_item(shown.photo, place)
        passed = regions_between(trial.explanation, place if first else trial.touched, place)
        if first:
            trial.paints_on = bool(passed) and not trial.switches[passed[-1]]
        trial.touched = place
        if not (trial.switches[passed] == trial.paints_on).all():
            trial.marked = passed[-1]
            self._switch(what_if.switched(trial.switches, passed, on=trial.paints_on))

    def mark_next(self) -> None:
        """Mark the next superpixel in order of weight."""
        trial = self._trial
        if trial is not None:
            order = np.argsort(-np.abs(trial.explanation.surrogate.weights), kind="stable")
            place = int(np.flatnonzero(order == trial.marked)[0])
            trial.marked = int(order[(place + 1) % len(order)])
            self._paint()

    def toggle_marked(self) -> None:
        """Switch the superpixel that is marked."""
        if self._trial is not None:
            self._switch(what_if.toggled(self._trial.switches, self._trial.marked))

    def keep_marked(self) -> None:
        """Leave only the superpixel that is marked on."""
        if self._trial is not None:
            self._switch(what_if.only(*self._all_and_marked(self._trial)))

    def drop_marked(self) -> None:
        """Switch only the superpixel that is marked off."""
        if self._trial is not None:
            self._switch(what_if.without(*self._all_and_marked(self._trial)))

    def invert(self) -> None:
        """Switch every superpixel over."""
        if self._trial is not None:
            self._switch(~self._trial.switches)

    def reset(self) -> None:
        """Switch every superpixel on."""
        if self._trial is not None:
            self._switch(what_if.all_on(self._trial.explanation.superpixels))

    @staticmethod
    def _all_and_marked(trial: Trial) -> tuple[int, Sequence[int]]:
        return trial.explanation.superpixels, [trial.marked]

    def _on_made(self, trial: Trial) -> None:
        self._trial = trial
        self._ask()

    def _switch(self, switches: Switches) -> None:
        if self._trial is not None:
            self._trial.switches = switches
            self._ask()

    def _ask(self) -> None:
        trial = self._trial
        if trial is None:
            return
        switches, probe, label = trial.switches, trial.probe, self._current_photo.label
        known = label if label in trial.explanation.surrogates else trial.explanation.label
        self._asks.start(
            lambda token, tell: probe.ask(switches, known),
            done=lambda answer: self.answered.emit(known, answer),
        )
        self._paint()

    def _paint(self) -> None:
        trial, shown = self._trial, self._current_photo.shown
        if trial is None or shown is None:
            return
        switches, marked = trial.switches, trial.marked
        self._paints.start(
            lambda token, tell: placed(shown, trial.painter.paint(switches, marked)),
            done=self.painted.emit,
        )
