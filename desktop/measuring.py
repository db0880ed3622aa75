"""Deletion and insertion of the class looked at, measured once its explanation stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core.entities import ExplainSettings
from core.explain.faithfulness import Faithfulness, faithfulness
from desktop.answers import KEPT_EXPLANATIONS, Kept
from desktop.job_bridge import JobBridge, Latest

if TYPE_CHECKING:
    from core.entities import Explanation
    from core.inference.classifier import Classifier
    from core.jobs import JobRunner
    from desktop.main_window import MainWindow
    from desktop.spotlight import Spotlight

PRIORITY: Final = 8
"""Behind explaining what is looked at, before tagging the rest."""

Key = tuple[str, ExplainSettings, str]
"""Content, settings and class."""


class Measuring(QObject):
    """Ties the spotlight to the plot of the curves."""

    def __init__(
        self, window: MainWindow, bridge: JobBridge, engine: JobRunner, spotlight: Spotlight
    ) -> None:
        super().__init__(window)
        self._plot, self._spotlight = window.review.curves, spotlight
        self._latest = Latest(bridge, engine, PRIORITY)
        self._kept: Kept[Key, Faithfulness] = Kept(KEPT_EXPLANATIONS)
        self._classifier: Classifier | None = None
        spotlight.left.connect(self._leave)
        spotlight.explained.connect(self._take)

    def use(self, classifier: Classifier) -> None:
        """Ask this network from here on."""
        self._leave()
        self._kept.clear()
        self._classifier = classifier

    def _leave(self) -> None:
        self._latest.cancel()
        self._plot.show_measured(None)

    def _take(self, explanation: Explanation) -> None:
        """Measure a finished explanation of a class; a contrast has no curves of its own."""
        self._leave()
        self._plot.setVisible(not self._spotlight.rival)
        shown, classifier = self._spotlight.shown, self._classifier
        if shown is None or classifier is None or not explanation.final or self._spotlight.rival:
            return
        photo = shown.photo
        key = photo.sha256, explanation.settings, explanation.label
        known = self._kept.get(key)
        if known is not None:
            self._plot.show_measured(known)
            return

        def show(measured: Faithfulness) -> None:
            self._kept.put(key, measured)
            self._plot.show_measured(measured)

        self._latest.start(
            lambda token, tell: faithfulness(classifier, photo, explanation, token=token),
            done=show,
        )
