"""One output tells two classes apart: probabilities, weights and names go together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.inference.calibration import calibrate
from core.inference.single_output import two_logits, two_names, two_weights

odds = st.floats(-12, 12, width=32)


@given(st.lists(odds, min_size=1, max_size=8))
def test_the_softmax_gives_back_what_the_number_says(given: list[float]) -> None:
    said = np.array(given, np.float32)[:, None]
    chance = (1 / (1 + np.exp(-said.astype(np.float64)))).astype(np.float32)
    for answers, probabilities in ((said, False), (chance, True)):
        found = calibrate(two_logits(answers, probabilities=probabilities), 1.0)
        np.testing.assert_allclose(found, np.hstack([1 - chance, chance]), atol=2e-7)


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_a_chance_that_is_certain_stays_finite(chance: float) -> None:
    logits = two_logits(np.array([[chance]], np.float32), probabilities=True)
    assert np.isfinite(logits).all()
    assert calibrate(logits, 1.0)[0, int(chance)] == pytest.approx(1, abs=1e-7)


def test_weights_and_logits_go_together() -> None:
    features, weights = np.array([[1.0, 2.0]], np.float32), np.array([[3.0], [-1.0]], np.float32)
    logits = two_logits(features @ weights, probabilities=False)
    np.testing.assert_allclose(features @ two_weights(weights), logits)


def test_one_name_is_what_the_number_stands_for() -> None:
    assert two_names(("Dress",)) == ("not Dress", "Dress")
    assert two_names(("Shoe", "Dress")) == ("Shoe", "Dress")
    assert two_names(("A", "B", "C")) == ("A", "B", "C")
