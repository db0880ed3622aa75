"""The same bits on any number of threads, and memory that does not grow with the samples."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from core.entities import ExplainSettings, Explanation, Photo, Pixels
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.images import load_photo
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


def test_memory_does_not_grow_with_the_samples(
    tiny_pack: Pack, product: Callable[..., Pixels]
) -> None:
    classifier = Classifier.open(tiny_pack.folder)
    photo = Photo(Path("shirt.jpg"), product(64, 64), (64, 64), "0" * 64)
    prediction = classifier.classify(photo)

    def peak(samples: int) -> int:
        settings = ExplainSettings(samples=samples, until_stable=False)
        tracemalloc.start()
        explain(classifier, photo, prediction, settings)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(64)  # imports and caches
    few, many = peak(512), peak(4096)
    # A sample stays as bits and a few numbers; its picture would be 150 kB at 224 px.
    assert (many - few) / (4096 - 512) < 1500
