from typing import Any

import numpy as np
import pytest

from core.entities import ExplainSettings, Explanation, Photo, Prediction
from core.errors import UnknownClass
from core.explain import surrogate
from core.explain.contrast import contrast
from core.explain.lime import explain
from core.explain.perturbation import draw
from core.explain.quality import badge
from core.language.catalog import english
from core.vocabulary import Fill, Sampling, Target, Trust

QUICK = ExplainSettings(samples=200, superpixels=20, until_stable=False, fill=Fill.BACKGROUND)


def test_contrast_equals_the_fit_to_the_difference(
    classifier: Any, photo: Photo, prediction: Prediction
) -> None:
    found = explain(classifier, photo, prediction, QUICK)
    compared = contrast(found, "red", "dark")
    classifier.engine.keep = True
    classifier.engine.seen.clear()
    explain(classifier, photo, prediction, QUICK)
    rows = np.concatenate(list(draw(Sampling.NESTED, found.superpixels, 200, 0)))
    logits = classifier.engine.respond(np.concatenate(classifier.engine.seen))
    odds = surrogate.targets(logits, 1.0, [0, 3], Target.LOG_ODDS)
    expected = surrogate.fit(rows, odds[:, :1] - odds[:, 1:], 0.25)
    np.testing.assert_allclose(compared.surrogate.weights, expected.weights[0], atol=1e-9)
    assert compared.label == "red over dark"


def test_contrast_with_a_class_not_explained(
    classifier: Any, photo: Photo, prediction: Prediction
) -> None:
    found = explain(classifier, photo, prediction, QUICK)
    with pytest.raises(UnknownClass, match="sandal"):
        contrast(found, "red", "sandal")


def test_contrast_is_judged_by_the_halves_of_the_difference(explanation: Explanation) -> None:
    compared = contrast(explanation, "red", "dark")
    one, other = (explanation.surrogates[name].halves for name in ("red", "dark"))
    np.testing.assert_array_equal(compared.surrogate.halves, one - other)
    assert badge(compared).trust is not Trust.WEAK
    assert "foretells" not in english().word(badge(compared).reason)


def test_the_other_way_round_is_the_opposite(explanation: Explanation) -> None:
    one = contrast(explanation, "red", "dark").surrogate
    other = contrast(explanation, "dark", "red").surrogate
    np.testing.assert_array_equal(one.weights, -other.weights)
    np.testing.assert_array_equal(one.standard_errors, other.standard_errors)
    assert one.local_prediction == -other.local_prediction
    assert one.model_value == -other.model_value
    assert np.isnan(one.r2)


def test_the_classes_explained_stay_as_they_were(explanation: Explanation) -> None:
    compared = contrast(explanation, "red", "dark")
    assert compared.surrogates == explanation.surrogates | {"red over dark": compared.surrogate}
