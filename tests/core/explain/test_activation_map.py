from dataclasses import replace

import numpy as np
import pytest

from core.explain.activation_map import activation_map
from core.inference.class_choice import ClassChoice
from tests.core.explain.conftest import FakePack


def test_activation_map_splits_the_logit_exactly() -> None:
    random = np.random.default_rng(0)
    features = random.random((7, 7, 12)).astype(np.float32)
    weights = random.normal(size=(12, 6)).astype(np.float32)
    found = activation_map(features, FakePack(class_weights=weights), "dark")
    logits = features.mean(axis=(0, 1)) @ weights
    raw = features @ (weights[:, 3] - weights.mean(axis=1))
    assert np.abs(found).max() == pytest.approx(1.0)
    assert raw.mean() == pytest.approx(logits[3] - logits.mean(), abs=1e-5)
    np.testing.assert_allclose(found, raw / np.abs(raw).max(), atol=1e-6)


def test_activation_map_looks_past_classes_that_cannot_occur() -> None:
    random = np.random.default_rng(0)
    features = random.random((7, 7, 12)).astype(np.float32)
    weights = random.normal(size=(12, 6)).astype(np.float32)
    pack = FakePack(class_weights=weights)
    chosen = replace(pack, choice=ClassChoice.of(pack.labels, ["dark", "red"]))
    raw = features @ ((weights[:, 3] - weights[:, 0]) / 2)
    found = activation_map(features, chosen, "dark")
    np.testing.assert_allclose(found, raw / np.abs(raw).max(), atol=1e-6)


def test_pack_without_an_activation_map() -> None:
    assert activation_map(None, FakePack(), "red") is None
    assert activation_map(np.ones((7, 7, 4), dtype=np.float32), FakePack(), "red") is None
    flat = FakePack(class_weights=np.ones((4, 6), dtype=np.float32))
    assert (activation_map(np.zeros((7, 7, 4), dtype=np.float32), flat, "red") == 0).all()


def test_what_all_classes_share_decides_nothing() -> None:
    features = np.random.default_rng(0).random((3, 3, 4)).astype(np.float32)
    shared = np.repeat(np.random.default_rng(1).normal(size=(4, 1)), 6, axis=1).astype(np.float32)
    own = shared.copy()
    own[:, 2] += 1
    with_it, without = (FakePack(class_weights=weights) for weights in (own, own - shared))
    np.testing.assert_allclose(
        activation_map(features, with_it, "blue"),
        activation_map(features, without, "blue"),
        atol=1e-5,
    )
