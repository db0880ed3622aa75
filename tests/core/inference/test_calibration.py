import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.inference.calibration import (
    calibrate,
    decide,
    doubt,
    expected_calibration_error,
    fit_temperature,
    kept_doubt,
)
from core.inference.card import Thresholds, UnknownRule
from core.vocabulary import Doubt, Status
from tests.packs import make_card

shares = st.floats(0, 1)
logits = arrays(np.float32, (4, 6), elements=st.floats(-1e4, 1e4, width=32))


@given(logits, st.floats(0.05, 20))
def test_probabilities_sum_to_one_and_keep_the_order(
    values: np.ndarray, temperature: float
) -> None:
    probabilities = calibrate(values, temperature)
    assert probabilities.dtype == np.float64
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-12)
    best = values.argmax(axis=1)
    assert (probabilities[np.arange(4), best] == probabilities.max(axis=1)).all()


def test_calibrate_against_numbers_by_hand() -> None:
    assert calibrate(np.array([0.0, np.log(3)]), 1.0) == pytest.approx([0.25, 0.75])
    assert calibrate(np.array([0.0, np.log(9)]), 2.0) == pytest.approx([0.25, 0.75])


@pytest.mark.parametrize("true_temperature", [0.5, 1.0, 3.0])
def test_the_temperature_that_made_the_data_is_found(true_temperature: float) -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(0, 3, (20_000, 5))
    noise = rng.gumbel(size=values.shape)
    classes = (values / true_temperature + noise).argmax(axis=1)
    assert fit_temperature(values, classes) == pytest.approx(true_temperature, rel=0.05)


def test_expected_calibration_error_by_hand() -> None:
    confidence = np.array([0.9, 0.9, 0.9, 0.9, 0.5, 0.5])
    right = np.array([True, True, True, False, True, False])
    assert expected_calibration_error(confidence, right) == pytest.approx(4 / 6 * 0.15)
    assert expected_calibration_error(np.ones(3), np.ones(3, bool)) == 0


@pytest.mark.parametrize(
    ("confidence", "strangeness", "inside", "status", "why"),
    [
        (0.95, 0.0, 1.0, Status.KNOWN, None),
        (0.9, 0.5, 0.5, Status.KNOWN, None),
        (0.95, 0.0, 0.49, Status.UNCERTAIN, Doubt.LEFT_OUT),
        (0.8, 0.0, 1.0, Status.UNCERTAIN, Doubt.IMPROBABLE),
        (0.8, 0.0, 0.49, Status.UNCERTAIN, Doubt.LEFT_OUT),
        (0.55, 0.0, 1.0, Status.UNKNOWN, Doubt.IMPROBABLE),
        (0.55, 0.0, 0.1, Status.UNKNOWN, Doubt.LEFT_OUT),
        (0.95, 1.1, 1.0, Status.UNKNOWN, Doubt.STRANGE),
        (0.95, 0.6, 1.0, Status.UNCERTAIN, Doubt.STRANGE),
        (0.95, 0.6, 0.1, Status.UNCERTAIN, Doubt.STRANGE),
    ],
)
def test_status_and_its_reason_follow_the_thresholds(
    confidence: float, strangeness: float, inside: float, status: Status, why: Doubt | None
) -> None:
    card = make_card(
        thresholds=Thresholds(known=0.9, uncertain=0.6),
        unknown=UnknownRule("energy", threshold=1.0, doubt=0.5),
    )
    assert decide(card, confidence, strangeness, inside) is status
    assert doubt(card, confidence, strangeness, inside) is why


@given(st.tuples(*[shares] * 2), st.tuples(*[shares] * 2), st.tuples(*[shares] * 3))
def test_there_is_a_reason_where_a_tag_is_not_known_and_nowhere_else(
    thresholds: tuple[float, float],
    unknown: tuple[float, float],
    asked: tuple[float, float, float],
) -> None:
    card = make_card(thresholds=Thresholds(*thresholds), unknown=UnknownRule("energy", *unknown))
    assert (decide(card, *asked) is Status.KNOWN) is (doubt(card, *asked) is None)


@pytest.mark.parametrize("every_class", [True, False])
def test_what_lists_keep_says_why_as_far_as_it_is_sure(every_class: bool) -> None:
    card = make_card(
        thresholds=Thresholds(known=0.9, uncertain=0.6),
        unknown=UnknownRule("energy", threshold=1.0, doubt=0.5),
    )
    for confidence, strangeness in ((0.95, 0.0), (0.95, 0.6), (0.95, 1.1), (0.8, 0.0), (0.55, 0.0)):
        status = decide(card, confidence, strangeness)
        told = kept_doubt(card, status, confidence, every_class=every_class)
        first = doubt(card, confidence, strangeness)
        assert told is (None if first is Doubt.STRANGE and not every_class else first)
    assert kept_doubt(card, None, 0.0, every_class=True) is None
    assert kept_doubt(card, Status.ERROR, 0.0, every_class=True) is None


@pytest.mark.parametrize("figures", [(np.nan, 0.0, 1.0), (0.95, np.nan, 1.0), (0.95, 0.0, np.nan)])
def test_what_is_no_number_is_never_known(figures: tuple[float, float, float]) -> None:
    card = make_card()
    assert decide(card, *figures) is not Status.KNOWN
    assert doubt(card, *figures) is not None
    assert kept_doubt(card, Status.UNCERTAIN, np.nan, every_class=True) is Doubt.IMPROBABLE
