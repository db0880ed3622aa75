"""What a region counts, beside the pointer that rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtWidgets import QToolTip

from core.entities import UNSEEN
from core.explain.surrogate import told_from_zero
from core.vocabulary import Target
from desktop.services.regions import in_item, region_at
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.entities import Explanation
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.services.current_photo import CurrentPhoto

UNITS: Final[Mapping[Target, str]] = {
    Target.LOG_ODDS: tr("log-odds"),
    Target.PROBABILITY: tr("probability"),
}
"""What a region's weight is counted in."""


class RegionHintController(QObject):
    """Ties the panes' pointer to the explanation of the photo looked at."""

    def __init__(self, compare: ComparePanel, current_photo: CurrentPhoto) -> None:
        super().__init__(compare)
        self._current_photo = current_photo
        compare.pointed.connect(self._on_pointed)

    def _on_pointed(self, place: QPointF | None, where: QPoint) -> None:
        explanation, shown = self._current_photo.contrasted, self._current_photo.shown
        if place is None or explanation is None or shown is None:
            QToolTip.hideText()
            return
        region = region_at(explanation, in_item(shown.photo, place))
        QToolTip.showText(where, weight_words(explanation, region))


def weight_words(explanation: Explanation, region: int) -> str:
    """Say what a region counts: Region 7 of 31, for Handbags: +0.42 log-odds."""
    if region == UNSEEN:
        return tr("Not seen by the model")
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
    return tr("{}\nCannot be told from zero").format(said)
