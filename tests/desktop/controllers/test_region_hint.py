"""What a region counts, in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF

from core.entities import UNSEEN, Explanation
from core.vocabulary import Target
from desktop.controllers.region_hint import weight_words
from desktop.services.regions import region_at


def test_pointing_tells_a_regions_weight(explanation: Explanation) -> None:
    region = region_at(explanation, QPointF(0.5, 0.5))
    weight = explanation.surrogate.weights[region]
    assert f"{weight:+.3f} log-odds" in weight_words(explanation, region)
    assert "Blue" in weight_words(explanation, region)
    assert weight_words(explanation, UNSEEN) == "Not seen by the model"


def test_every_kind_of_region_has_its_words(explanation: Explanation) -> None:
    errors = np.zeros(explanation.superpixels)
    errors[0] = 1e9
    surrogate = replace(
        explanation.surrogate, weights=np.full_like(errors, -0.5), standard_errors=errors
    )
    told = replace(
        explanation,
        surrogates={"Blue": surrogate},
        settings=replace(explanation.settings, target=Target.PROBABILITY),
        background=1,
    )
    number = explanation.superpixels
    assert weight_words(told, 1) == f"Background of {number}, against Blue: −0.500 probability"
    assert weight_words(told, 0).splitlines() == [
        f"Region 1 of {number}, against Blue: −0.500 probability",
        "Cannot be told from zero",
    ]
