from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import mahalanobis
from scipy.special import logsumexp
from sklearn.metrics import roc_auc_score

from core.inference.calibration import calibrate
from core.inference.card import UnknownRule
from core.inference.unknown import (
    SCORES,
    check_rule,
    fit_gaussians,
    fit_subspace,
    pool,
    unknown_score,
    worked_out,
)

N_CLASSES, WIDTH = 4, 6
CENTRES = np.eye(N_CLASSES, WIDTH) * 5
WEIGHTS = CENTRES.T


def sample(seed: int, per_class: int = 50) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    rng = np.random.default_rng(seed)
    classes = np.repeat(np.arange(N_CLASSES), per_class)
    return CENTRES[classes] + rng.normal(0, 0.5, (len(classes), WIDTH)), classes


FITTED = sample(0)
ARRAYS = fit_gaussians(*FITTED, N_CLASSES) | fit_subspace(FITTED[0], share=0.5)
PARAMETERS: dict[str, dict[str, Any]] = {
    "combined": {
        "parts": [
            {"method": "energy", "weight": 1.0, "centre": -25.0, "spread": 5.0},
            {"method": "residual", "weight": 2.0, "centre": 1.0, "spread": 0.4},
        ]
    }
}


def score(method: str, features: NDArray[np.float64]) -> NDArray[np.float64]:
    rule = UnknownRule(method, parameters=PARAMETERS.get(method, {}))
    check_rule(rule, ARRAYS)
    values = features @ WEIGHTS
    return unknown_score(rule, values, calibrate(values, 1.0), features, ARRAYS)


@pytest.mark.parametrize("method", SCORES)
def test_every_score_tells_strangers_from_kin(method: str) -> None:
    kin, _ = sample(1)
    strangers = np.random.default_rng(2).normal([1, 1, 1, 1, 0, 4], 0.5, (200, WIDTH))
    scores = np.concatenate([score(method, kin), score(method, strangers)])
    assert roc_auc_score([0] * len(kin) + [1] * len(strangers), scores) > 0.97


def test_mahalanobis_is_scipys() -> None:
    points, _ = sample(3, per_class=2)
    wanted = [
        min(mahalanobis(point, mean, ARRAYS["precision"]) ** 2 for mean in ARRAYS["class_means"])
        for point in points
    ]
    np.testing.assert_allclose(score("mahalanobis", points), wanted, rtol=1e-4)


def test_the_residual_is_what_the_main_directions_leave() -> None:
    points, _ = sample(3, per_class=2)
    mean = FITTED[0].mean(axis=0)
    main = np.linalg.svd(FITTED[0] - mean, full_matrices=False)[2][:3]
    rest = (points - mean) - (points - mean) @ main.T @ main
    np.testing.assert_allclose(
        score("residual", points), np.linalg.norm(rest, axis=1), rtol=1e-4, atol=1e-5
    )


def test_energy_is_the_free_energy() -> None:
    values = np.array([[1.0, 2.0, 3.0], [1000.0, 0.0, 0.0]])
    rule = UnknownRule("energy", parameters={"temperature": 2.0})
    wanted = -2 * logsumexp(values / 2, axis=1)
    given = unknown_score(rule, values, calibrate(values, 1), None, {})
    np.testing.assert_allclose(given, wanted)


def test_feature_maps_are_averaged() -> None:
    maps = np.random.default_rng(0).normal(size=(3, 4, 5, WIDTH))
    np.testing.assert_allclose(pool(maps), maps.mean(axis=(1, 2)))
    np.testing.assert_array_equal(pool(maps[:, 0, 0]), maps[:, 0, 0])


def test_a_feature_score_without_features_says_so() -> None:
    values = np.zeros((1, N_CLASSES))
    with pytest.raises(ValueError, match="needs a network that gives features"):
        unknown_score(UnknownRule("mahalanobis"), values, values, None, ARRAYS)


@pytest.mark.parametrize("method", SCORES)
def test_a_score_is_the_same_alone_and_among_others(method: str) -> None:
    points, _ = sample(4)
    alone = np.concatenate([score(method, point[None]) for point in points])
    np.testing.assert_array_equal(score(method, points), alone)


def test_what_was_worked_out_before_gives_the_same_score() -> None:
    points, _ = sample(5)
    rule, values = UnknownRule("mahalanobis"), points @ WEIGHTS
    before = unknown_score(rule, values, values, points, worked_out(ARRAYS))
    np.testing.assert_array_equal(before, score("mahalanobis", points))


@pytest.mark.parametrize("parts", [[{"method": "energy"}] * 21, [{"method": "combined"}]])
def test_a_rule_is_of_a_few_plain_parts(parts: list[dict[str, str]]) -> None:
    with pytest.raises(ValueError, match="more than 20 plain parts"):
        check_rule(UnknownRule("combined", parameters={"parts": parts}), {})
