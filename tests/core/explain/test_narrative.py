import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.entities import ExplainSettings, Explanation, Photo, Prediction, Surrogate
from core.explain import narrative
from core.explain.quality import Badge, badge
from core.language.catalog import english, spoken
from core.language.sentence import sentence
from core.vocabulary import Trust


def test_words_name_the_place_that_decides(
    prediction: Prediction, explanation: Explanation
) -> None:
    told = narrative.sentences(prediction, explanation)
    said = list(map(english().word, told))
    assert 2 <= len(said) <= 3
    assert said[0].startswith("red (")
    assert "upper left" in said[0]
    assert "% of the product" in said[0]
    assert told[-1] == badge(explanation).reason
    assert all(sentence.endswith(".") and "!" not in sentence for sentence in said)


def test_what_was_seen_inside_a_box_is_said_of_the_box(
    prediction: Prediction, explanation: Explanation
) -> None:
    bare = replace(explanation, background=None)
    for boxed, whole, german in ((False, "photo", "Fotos"), (True, "box", "Rahmens")):
        told = narrative.sentences(prediction, bare, boxed=boxed)[0]
        assert f"% of the {whole}" in english().word(told)
        assert f"% des {german}" in spoken("de").word(told).replace("\N{NO-BREAK SPACE}", " ")


def test_words_for_a_class_that_nothing_speaks_for(
    prediction: Prediction, explanation: Explanation
) -> None:
    surrogate = explanation.surrogate
    turned = replace(surrogate, weights=-np.abs(surrogate.weights) - 1, standard_errors=None)
    changed = replace(explanation, surrogates={explanation.label: turned})
    assert "No region counts for" in english().word(narrative.sentences(prediction, changed)[0])


def test_places_lie_in_the_network_s_frame(
    classifier: Any, wide: Photo, wide_explanation: Explanation
) -> None:
    said = narrative.sentences(classifier.predict(wide.pixels), wide_explanation)
    assert "upper left" in english().word(said[0])


def thirds(background: int | None = None) -> Explanation:
    """Nine superpixels of 10 px in the middle of a photo of 50, numbered by rows from 1."""
    segments = np.zeros((50, 50), dtype=np.int32)
    segments[10:40, 10:40] = np.arange(1, 10).reshape(3, 3).repeat(10, axis=0).repeat(10, axis=1)
    surrogate = Surrogate("a", np.zeros(10), 0, 1, 0, 0)
    return Explanation(
        "a", segments, {"a": surrogate}, 64, ExplainSettings(), 0.1, background=background
    )


def test_places_are_thirds_of_the_product() -> None:
    said = [narrative.place_of(thirds(background=0), superpixel) for superpixel in range(10)]
    assert said == [
        "background",
        "upper_left", "upper_middle", "upper_right",
        "left", "middle", "right",
        "lower_left", "lower_middle", "lower_right",
    ]  # fmt: skip


def test_without_a_plain_background_places_are_of_the_photo() -> None:
    assert narrative.place_of(thirds(), 0) == "middle"
    assert narrative.place_of(thirds(), 1) == "upper_left"


@pytest.mark.parametrize(
    ("paper", "middle", "told"),
    [
        (0.3, 1.0, ["The background counts for it (23 % of all)."]),
        (0.05, 1.0, []),  # too little for a sentence
        (1.0, 0.3, []),  # named among what decides
        (-0.3, 1.0, []),  # named among what speaks against
        (-0.3, -1.0, ["The background counts against it (23 % of all)."]),
    ],
)
def test_a_background_that_counts_is_told_once(
    prediction: Prediction, paper: float, middle: float, told: list[str]
) -> None:
    weights = np.zeros(10)
    weights[0], weights[5] = paper, middle
    surrogate = Surrogate("a", weights, 0, 1, 0, 0)
    explanation = replace(thirds(background=0), surrogates={"a": surrogate})
    said = [english().word(one) for one in narrative.sentences(prediction, explanation)]
    assert [one for one in said if one.startswith("The background counts")] == told
    named = sum("the background" in one.lower() for one in said)
    assert named == (0 if abs(paper) < 0.1 else 1)


def test_a_verdict_at_hand_is_taken_over(prediction: Prediction, explanation: Explanation) -> None:
    because = sentence("badge.uncut")
    assert narrative.sentences(prediction, explanation, Badge(Trust.CARE, because))[-1] == because


def test_what_is_said_is_the_same_in_every_language_and_worded_in_each(
    prediction: Prediction, explanation: Explanation
) -> None:
    told = narrative.sentences(prediction, explanation)
    said = " ".join(map(spoken("de").word, told))
    assert "stützt sich vor allem auf" in said and "oben links" in said
    assert not {"the", "of", "region", "against"} & set(re.findall(r"\w+", said))
