from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.entities import (
    ExplainSettings,
    Explanation,
    Photo,
    Pixels,
    Prediction,
)
from core.explain import narrative, quality
from core.explain.agreement import (
    Stability,
    repeatability,
    stability,
    stability_of,
)
from core.explain.lime import explain
from core.explain.quality import MAP_GRID, activation_agreement, badge, local_gap
from core.imaging.framing import Placement
from core.language.catalog import english
from core.vocabulary import Fill, Segmenter, Trust

GRID = ExplainSettings(
    segmenter=Segmenter.GRID, superpixels=16, samples=300, until_stable=False, fill=Fill.BLUR
)


def test_clear_cue_earns_trust(explanation: Explanation) -> None:
    assert badge(explanation).trust is Trust.TRUST
    assert local_gap(explanation.surrogate) < 1


@pytest.mark.parametrize(
    ("figures", "trust"),
    [
        ({"r2": 0.1}, Trust.WEAK),
        ({"r2": float("nan")}, Trust.WEAK),
        ({"r2": 0.3}, Trust.CARE),
        ({"correlation": 0.3}, Trust.WEAK),
        ({"correlation": 0.5}, Trust.CARE),
        ({"repeated": 0.5}, Trust.WEAK),
        ({"repeated": 0.7}, Trust.CARE),
        ({"gap": 1e3}, Trust.CARE),
    ],
)
def test_each_figure_can_cost_the_badge(
    explanation: Explanation,
    figures: dict[str, float],
    trust: Trust,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    agreed = Stability(figures.get("correlation", 0.9), 1.0)
    monkeypatch.setattr(quality, "stability_of", lambda _: agreed)
    monkeypatch.setattr(quality, "repeatability", lambda _: figures.get("repeated", 0.9))
    surrogate = replace(
        explanation.surrogate,
        held_out_r2=figures.get("r2", 0.9),
        model_value=explanation.surrogate.local_prediction + figures.get("gap", 0.0),
    )
    changed = replace(explanation, surrogates={explanation.label: surrogate})
    verdict = badge(changed)
    assert verdict.trust is trust
    assert english().word(verdict.reason).endswith(".")


def test_picture_whose_regions_are_all_alike_is_weak(classifier: Any) -> None:
    pixels = np.full((64, 64, 3), 90, dtype=np.uint8)
    photo = Photo(Path("flat.png"), pixels, (64, 64), "")
    prediction = classifier.predict(pixels)
    found = explain(classifier, photo, prediction, GRID)
    assert badge(found).trust is Trust.WEAK
    said = list(map(english().word, narrative.sentences(prediction, found)))
    assert said[0].startswith("No single region decides")
    assert "no region matters" in said[-1]


@pytest.mark.parametrize(
    ("count", "why"),
    [(1, "could not be cut into regions"), (2, "2 regions are too few to be ranked")],
)
def test_fewer_than_three_regions_agree_about_nothing(
    classifier: Any, photo: Photo, prediction: Prediction, count: int, why: str
) -> None:
    found = explain(classifier, photo, prediction, replace(GRID, superpixels=count))
    assert found.superpixels == count
    assert badge(found).trust is Trust.WEAK
    assert why in english().word(badge(found).reason)
    assert not found.stable
    assert np.isnan(activation_agreement(found, photo.pixels, np.eye(4, dtype=np.float32)))


def test_repeatability_without_errors_is_not_known(explanation: Explanation) -> None:
    bare = replace(explanation.surrogate, standard_errors=None)
    assert np.isnan(repeatability(bare))
    assert badge(replace(explanation, surrogates={"red": bare})).trust is Trust.WEAK


def test_each_class_is_judged_by_its_own_halves(explanation: Explanation) -> None:
    for label, surrogate in explanation.surrogates.items():
        agreed = stability(*surrogate.halves)
        assert stability_of(surrogate) == agreed
        shaken = replace(surrogate, halves=surrogate.halves * [[1.0], [-1.0]])
        other = replace(
            explanation, label=label, surrogates={**explanation.surrogates, label: shaken}
        )
        assert badge(other).trust is Trust.WEAK


def test_too_few_samples_are_weak(classifier: Any, photo: Photo, prediction: Prediction) -> None:
    found = explain(classifier, photo, prediction, replace(GRID, samples=2))
    assert badge(found).trust is Trust.WEAK


def test_agreement_with_the_activation_map(explanation: Explanation, pixels: Pixels) -> None:
    weights = explanation.surrogate.weights[explanation.segments].astype(np.float32)
    assert activation_agreement(explanation, pixels, weights) > 0.95
    assert activation_agreement(explanation, pixels, -weights) < -0.95


def test_map_is_compared_where_the_superpixels_lie(
    wide: Photo, wide_explanation: Explanation
) -> None:
    ids, count = wide_explanation.segments.astype(np.intp), wide_explanation.superpixels
    grid = Placement.of(wide.pixels).to_grid(ids, MAP_GRID, outside=count)
    weights = np.append(wide_explanation.surrogate.weights, 0)[grid]
    assert activation_agreement(wide_explanation, wide.pixels, weights) > 0.9
