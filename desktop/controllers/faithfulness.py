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
    from core.jobs import JobRunner
    from desktop.panels.inspector.curves_plot import CurvesPlot
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.current_photo import CurrentPhoto

PRIORITY: Final = 8
"""Behind explaining what is looked at, before tagging the rest."""

LOOKED_AT_MS: Final = 700
"""Who decides sooner does not read curves, and should not wait for the processor that they take."""

Key = tuple[str, ExplainSettings, str]
"""Content, settings and class."""


class FaithfulnessController(QObject):
    """Ties the current photo to the plot of the curves."""

    def __init__(
        self,
        plot: CurvesPlot,
        current_photo: CurrentPhoto,
        network: CurrentNetwork,
        bridge: JobBridge,
        engine: JobRunner,
    ) -> None:
        super().__init__(plot)
        self._plot, self._current_photo, self._network = plot, current_photo, network
        self._latest = Latest(bridge, engine, PRIORITY)
        self._kept: Kept[Key, Faithfulness] = Kept(KEPT_EXPLANATIONS)
        self._explanation: Explanation | None = None
        self._patience = QTimer(self, singleShot=True, interval=LOOKED_AT_MS)
        self._patience.timeout.connect(self._measure)
        network.network_ready.connect(self._on_network_ready)
        current_photo.left.connect(self._clear)
        current_photo.explained.connect(self._on_explained)

    def _on_network_ready(self) -> None:
        self._clear()
        self._kept.clear()  # they are another network's

    def _clear(self) -> None:
        self._patience.stop()
        self._latest.cancel()
        self._plot.show_measured(None)

    def _on_explained(self, explanation: Explanation) -> None:
        """Measure a finished explanation of a class; a contrast has no curves of its own."""
        self._clear()
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
        return shown.photo.subject, explanation.settings, explanation.label

    def _measure(self) -> None:
        key, shown = self._key, self._current_photo.shown
        classifier, explanation = self._network.classifier, self._explanation
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
