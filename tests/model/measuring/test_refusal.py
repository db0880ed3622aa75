import numpy as np
import pytest

from core.inference.calibration import calibrate
from core.inference.unknown import check_rule, unknown_score
from model.measuring.answers import Answers
from model.measuring.refusal import (
    KEPT_BY_DOUBT,
    KEPT_BY_UNKNOWN,
    Refusal,
    fit_refusal,
    known_threshold,
    likely_truth,
)

N_CLASSES, WIDTH = 4, 8
CENTRES = 4 * np.eye(N_CLASSES, WIDTH)


def answers(seed: int, count: int) -> tuple[Answers, np.ndarray]:
    """Pooled features around their class's centre, and logits that follow from them."""
    chance = np.random.default_rng(seed)
    truth = np.arange(count) % N_CLASSES
    pooled = CENTRES[truth] + chance.normal(0, 1.2, (count, WIDTH))
    return Answers((pooled @ CENTRES.T).astype(np.float32), pooled.astype(np.float32)), truth


def fit(validation: Answers, truth: np.ndarray, taught: bool = False) -> Refusal:
    accepted, kinds = np.eye(N_CLASSES, dtype=bool)[truth], np.full(len(truth), "train")
    return fit_refusal(None if taught else answers(0, 2000), validation, accepted, kinds)


@pytest.mark.parametrize("taught", [False, True])
def test_what_is_fitted_keeps_its_shares_and_tells_strangers(taught: bool) -> None:
    validation, truth = answers(1, 2000)
    fitted = fit(validation, truth, taught)
    assert bool(fitted.arrays) != taught
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
    fitted = fit(validation, truth)
    probabilities = calibrate(validation.logits, fitted.temperature)
    known = probabilities.max(axis=1) >= fitted.thresholds.known
    assert known.any()
    assert np.mean(probabilities.argmax(axis=1)[known] == truth[known]) >= 0.97


def test_the_promise_holds_in_each_kind() -> None:
    confidence = np.linspace(0.5, 0.99, 4000)
    kinds = np.where(np.arange(4000) % 4, "train", "shops")
    right = np.ones(4000, dtype=bool)
    assert known_threshold(confidence, right, kinds) == 0.5
    # Other shops are right above 0.8 alone: a tenth of all photos below it is wrong.
    right[(kinds == "shops") & (confidence < 0.8) & (np.arange(4000) % 8 == 0)] = False
    threshold = known_threshold(confidence, right, kinds)
    accepted = confidence >= threshold
    assert 0.75 < threshold <= 0.8
    for kind in ("train", "shops"):
        assert right[accepted & (kinds == kind)].mean() >= 0.96
    assert known_threshold(confidence, kinds == "train", kinds) == 1


def test_a_single_wrong_label_of_a_small_kind_decides_nothing() -> None:
    confidence = np.linspace(0.5, 0.99, 1030)
    kinds = np.full(1030, "train")
    kinds[-60::2] = "sellers"
    right = np.ones(1030, dtype=bool)
    right[-10] = False  # one of 30, among the surest
    assert known_threshold(confidence, right, kinds) == 0.5
    right[-60::4] = False  # every second of them
    assert known_threshold(confidence, right, kinds) > 0.95


def test_an_accepted_tag_is_the_truth_and_else_the_first_accepted_class() -> None:
    logits = np.array([[0, 9, 0], [9, 0, 0]], dtype=np.float32)
    accepted = np.array([[True, True, False], [False, True, True]])
    assert likely_truth(logits, accepted).tolist() == [1, 1]
