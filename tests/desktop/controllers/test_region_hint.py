"""What a region counts, in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from core.entities import UNSEEN
from desktop.app import Program
from desktop.controllers.region_hint import weight_words
from desktop.services.regions import region_at


def test_pointing_tells_a_regions_weight(explained: Program) -> None:
    explanation = explained.workbench.current_photo.explanation
    region = region_at(explanation, QPointF(0.5, 0.5))
    weight = explanation.surrogate.weights[region]
    assert f"{weight:+.3f} log-odds" in weight_words(explanation, region)
    assert "Blue" in weight_words(explanation, region)
    assert weight_words(explanation, UNSEEN) == "Not seen by the network"
