from dataclasses import replace
from typing import Any

import numpy as np

from core.entities import Explanation, Photo, Prediction
from core.explain import narrative
from core.explain.quality import badge


def test_words_name_the_place_that_decides(
    prediction: Prediction, explanation: Explanation
) -> None:
    said = narrative.sentences(prediction, explanation)
    assert 2 <= len(said) <= 3
    assert said[0].startswith("red (")
    assert "upper left" in said[0]
    assert "% of the product" in said[0]
    assert said[-1] == badge(explanation).reason
    assert all(sentence.endswith(".") and "!" not in sentence for sentence in said)


def test_words_for_a_class_that_nothing_speaks_for(
    prediction: Prediction, explanation: Explanation
) -> None:
    surrogate = explanation.surrogate
    turned = replace(surrogate, weights=-np.abs(surrogate.weights) - 1, standard_errors=None)
    changed = replace(explanation, surrogates={explanation.label: turned})
    assert "No region speaks for" in narrative.sentences(prediction, changed)[0]


def test_places_lie_in_the_network_s_frame(
    classifier: Any, wide: Photo, wide_explanation: Explanation
) -> None:
    said = narrative.sentences(classifier.predict(wide.pixels), wide_explanation)
    assert "upper left" in said[0]
