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
    Stability,
    Surrogate,
)
from core.errors import Cancelled
from core.explain import narrative, quality
from core.explain.activation_map import activation_map
from core.explain.agreement import (
    rank_correlation,
    repeatability,
    settled,
    stability,
    stability_of,
    strongest,
    top_jaccard,
)
from core.explain.contrast import contrast
from core.explain.faithfulness import faithfulness
from core.explain.lime import explain
from core.explain.quality import activation_agreement, badge, local_gap
from core.inference.class_choice import ClassChoice
from core.jobs import CancelToken
from core.vocabulary import Fill, Segmenter, Trust
from tests.core.explain.conftest import FakePack

GRID = ExplainSettings(
    segmenter=Segmenter.GRID, superpixels=16, samples=300, until_stable=False, fill=Fill.BLUR
)


@pytest.fixture
def explanation(classifier: Any, photo: Photo, prediction: Prediction) -> Explanation:
    return explain(classifier, photo, prediction, ExplainSettings(superpixels=20))


def test_rank_correlation_equals_scipys() -> None:
    from scipy.stats import spearmanr

    one, two = np.random.default_rng(0).normal(size=(2, 30)).round(1)
    assert rank_correlation(one, two) == pytest.approx(spearmanr(one, two).statistic)


def test_rank_correlation_of_constants() -> None:
    assert rank_correlation(np.zeros(4), np.ones(4)) == 1.0
    assert rank_correlation(np.zeros(4), np.arange(4.0)) == 0.0


def test_top_overlap() -> None:
    one = np.array([5.0, -4.0, 3.0, 2.0, 1.0, 0.0, 0.0])
    two = np.array([5.0, -4.0, 3.0, 0.0, 0.0, 2.0, 1.0])
    assert strongest(one) == [0, 1, 2, 3, 4]
    assert top_jaccard(one, two) == pytest.approx(3 / 7)
    assert stability(one, one).top5_jaccard == 1.0


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
    assert verdict.reason.endswith(".")


def test_picture_whose_regions_are_all_alike_is_weak(classifier: Any) -> None:
    pixels = np.full((64, 64, 3), 90, dtype=np.uint8)
    photo = Photo(Path("flat.png"), pixels, (64, 64), "")
    prediction = classifier.predict(pixels)
    found = explain(classifier, photo, prediction, GRID)
    assert badge(found).trust is Trust.WEAK
    said = narrative.sentences(prediction, found)
    assert said[0].startswith("No single region decides")
    assert "no region matters" in said[-1]


@pytest.mark.parametrize("noise", [0.05, 0.3, 0.8])
def test_repeatability_is_what_other_runs_give(noise: float) -> None:
    random = np.random.default_rng(4)
    truth = random.normal(size=30)
    foretold, seen = [], []
    for _ in range(40):
        one, other = truth + noise * random.normal(size=(2, 30))
        surrogate = Surrogate("x", one, 0, 1, 0, 0, standard_errors=np.full(30, noise))
        foretold.append(repeatability(surrogate))
        seen.append(top_jaccard(settled(one), settled(other)))
    assert np.mean(foretold) == pytest.approx(np.mean(seen), abs=0.12)


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


def test_contrast_is_judged_by_the_halves_of_the_difference(explanation: Explanation) -> None:
    compared = contrast(explanation, "red", "dark")
    one, other = (explanation.surrogates[name].halves for name in ("red", "dark"))
    np.testing.assert_array_equal(compared.surrogate.halves, one - other)
    assert badge(compared).trust is not Trust.WEAK
    assert "foretells" not in badge(compared).reason


def test_too_few_samples_are_weak(classifier: Any, photo: Photo, prediction: Prediction) -> None:
    found = explain(classifier, photo, prediction, replace(GRID, samples=2))
    assert badge(found).trust is Trust.WEAK


def test_explanation_beats_random_orders(
    classifier: Any, photo: Photo, explanation: Explanation
) -> None:
    measured = faithfulness(classifier, photo, explanation)
    assert measured.deletion < measured.random_deletion - 0.05
    assert measured.insertion > measured.random_insertion + 0.05


def test_curves_are_kept_from_the_whole_photo_to_nothing_and_back(
    classifier: Any, photo: Photo, prediction: Prediction, explanation: Explanation
) -> None:
    measured = faithfulness(classifier, photo, explanation)
    curves = measured.curves
    assert curves is not None
    share = np.array(curves.share)
    assert (share[0], share[-1]) == pytest.approx((0, 1))
    assert (np.diff(share) > 0).all()
    confidence = prediction.probabilities[0]
    for start, end in (
        (curves.deletion[0], curves.insertion[-1]),
        (curves.random_deletion[0], curves.random_insertion[-1]),
    ):
        assert (start, end) == pytest.approx((confidence, confidence), abs=1e-5)
    assert np.trapezoid(curves.deletion, share) == pytest.approx(measured.deletion)
    assert np.trapezoid(curves.insertion, share) == pytest.approx(measured.insertion)
    random = np.trapezoid(curves.random_insertion, share)
    assert random == pytest.approx(measured.random_insertion, abs=0.05)


def test_faithfulness_can_be_cancelled(
    classifier: Any, photo: Photo, explanation: Explanation
) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        faithfulness(classifier, photo, explanation, token=token)


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
    raw = features @ (weights[:, 3] - weights[:, 0])
    found = activation_map(features, chosen, "dark")
    np.testing.assert_allclose(found, raw / np.abs(raw).max(), atol=1e-6)


def test_pack_without_an_activation_map() -> None:
    assert activation_map(None, FakePack(), "red") is None
    assert activation_map(np.ones((7, 7, 4), dtype=np.float32), FakePack(), "red") is None
    flat = FakePack(class_weights=np.ones((4, 6), dtype=np.float32))
    assert (activation_map(np.zeros((7, 7, 4), dtype=np.float32), flat, "red") == 0).all()


def test_agreement_with_the_activation_map(explanation: Explanation, pixels: Pixels) -> None:
    weights = explanation.surrogate.weights[explanation.segments].astype(np.float32)
    assert activation_agreement(explanation, pixels, weights) > 0.95
    assert activation_agreement(explanation, pixels, -weights) < -0.95


def test_words_name_the_place_that_decides(
    prediction: Prediction, explanation: Explanation
) -> None:
    said = narrative.sentences(prediction, explanation)
    assert 2 <= len(said) <= 3
    assert said[0].startswith("red (")
    assert "upper left" in said[0]
    assert "% of the product" in said[0]
    assert said[-1] == badge(explanation).reason
    assert all(sentence.endswith(".") and "!" not in sentence for sentence in said)


def test_words_for_a_class_that_nothing_speaks_for(
    prediction: Prediction, explanation: Explanation
) -> None:
    surrogate = explanation.surrogate
    turned = replace(surrogate, weights=-np.abs(surrogate.weights) - 1, standard_errors=None)
    changed = replace(explanation, surrogates={explanation.label: turned})
    assert "No region speaks for" in narrative.sentences(prediction, changed)[0]
