import math
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.entities import ExplainSettings, Photo, Pixels, Prediction
from core.explain import samples, stopping
from core.explain.agreement import Stability, stability_of
from core.explain.lime import explain
from core.inference.classifier import Classifier
from core.inference.model_pack import Pack
from core.vocabulary import Sampling

QUICK = ExplainSettings(samples=200, superpixels=20, until_stable=False)


def test_memory_does_not_grow_with_the_samples(
    tiny_pack: Pack, product: Callable[..., Pixels]
) -> None:
    classifier = Classifier.open(tiny_pack.folder)
    photo = Photo(Path("shirt.jpg"), product(64, 64), (64, 64), "0" * 64)
    prediction = classifier.classify(photo)

    def peak(count: int) -> int:
        settings = ExplainSettings(samples=count, until_stable=False)
        tracemalloc.start()
        explain(classifier, photo, prediction, settings)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(64)  # imports and caches
    few, many = peak(512), peak(4096)
    # A sample stays as bits and a few numbers; its picture would be 150 kB at 224 px.
    assert (many - few) / (4096 - 512) < 1500


def test_stops_when_the_halves_agree(classifier: Any, photo: Photo, prediction: Prediction) -> None:
    found = explain(classifier, photo, prediction, ExplainSettings(superpixels=12))
    assert found.stable
    assert found.samples < 1024
    assert stability_of(found.surrogate).rank_correlation >= 0.8


def test_says_when_the_limit_came_first(
    classifier: Any, photo: Photo, prediction: Prediction
) -> None:
    settings = ExplainSettings(superpixels=60, samples=64)
    found = explain(classifier, photo, prediction, settings)
    assert found.samples == 64
    assert not found.stable


def test_local_prediction_and_r2_are_kept_per_class(
    classifier: Any, photo: Photo, prediction: Prediction
) -> None:
    found = explain(classifier, photo, prediction, QUICK)
    red, dark = found.surrogates["red"], found.surrogates["dark"]
    assert red.r2 != dark.r2
    assert red.local_prediction != dark.local_prediction
    for surrogate in found.surrogates.values():
        total = surrogate.weights.sum() + surrogate.intercept
        assert surrogate.local_prediction == pytest.approx(total)


@pytest.mark.parametrize(("sampling", "first"), [(Sampling.NESTED, 129), (Sampling.BALANCED, 64)])
@pytest.mark.parametrize(("ranks", "stable"), [(1.0, True), (0.0, False), (math.nan, False)])
def test_ends_at_the_first_look_at_which_the_halves_agree(
    classifier: Any,
    photo: Photo,
    prediction: Prediction,
    monkeypatch: pytest.MonkeyPatch,
    sampling: Sampling,
    first: int,
    ranks: float,
    stable: bool,
) -> None:
    monkeypatch.setattr(samples, "stability", lambda *_: Stability(ranks, ranks))
    settings = replace(QUICK, until_stable=True, sampling=sampling)
    found = explain(classifier, photo, prediction, settings)
    assert found.stable is stable
    assert found.samples == (first if stable else 200)


def test_errors_of_designs_are_a_share_of_their_scatter(
    classifier: Any, photo: Photo, prediction: Prediction, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = explain(classifier, photo, prediction, QUICK).surrogate.standard_errors
    monkeypatch.setattr(stopping, "DESIGNED", replace(stopping.DESIGNED, error_share=1.0))
    scatter = explain(classifier, photo, prediction, QUICK).surrogate.standard_errors
    assert told is not None and scatter is not None
    assert 0.5 < float(np.mean(told) / np.mean(scatter)) < 0.9
