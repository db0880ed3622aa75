import numpy as np
import pytest

from core.explain.activation_map import activation_map


def test_activation_map_splits_the_logit_exactly() -> None:
    random = np.random.default_rng(0)
    features = random.random((7, 7, 12)).astype(np.float32)
    weights = random.normal(size=(12, 5)).astype(np.float32)
    found = activation_map(features, weights, 3)
    logits = features.mean(axis=(0, 1)) @ weights
    raw = features @ (weights[:, 3] - weights.mean(axis=1))
    assert np.abs(found).max() == pytest.approx(1.0)
    assert raw.mean() == pytest.approx(logits[3] - logits.mean(), abs=1e-5)
    np.testing.assert_allclose(found, raw / np.abs(raw).max(), atol=1e-6)


def test_pack_without_an_activation_map() -> None:
    assert activation_map(None, None, 0) is None
    assert activation_map(np.ones((7, 7, 4), dtype=np.float32), None, 0) is None
    flat = activation_map(np.zeros((7, 7, 4), dtype=np.float32), np.ones((4, 2)), 0)
    assert (flat == 0).all()


def test_what_all_classes_share_decides_nothing() -> None:
    features = np.random.default_rng(0).random((3, 3, 4)).astype(np.float32)
    shared = np.repeat(np.random.default_rng(1).normal(size=(4, 1)), 5, axis=1).astype(np.float32)
    own = shared.copy()
    own[:, 2] += 1
    np.testing.assert_allclose(
        activation_map(features, own, 2), activation_map(features, own - shared, 2), atol=1e-5
    )
