from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entities import ExplainSettings, Photo, Pixels, Surrogate
from core.explain import lime, what_if
from core.explain.what_if import WhatIf, all_on, expected_probability, only, toggled, without
from core.inference.classifier import Classifier
from core.vocabulary import Target

CHOSEN = st.sets(st.integers(0, 9))


@given(CHOSEN)
def test_switches_are_what_their_names_say(chosen: set[int]) -> None:
    shown = only(10, chosen)
    assert set(np.flatnonzero(shown)) == chosen
    np.testing.assert_array_equal(without(10, chosen), ~shown)
    for superpixel in chosen:
        assert not toggled(shown, superpixel)[superpixel]
        np.testing.assert_array_equal(toggled(toggled(shown, superpixel), superpixel), shown)
    assert set(np.flatnonzero(shown)) == chosen


def test_the_surrogates_expectation() -> None:
    surrogate = Surrogate("a", np.array([2.0, -1.0]), 0.5, 1.0, 1.5, 1.5)
    switches = np.array([True, False])
    assert expected_probability(surrogate, switches, Target.PROBABILITY) == 2.5
    assert expected_probability(surrogate, switches, Target.LOG_ODDS) == pytest.approx(
        1 / (1 + np.exp(-2.5))
    )
    far = Surrogate("a", np.array([-1e4, 2e4]), 0.0, 1.0, 0.0, 0.0)
    assert expected_probability(far, np.array([True, False]), Target.LOG_ODDS) == 0
    assert expected_probability(far, np.array([True, True]), Target.LOG_ODDS) == 1


@pytest.fixture
def question(tiny_pack: object, product: Callable[..., Pixels]) -> tuple[Classifier, Photo]:
    return Classifier.open(tiny_pack.folder), Photo(  # type: ignore[attr-defined]
        Path("shirt.jpg"), product(64, 64), (64, 64), "0" * 64
    )


def test_everything_on_is_the_photo_itself(question: tuple[Classifier, Photo]) -> None:
    classifier, photo = question
    prediction = classifier.classify(photo)
    explanation = lime.explain(classifier, photo, prediction, ExplainSettings(samples=256))
    asked = WhatIf(classifier, photo, explanation)
    answer = asked.ask(all_on(explanation.superpixels))
    np.testing.assert_allclose(answer.probabilities, prediction.probabilities, atol=1e-5)
    assert answer.actual == pytest.approx(prediction.confidence, abs=1e-5)
    expected = 1 / (1 + np.exp(-explanation.surrogate.local_prediction))
    assert answer.expected == pytest.approx(expected)
    assert answer.gap == pytest.approx(answer.expected - answer.actual)


def test_hiding_the_product_changes_the_answer(question: tuple[Classifier, Photo]) -> None:
    classifier, photo = question
    prediction = classifier.classify(photo)
    explanation = lime.explain(classifier, photo, prediction, ExplainSettings(samples=256))
    asked = WhatIf(classifier, photo, explanation)
    strongest = int(explanation.surrogate.weights.argmax())
    hidden = asked.ask(without(explanation.superpixels, range(explanation.superpixels)))
    shown = asked.ask(what_if.all_on(explanation.superpixels))
    assert not np.allclose(hidden.probabilities, shown.probabilities, atol=0.01)
    other = prediction.top[1].label
    one_off = without(explanation.superpixels, [strongest])
    assert asked.ask(one_off, other).actual == pytest.approx(
        asked.ask(one_off).probabilities[classifier.pack.labels.index(other)]
    )
