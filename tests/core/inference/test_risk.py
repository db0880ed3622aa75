import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.inference.risk import risk_coverage


def test_risk_coverage_by_hand() -> None:
    confidence = np.array([0.5, 0.9, 0.9, 0.7])
    right = np.array([False, True, True, False])
    curve = risk_coverage(confidence, right)
    assert curve.threshold.tolist() == [0.9, 0.7, 0.5]
    assert curve.coverage.tolist() == [0.5, 0.75, 1.0]
    assert curve.accuracy.tolist() == pytest.approx([1, 2 / 3, 0.5])
    assert curve.threshold_for(0.98) == 0.9
    assert curve.threshold_for(0.6) == 0.7
    assert curve.threshold_for(0.0) == 0.5
    assert curve.at(0.95) == (0.0, 1.0)
    assert curve.at(0.9) == (0.5, 1.0)
    assert curve.at(0.8) == (0.5, 1.0)
    assert curve.at(0.0) == (1.0, 0.5)
    assert curve.area == pytest.approx(0.25 / 3 + 0.25 / 2)
    assert risk_coverage(np.array([0.5]), np.array([False])).threshold_for(0.9) is None


@given(arrays(np.float64, 30, elements=st.floats(0, 1)), arrays(np.bool_, 30))
def test_the_curve_tells_what_counting_tells(confidence: np.ndarray, right: np.ndarray) -> None:
    curve = risk_coverage(confidence, right)
    for threshold in (0.0, 0.5, *confidence[:5]):
        accepted = confidence >= threshold
        coverage, accuracy = curve.at(float(threshold))
        assert coverage == pytest.approx(accepted.mean())
        assert accuracy == pytest.approx(right[accepted].mean() if accepted.any() else 1)
