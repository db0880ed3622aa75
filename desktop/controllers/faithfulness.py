"""Deletion and insertion of the class looked at, measured once its explanation stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from core.entities import ExplainSettings
from core.explain.faithfulness import Faithfulness, faithfulness
from desktop.services.answer_cache import KEPT_EXPLANATIONS, Kept
from desktop.services.job_bridge import JobBridge, Latest

if TYPE_CHECKING:
    from core.entities import Explanation
    from core.inference.classifier import Classifier
    from core.jobs import JobRunner
    from desktop.services.current_photo import CurrentPhoto
    from desktop.window.main_window import MainWindow

PRIORITY: Final = 8
"""Behind explaining what is looked at, before tagging the rest."""

LOOKED_AT_MS: Final = 700
"""Who decides sooner does not read curves, and should not wait for the processor that they take."""

Key = tuple[str, ExplainSettings, str]
"""Content, settings and class."""


class FaithfulnessController(QObject):
    """Ties the current photo to the plot of the curves."""

    def __init__(
        self, window: MainWindow, bridge: JobBridge, engine: JobRunner, current_photo: CurrentPhoto
    ) -> None:
        super().__init__(window)
        self._plot, self._current_photo = window.review.curves, current_photo
        self._latest = Latest(bridge, engine, PRIORITY)
        self._kept: Kept[Key, Faithfulness] = Kept(KEPT_EXPLANATIONS)
        self._classifier: Classifier | None = None
        self._explanation: Explanation | None = None
        self._patience = QTimer(self, singleShot=True, interval=LOOKED_AT_MS)
        self._patience.timeout.connect(self._measure)
        current_photo.left.connect(self._leave)
        current_photo.explained.connect(self._take)

    def use(self, classifier: Classifier) -> None:
        """Ask this network from here on."""
        self._leave()
        self._kept.clear()
        self._classifier = classifier

    def _leave(self) -> None:
        self._patience.stop()
        self._latest.cancel()
        self._plot.show_measured(None)

    def _take(self, explanation: Explanation) -> None:
        """Measure a finished explanation of a class; a contrast has no curves of its own."""
        self._leave()
        self._plot.setVisible(not self._current_photo.rival)
        if not explanation.final or self._current_photo.rival:
            return
        self._explanation = explanation
        known = self._kept.get(self._key) if self._key else None
        if known is not None:
            self._plot.show_measured(known)
        else:
            self._patience.start()

    @property
    def _key(self) -> Key | None:
        shown, explanation = self._current_photo.shown, self._explanation
        if shown is None or explanation is None:
            return None
        return shown.photo.sha256, explanation.settings, explanation.label

    def _measure(self) -> None:
        key, shown = self._key, self._current_photo.shown
        classifier, explanation = self._classifier, self._explanation
        if key is None or shown is None or classifier is None or explanation is None:
            return
        photo = shown.photo

        def show(measured: Faithfulness) -> None:
            self._kept.put(key, measured)
            self._plot.show_measured(measured)

        self._latest.start(
            lambda token, tell: faithfulness(classifier, photo, explanation, token=token),
            done=show,
        )
