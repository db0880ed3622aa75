"""Switching superpixels off and on, and seeing at once what the network makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.entities import TOP_K, ClassScore

if TYPE_CHECKING:
    from core.entities import Explanation
    from core.explain.what_if import WhatIfAnswer
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.panels.compare.what_if_bar import WhatIfBar
    from desktop.panels.inspector.inspector_panel import InspectorPanel
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.what_if_trial import WhatIfTrial


class WhatIfController(QObject):
    """Ties panes, row of tools and scores to the trial."""

    def __init__(
        self,
        compare: ComparePanel,
        bar: WhatIfBar,
        inspector: InspectorPanel,
        current_photo: CurrentPhoto,
        network: CurrentNetwork,
        trial: WhatIfTrial,
    ) -> None:
        super().__init__(compare)
        self._compare, self._bar, self._inspector = compare, bar, inspector
        self._current_photo, self._network, self._trial = current_photo, network, trial
        compare.what_if_action.toggled.connect(self._on_toggled)
        compare.touched.connect(trial.touch)
        current_photo.left.connect(self._on_photo_left)
        current_photo.explained.connect(self._on_explained)
        network.network_ready.connect(lambda _: compare.leave_what_if())
        trial.answered.connect(self._on_answered)
        trial.painted.connect(compare.show_switched)
        bar.next_action.triggered.connect(trial.mark_next)
        bar.switch_action.triggered.connect(trial.toggle_marked)
        bar.only_action.triggered.connect(trial.keep_marked)
        bar.without_action.triggered.connect(trial.drop_marked)
        bar.invert_action.triggered.connect(trial.invert)
        bar.reset_action.triggered.connect(trial.reset)

    def _on_explained(self, explanation: Explanation) -> None:
        self._compare.offer_what_if(explanation.final)
        if not self._trial.follow(explanation):
            self._compare.leave_what_if()

    def _on_photo_left(self) -> None:
        self._compare.leave_what_if()
        self._compare.offer_what_if(False)

    def _on_toggled(self, on: bool) -> None:
        self._trial.stop()
        self._compare.show_what_if(on)
        if on:
            self._trial.start()
        elif self._current_photo.prediction is not None:
            self._show_scores(self._current_photo.prediction.top)

    def _on_answered(self, label: str, answer: WhatIfAnswer) -> None:
        self._bar.show_answer(label, answer.actual, answer.expected)
        pack = self._network.pack
        if pack is not None:
            best = pack.choice.ranked(answer.probabilities)[:TOP_K]
            self._show_scores(
                tuple(ClassScore(pack.labels[i], float(answer.probabilities[i])) for i in best)
            )

    def _show_scores(self, scores: tuple[ClassScore, ...]) -> None:
        self._inspector.show_scores(scores, self._current_photo.label)
