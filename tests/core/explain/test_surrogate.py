import numpy as np
import pytest

from core.entities import Surrogate
from core.explain import surrogate
from core.explain.perturbation import draw
from core.explain.surrogate import Fit
from core.vocabulary import Sampling, Target


def sampled(superpixels: int, samples: int, classes: int = 3) -> tuple[np.ndarray, np.ndarray]:
    rows = np.concatenate(list(draw(Sampling.INDEPENDENT, superpixels, samples, 1)))
    random = np.random.default_rng(2)
    values = rows @ random.normal(size=(superpixels, classes)) + random.normal(
        size=(samples, classes)
    )
    return rows, values


def fitted_by_lime(rows: np.ndarray, values: np.ndarray, width: float) -> Fit:
    """Fit with lime's own code, class by class."""
    from lime.lime_base import LimeBase

    base = LimeBase(lambda distance: surrogate.kernel(distance, width), random_state=0)
    data, distance, count = rows.astype(np.int64), surrogate.distances(rows), rows.shape[1]
    weights, intercepts = np.zeros((values.shape[1], count)), np.zeros(values.shape[1])
    for column in range(values.shape[1]):
        intercepts[column], pairs, _, _ = base.explain_instance_with_data(
            data, values, distance, column, count, feature_selection="none"
        )
        weights[column, [place for place, _ in pairs]] = [weight for _, weight in pairs]
    return Fit(weights, intercepts)


@pytest.mark.parametrize(("superpixels", "samples"), [(40, 500), (60, 30), (1, 20), (8, 9)])
def test_closed_form_equals_limes_own_code(superpixels: int, samples: int) -> None:
    rows, values = sampled(superpixels, samples)
    ours = surrogate.fit(rows, values, 0.25)
    limes = fitted_by_lime(rows, values, 0.25)
    np.testing.assert_allclose(ours.weights, limes.weights, atol=1e-9)
    np.testing.assert_allclose(ours.intercepts, limes.intercepts, atol=1e-9)


def test_distance_equals_scikit_learns_cosine() -> None:
    from sklearn.metrics import pairwise_distances

    rows, _ = sampled(12, 200)
    rows[5] = False
    theirs = pairwise_distances(rows.astype(int), rows[:1].astype(int), metric="cosine").ravel()
    np.testing.assert_allclose(surrogate.distances(rows), theirs, atol=1e-12)


def test_r2_equals_scikit_learns() -> None:
    from sklearn.metrics import r2_score

    rows, values = sampled(10, 200)
    model = surrogate.fit(rows, values, 0.25)
    similarity = surrogate.kernel(surrogate.distances(rows), 0.25)
    theirs = r2_score(
        values, model.predict(rows), sample_weight=similarity, multioutput="raw_values"
    )
    np.testing.assert_allclose(surrogate.r2(model, rows, values, 0.25), theirs, atol=1e-12)


def test_r2_of_a_constant_is_zero() -> None:
    rows, _ = sampled(10, 50)
    model = Fit(np.zeros((1, 10)), np.full(1, 3.0))
    assert surrogate.r2(model, rows, np.full((50, 1), 3.0), 0.25).tolist() == [0.0]


def test_fit_does_not_depend_on_threads() -> None:
    from threadpoolctl import threadpool_limits

    rows, values = sampled(120, 1000)
    fits = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            fits.append(surrogate.fit(rows, values, 0.25).weights)
    assert np.array_equal(*fits)


def test_targets_are_calibrated_probabilities_and_their_log_odds() -> None:
    logits = np.random.default_rng(0).normal(size=(20, 7)).astype(np.float32) * 3
    scaled = np.exp(logits.astype(float) / 1.7)
    expected = (scaled / scaled.sum(axis=1, keepdims=True))[:, [4, 1]]
    probability = surrogate.targets(logits, 1.7, [4, 1], Target.PROBABILITY)
    np.testing.assert_allclose(probability, expected, rtol=1e-12)
    odds = surrogate.targets(logits, 1.7, [4, 1], Target.LOG_ODDS)
    np.testing.assert_allclose(odds, np.log(expected / (1 - expected)), rtol=1e-9)


def test_log_odds_of_a_certain_network_stay_finite() -> None:
    logits = np.array([[500.0, -500.0, 0.0]], dtype=np.float32)
    odds = surrogate.targets(logits, 1.0, [0, 1], Target.LOG_ODDS)
    np.testing.assert_allclose(odds, [[500.0, -1000.0]])


@pytest.mark.parametrize("samples", [1, 2, 3, 4, 5, 128, 129])
def test_halves_are_disjoint_and_keep_pairs(samples: int) -> None:
    first, second = surrogate.halves(samples)
    assert sorted([*first, *second]) == list(range(1, samples))
    assert all((i + 1) // 2 not in {(j + 1) // 2 for j in second} for i in first)


def test_standard_errors_cover_the_truth() -> None:
    random = np.random.default_rng(3)
    truth = random.normal(size=20)
    covered = []
    for seed in range(30):
        rows = np.concatenate(list(draw(Sampling.BALANCED, 20, 513, seed)))
        values = (rows @ truth + random.normal(scale=2, size=len(rows)))[:, None]
        weights = surrogate.fit(rows, values, 0.25).weights[0]
        error = surrogate.standard_errors(rows, values, 0.25)[0]
        # Student's t for seven degrees of freedom at 95 %.
        covered.append(np.abs(weights - truth) <= 2.365 * error)
    assert 0.88 <= np.mean(covered) <= 0.99


def test_too_few_samples_have_no_standard_errors() -> None:
    rows, values = sampled(6, 3)
    assert np.isnan(surrogate.standard_errors(rows, values, 0.25)).all()


def test_rounding_errors_are_not_told_from_zero() -> None:
    errors = np.array([1e-32, 1e-32, 0.0])
    weights = np.array([4e-31, 0.5, -1e-12])
    found = Surrogate("red", weights, 0.0, 0.0, 0.0, 0.0, standard_errors=errors)
    assert surrogate.told_from_zero(found).tolist() == [False, True, False]
