import numpy as np

from core.review.label_issues import find_label_issues


def test_planted_errors_are_ranked_first() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 10, 2000)
    logits = rng.normal(size=(2000, 10))
    logits[np.arange(2000), truth] += 4
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    tags = truth.copy()
    wrong = rng.choice(2000, 100, replace=False)
    tags[wrong] = (tags[wrong] + rng.integers(1, 10, 100)) % 10
    issues = find_label_issues(tags, probabilities)
    first = np.argsort(-issues.doubt)[:100]
    assert np.isin(first, wrong).mean() > 0.9
    assert wrong.size == 100 and np.isin(np.flatnonzero(issues.suspected), wrong).mean() > 0.9
    assert issues.suspected[wrong].mean() > 0.5


def test_confident_learning_by_hand() -> None:
    tags = np.array([0, 0, 1, 1])
    probabilities = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7], [0.4, 0.6]])
    issues = find_label_issues(tags, probabilities)
    np.testing.assert_allclose(issues.thresholds, [0.55, 0.65])
    assert issues.suspected.tolist() == [False, True, False, False]
    np.testing.assert_allclose(issues.doubt, [0.1, 0.8, 0.3, 0.4])


def test_no_tags_give_no_issues() -> None:
    issues = find_label_issues(np.empty(0, dtype=int), np.empty((0, 3)))
    assert issues.doubt.size == issues.suspected.size == 0
