import numpy as np
import pytest

from core.inference.calibration import calibrate
from core.inference.unknown import check_rule, unknown_score
from model.measuring.answers import Answers
from model.measuring.refusal import KEPT_BY_DOUBT, KEPT_BY_UNKNOWN, fit_refusal

N_CLASSES, WIDTH = 4, 8
CENTRES = 4 * np.eye(N_CLASSES, WIDTH)


def answers(seed: int, count: int) -> tuple[Answers, np.ndarray]:
    """Pooled features around their class's centre, and logits that follow from them."""
    chance = np.random.default_rng(seed)
    truth = np.arange(count) % N_CLASSES
    pooled = CENTRES[truth] + chance.normal(0, 1.2, (count, WIDTH))
    return Answers((pooled @ CENTRES.T).astype(np.float32), pooled.astype(np.float32)), truth


def test_what_is_fitted_keeps_its_shares_and_tells_strangers() -> None:
    validation, truth = answers(1, 2000)
    fitted = fit_refusal(*answers(0, 2000), validation, truth)
    check_rule(fitted.rule, fitted.arrays)

    def score(some: Answers) -> np.ndarray:
        probabilities = calibrate(some.logits, fitted.temperature)
        return unknown_score(fitted.rule, some.logits, probabilities, some.pooled, fitted.arrays)

    kin = score(validation)
    assert np.mean(kin <= fitted.rule.doubt) == pytest.approx(KEPT_BY_DOUBT, abs=0.001)
    assert np.mean(kin <= fitted.rule.threshold) == pytest.approx(KEPT_BY_UNKNOWN, abs=0.001)
    far = np.full((50, WIDTH), -6.0, np.float32)
    strangers = Answers((far @ CENTRES.T).astype(np.float32), far)
    assert np.mean(score(strangers) > fitted.rule.threshold) > 0.9


def test_tags_called_known_are_right_on_validation() -> None:
    validation, truth = answers(1, 2000)
    fitted = fit_refusal(*answers(0, 2000), validation, truth)
    probabilities = calibrate(validation.logits, fitted.temperature)
    known = probabilities.max(axis=1) >= fitted.thresholds.known
    assert known.any()
    assert np.mean(probabilities.argmax(axis=1)[known] == truth[known]) >= 0.97
