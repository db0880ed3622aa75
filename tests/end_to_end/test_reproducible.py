"""The network that ships explains to the same bits on any number of threads, and as stock lime."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from core.entities import ExplainSettings, Explanation, Photo, Pixels
from core.explain import segmentation
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.imaging.images import load_photo
from core.inference.classifier import Classifier
from core.inference.litert_engine import LiteRtEngine
from core.inference.model_pack import Pack, open_pack
from core.paths import default_pack, resources


def explained(pack: Pack, photo: Photo, settings: ExplainSettings, threads: int) -> Explanation:
    path = pack.folder / "network.tflite"
    classifier = Classifier(pack, LiteRtEngine(path, pack.card.input.scaling, threads=threads))
    with threadpool_limits(threads):
        return explain(classifier, photo, classifier.classify(photo), settings)


@pytest.mark.parametrize("preset", ["ours", "as published"])
def test_the_shipped_network_explains_alike_on_one_thread_and_two(preset: str) -> None:
    usual = ExplainSettings(samples=192, until_stable=False)
    settings = usual if preset == "ours" else AS_PUBLISHED
    pack, photo = open_pack(default_pack()), load_photo(resources() / "samples" / "tee-red.jpg")
    one, two = (explained(pack, photo, settings, threads) for threads in (1, 2))
    assert np.array_equal(one.segments, two.segments)
    assert list(one.surrogates) == list(two.surrogates)
    for label, surrogate in one.surrogates.items():
        other = two.surrogates[label]
        for name in ("weights", "standard_errors", "halves"):
            assert np.array_equal(getattr(surrogate, name), getattr(other, name))
        assert (surrogate.intercept, surrogate.held_out_r2) == (other.intercept, other.held_out_r2)


@pytest.mark.parametrize("seed", [0, 7])
def test_the_published_call_is_stock_limes_own(
    seed: int, product: Callable[..., Pixels], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the cut to the weights, with nothing taken over from ours."""
    from lime import lime_image

    monkeypatch.setattr(lime_image, "tqdm", lambda rows: rows)
    classifier = Classifier.open(default_pack())
    monkeypatch.setattr(segmentation, "STOCK_SIDE", classifier.size)  # the published network's: 224
    pixels = product(classifier.size, classifier.size)
    photo = Photo(Path("shirt.jpg"), pixels, pixels.shape[:2], "0" * 64)
    settings = replace(AS_PUBLISHED, samples=96, seed=seed)
    ours = explain(classifier, photo, classifier.classify(photo), settings)
    limes = lime_image.LimeImageExplainer(random_state=seed).explain_instance(
        pixels,
        lambda pictures: classifier.probabilities(classifier.predict_logits(pictures)),
        hide_color=0,
        top_labels=5,
        num_samples=settings.samples,
    )
    assert np.array_equal(ours.segments, limes.segments)
    for column in limes.top_labels:
        surrogate = ours.surrogates[classifier.pack.labels[column]]
        theirs = dict(limes.local_exp[column])
        expected = [theirs[i] for i in range(ours.superpixels)]
        np.testing.assert_allclose(surrogate.weights, expected, atol=1e-6)
        assert surrogate.intercept == pytest.approx(limes.intercept[column], abs=1e-6)
