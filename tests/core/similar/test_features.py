"""Features are pooled, made short and brought to length 1; what is like stays like."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from core.errors import EngineError
from core.inference.classifier import Classifier
from core.inference.engine import EngineOutput
from core.inference.model_pack import Pack
from core.similar.features import LACKING, MOST_WIDE, describe, shorten, unit
from tests.packs import draw_product


def test_photos_of_one_class_are_more_alike_than_those_of_two(tiny_pack: Pack) -> None:
    engine = Classifier.open(tiny_pack.folder).engine
    drawn = [("Blue", 1), ("Blue", 2), ("Red", 1), ("Red", 2)]
    pictures = np.stack([draw_product(label, seed=seed) for label, seed in drawn])
    vectors = describe(engine, pictures)
    assert vectors.shape == (4, 16) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4))
    alike = vectors @ vectors.T
    assert min(alike[0, 1], alike[2, 3]) > max(alike[0, 2], alike[0, 3], alike[1, 2])


def test_a_network_without_features_is_told() -> None:
    class Mute:
        def run(self, pictures: np.ndarray) -> EngineOutput:
            return EngineOutput(np.zeros((len(pictures), 3), np.float32), None)

    with pytest.raises(EngineError, match=LACKING):
        describe(Mute(), np.zeros((1, 8, 8, 3), np.uint8))  # type: ignore[arg-type]


def test_wide_features_are_projected_and_keep_their_angles() -> None:
    rng = np.random.default_rng(3)
    first = rng.random((1, 1280))
    others = first + rng.normal(0, 0.4, (40, 1280)) * rng.random((40, 1))
    pooled = np.maximum(np.concatenate([first, others]), 0).astype(np.float32)
    short = shorten(pooled[:, None, None, :].repeat(4, axis=1))
    assert short.shape == (41, MOST_WIDE)
    before, after = unit(pooled) @ unit(pooled)[0], short @ short[0]
    assert np.abs(before - after).max() < 0.1
    assert np.corrcoef(before, after)[0, 1] > 0.95


def test_the_projection_is_the_same_for_ever() -> None:
    maps = np.eye(1280, dtype=np.float32)[:3, None, None, :]
    signs = (shorten(maps) > 0).tobytes()
    digest = "5cb21d0116da9c65"
    assert hashlib.sha256(signs).hexdigest()[:16] == digest


def test_nothing_at_all_stays_nought() -> None:
    assert unit(np.zeros((2, 5))).tolist() == [[0.0] * 5] * 2
    assert shorten(np.zeros((1, 2, 2, 4), np.float32)).tolist() == [[0.0] * 4]


def test_what_has_no_finite_length_is_like_nothing() -> None:
    wild = np.array([[3e38, 3e38], [np.nan, 1], [3, 4]], np.float32)
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(unit(wild), [[0, 0], [0, 0], [0.6, 0.8]])
