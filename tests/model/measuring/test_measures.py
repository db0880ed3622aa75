"""Figures against small cases that can be counted by hand."""

import numpy as np
import pytest

from model.measuring.measures import (
    Share,
    auroc,
    confusion,
    families,
    family_hits,
    macro_f1,
    reliability,
    risk_steps,
    top_k_hits,
)


def test_a_share_has_an_interval_around_it() -> None:
    share = Share.of(np.array([True] * 90 + [False] * 10))
    assert share is not None
    assert share.value == 0.9
    assert 0.82 < share.low < 0.9 < share.high < 0.95
    assert Share.of(np.array([], dtype=bool)) is None


def test_top_k_counts_the_k_best() -> None:
    probabilities = np.array([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]], dtype=np.float32)
    truth = np.array([1, 0])
    assert top_k_hits(probabilities, truth, 1).tolist() == [False, False]
    assert top_k_hits(probabilities, truth, 2).tolist() == [True, False]
    assert top_k_hits(probabilities, truth, 3).tolist() == [True, True]


def test_macro_f1_counts_every_class_alike() -> None:
    truth = np.array([0] * 98 + [1] * 2)
    assert macro_f1(np.zeros(100, dtype=int), truth) == pytest.approx(0.4949, abs=1e-3)


def test_auroc_is_one_for_apart_and_a_half_for_equal() -> None:
    assert auroc(np.array([0.1, 0.2]), np.array([0.3, 0.4])) == 1
    assert auroc(np.array([0.1, 0.2]), np.array([0.1, 0.2])) == 0.5


def test_only_confusion_in_both_directions_makes_a_family() -> None:
    truth = np.repeat([0, 1, 2, 3], 10)
    predicted = truth.copy()
    predicted[0] = 1  # 0 and 1 are taken for each other
    predicted[10] = 0
    predicted[20:25] = 3  # 2 is taken for 3, never the other way
    assert families(confusion(predicted, truth, 4)) == [[0, 1]]


def test_reliability_gives_each_full_bin() -> None:
    confidence, right = np.array([0.05, 0.95, 0.97, 1.0]), np.array([False, True, False, True])
    low, high = reliability(confidence, right, bins=10)
    assert low == [0.05, 0.0, 1]
    assert high == pytest.approx([2.92 / 3, 2 / 3, 3])


def test_risk_steps_follow_the_curve() -> None:
    confidence, right = np.array([0.9, 0.8, 0.7, 0.6]), np.array([True, True, False, True])
    assert risk_steps(confidence, right, steps=2) == [[0.9, 0.25, 0.0], [0.6, 1.0, 0.25]]


def test_a_tag_of_the_same_family_counts() -> None:
    predicted, truth = np.array([0, 1, 2, 3]), np.array([1, 1, 3, 0])
    assert family_hits(predicted, truth, [[0, 1], [2, 3]]).tolist() == [True, True, True, False]
    share = Share.of(family_hits(predicted, truth, []))
    assert share is not None
    assert share.value == 0.25
