from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.entities import ExplainSettings, Explanation, Photo, Pixels, Prediction
from core.errors import Cancelled, EngineError, ExplanationFailed, UnknownClass
from core.explain import lime, stopping
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.explain.quality import badge
from core.inference.engine import Writer
from core.jobs import CancelToken
from core.language.catalog import english
from core.vocabulary import Fill, Sampling, Segmenter, Target, Trust

QUICK = ExplainSettings(samples=200, superpixels=20, until_stable=False, fill=Fill.BACKGROUND)


def assert_same(one: Explanation, other: Explanation) -> None:
    assert np.array_equal(one.segments, other.segments)
    assert one.surrogates.keys() == other.surrogates.keys()
    for label, mine in one.surrogates.items():
        theirs = other.surrogates[label]
        assert np.array_equal(mine.weights, theirs.weights)
        assert (mine.intercept, mine.r2) == (theirs.intercept, theirs.r2)


@pytest.mark.parametrize("fill", [Fill.MEAN, Fill.COLOUR])
def test_weights_equal_lime_images(
    classifier: Any, photo: Photo, prediction: Prediction, fill: Fill
) -> None:
    from lime.lime_image import LimeImageExplainer

    settings = replace(
        AS_PUBLISHED, segmenter=Segmenter.GRID, superpixels=25, fill=fill, seed=11, samples=300
    )
    ours = explain(classifier, photo, prediction, settings)

    def probabilities(pictures: np.ndarray) -> np.ndarray:
        raised = np.exp(classifier.engine.respond(pictures.astype(np.float64)).astype(np.float64))
        return raised / raised.sum(axis=1, keepdims=True)

    limes = LimeImageExplainer(random_state=11).explain_instance(
        photo.pixels,
        probabilities,
        hide_color=0 if fill is Fill.COLOUR else None,
        top_labels=5,
        num_samples=300,
        segmentation_fn=lambda _: ours.segments,
    )
    for label, surrogate in ours.surrogates.items():
        column = classifier.pack.labels.index(label)
        theirs = dict(limes.local_exp[column])
        expected = [theirs[i] for i in range(ours.superpixels)]
        np.testing.assert_allclose(surrogate.weights, expected, atol=1e-6)
        assert surrogate.intercept == pytest.approx(limes.intercept[column], abs=1e-6)


@pytest.mark.parametrize("segmenter", Segmenter)
@pytest.mark.parametrize("way", list(product(Target, Sampling)))
def test_the_part_that_the_network_looks_at_is_found(
    classifier: Any,
    photo: Photo,
    prediction: Prediction,
    segmenter: Segmenter,
    way: tuple[Target, Sampling],
) -> None:
    target, sampling = way
    settings = replace(QUICK, segmenter=segmenter, target=target, sampling=sampling, samples=400)
    found = explain(classifier, photo, prediction, settings)
    best = int(np.argmax(found.surrogate.weights))
    inside = found.segments[16:32, 16:32]
    assert found.label == "red"
    assert (inside == best).sum() > 0.2 * inside.size
    assert (found.segments == best)[16:32, 16:32].sum() > 0.3 * (found.segments == best).sum()


def test_planted_cue_is_found_every_time(classifier: Any) -> None:
    random = np.random.default_rng(0)
    for _ in range(100):
        pixels = random.integers(60, 140, (64, 64, 3), dtype=np.uint8)
        pixels[16:32, 16:32] = (240, 20, 20)
        photo = Photo(Path("cue.png"), pixels, (64, 64), "")
        settings = replace(QUICK, segmenter=Segmenter.GRID, superpixels=16, samples=64)
        found = explain(classifier, photo, classifier.predict(pixels), settings)
        assert found.segments[20, 20] == np.argmax(found.surrogate.weights)


def test_same_settings_same_bits(classifier: Any, photo: Photo, prediction: Prediction) -> None:
    first, second = (explain(classifier, photo, prediction, QUICK) for _ in range(2))
    assert_same(first, second)


def test_listening_changes_nothing(classifier: Any, photo: Photo, prediction: Prediction) -> None:
    settings = replace(QUICK, until_stable=True)
    heard = explain(classifier, photo, prediction, settings, on_progress=lambda _: None)
    assert_same(heard, explain(classifier, photo, prediction, settings))


def test_bytes_and_floats_give_the_same(
    classifier: Any, byte_engine: Any, photo: Photo, prediction: Prediction
) -> None:
    floats = explain(classifier, photo, prediction, QUICK)
    bytes_ = explain(replace(classifier, engine=byte_engine), photo, prediction, QUICK)
    assert_same(floats, bytes_)


@pytest.mark.parametrize("samples", [1, 2, 3, 15, 16, 17, 200])
def test_exactly_the_samples_asked_for(
    classifier: Any, photo: Photo, prediction: Prediction, samples: int
) -> None:
    found = explain(classifier, photo, prediction, replace(QUICK, samples=samples))
    assert found.samples == sum(classifier.engine.batches) == samples
    assert np.isfinite(found.surrogate.weights).all()
    assert found.final


def test_no_sample_is_asked_twice_and_the_first_is_the_photo(
    classifier: Any, photo: Photo, prediction: Prediction
) -> None:
    classifier.engine.keep = True
    explain(classifier, photo, prediction, QUICK)
    assert np.array_equal(classifier.engine.seen[0][0], photo.pixels)


def test_progress_begins_after_64_samples_and_sharpens(
    classifier: Any, photo: Photo, prediction: Prediction
) -> None:
    events: list[Explanation] = []
    final = explain(classifier, photo, prediction, QUICK, on_progress=events.append)
    counts = [event.samples for event in events]
    assert counts[0] == stopping.FIRST_LOOK + 1  # after the photo, whole batches
    assert counts == sorted(set(counts))
    assert not any(event.final for event in events)
    assert all(event.surrogates.keys() == final.surrogates.keys() for event in events)
    assert final.final
    assert final.surrogate.standard_errors is not None


@pytest.mark.parametrize(("classes", "explained"), [(1, 1), (5, 5), (6, 6), (99, 6)])
def test_as_many_classes_as_asked_for(
    classifier: Any, photo: Photo, prediction: Prediction, classes: int, explained: int
) -> None:
    found = explain(classifier, photo, prediction, replace(QUICK, classes=classes))
    assert len(found.surrogates) == explained
    alone = explain(classifier, photo, prediction, QUICK)
    np.testing.assert_allclose(found.surrogate.weights, alone.surrogate.weights, atol=1e-9)


def test_asked_for_class_comes_first(classifier: Any, photo: Photo, prediction: Prediction) -> None:
    found = explain(classifier, photo, prediction, replace(QUICK, labels=("other", "dark")))
    assert found.label == "other"
    assert set(found.surrogates) >= {"other", "dark", *(s.label for s in prediction.top)}


def test_model_value_is_the_calibrated_probability(classifier: Any, photo: Photo) -> None:
    classifier.pack.card.temperature = 2.5
    prediction = classifier.predict(photo.pixels)
    settings = replace(QUICK, target=Target.PROBABILITY)
    found = explain(classifier, photo, prediction, settings)
    assert found.surrogate.model_value == pytest.approx(prediction.confidence, abs=1e-5)


@pytest.mark.parametrize("batches", range(15))
def test_cancel_is_heard_before_each_batch(
    classifier: Any, photo: Photo, prediction: Prediction, batches: int
) -> None:
    token = CancelToken()
    run, engine = classifier.engine.run_written, classifier.engine

    def run_then_cancel(count: int, write: Writer) -> np.ndarray:
        logits = run(count, write)
        if len(engine.batches) == batches:
            token.cancel()
        return logits

    engine.run_written = run_then_cancel
    if batches == 0:
        token.cancel()
    if batches == 14:  # the last batch of 200 samples: nothing is left to stop
        assert explain(classifier, photo, prediction, QUICK, token=token).samples == 200
        return
    with pytest.raises(Cancelled):
        explain(classifier, photo, prediction, QUICK, token=token)
    assert len(engine.batches) == batches


@pytest.mark.parametrize("broken_after", [0, 5])
def test_nan_from_the_network(
    classifier: Any, photo: Photo, prediction: Prediction, broken_after: int
) -> None:
    classifier.engine.broken_after = broken_after
    with pytest.raises(EngineError, match="not finite"):
        explain(classifier, photo, prediction, QUICK)


def test_class_that_the_pack_lacks(classifier: Any, photo: Photo, prediction: Prediction) -> None:
    with pytest.raises(UnknownClass, match="sandal"):
        explain(classifier, photo, prediction, replace(QUICK, labels=("sandal",)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"samples": 0},
        {"superpixels": 0},
        {"superpixels": 10_001},
        {"kernel_width": 0.0},
        {"kernel_width": 0.009},
        {"kernel_width": float("nan")},
        {"kernel_width": float("inf")},
        {"seed": -1},
        {"seed": 2**32},
        {"fill_colour": "green"},
        {"fill_colour": "#12345"},
        {"classes": 0},
    ],
)
def test_settings_out_of_range(
    classifier: Any, photo: Photo, prediction: Prediction, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ExplanationFailed):
        explain(classifier, photo, prediction, replace(QUICK, **wrong))


def test_more_samples_than_memory_holds(
    classifier: Any, photo: Photo, prediction: Prediction
) -> None:
    with pytest.raises(ExplanationFailed, match="ask for fewer"):
        explain(classifier, photo, prediction, replace(QUICK, samples=10**12))


@pytest.mark.parametrize("sampling", Sampling)
@pytest.mark.parametrize("samples", [3, 40])
def test_narrowest_kernel_leaves_nothing_but_a_sound_answer(
    classifier: Any, photo: Photo, prediction: Prediction, sampling: Sampling, samples: int
) -> None:
    settings = replace(QUICK, kernel_width=lime.LEAST_KERNEL_WIDTH, samples=samples)
    settings = replace(settings, sampling=sampling, target=Target.PROBABILITY)
    found = explain(classifier, photo, prediction, settings)
    np.testing.assert_allclose(found.surrogate.weights, 0, atol=1e-6)
    assert badge(found).trust is Trust.WEAK


def test_a_photo_in_one_piece_explains_nothing(
    classifier: Any, photo: Photo, prediction: Prediction
) -> None:
    whole = replace(QUICK, segmenter=Segmenter.GRID, superpixels=1)
    assert "could not be cut" in english().word(
        badge(explain(classifier, photo, prediction, whole)).reason
    )


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (1, 50), (64, 64)])
@pytest.mark.parametrize("superpixels", [1, 40, 10_000])
def test_poor_pictures_get_a_sound_answer(
    classifier: Any, shape: tuple[int, int], superpixels: int
) -> None:
    pixels: Pixels = np.full((*shape, 3), 90, dtype=np.uint8)
    photo = Photo(Path("flat.png"), pixels, shape, "")
    prediction: Prediction = classifier.predict(pixels)
    settings = ExplainSettings(superpixels=superpixels, samples=150)
    found = explain(classifier, photo, prediction, settings)
    assert np.isfinite(found.surrogate.weights).all()
    np.testing.assert_allclose(found.surrogate.weights, 0, atol=1e-9)


@pytest.mark.parametrize(
    "settings", [ExplainSettings(fill=Fill.BACKGROUND), AS_PUBLISHED], ids=["ours", "published"]
)
def test_the_cue_is_found_inside_the_frame(
    classifier: Any, wide: Photo, unseen: np.ndarray, settings: ExplainSettings
) -> None:
    prediction = classifier.predict(wide.pixels)
    found = explain(classifier, wide, prediction, replace(settings, samples=512))
    assert found.framed
    assert found.superpixels == found.segments.max() + 1
    assert found.sizes.sum() == np.count_nonzero(~unseen)
    strongest = int(np.argmax(found.surrogates["red"].weights))
    rows, columns = np.nonzero(found.segments == strongest)
    red = (wide.pixels == (230, 30, 30)).all(axis=2)
    assert red[rows, columns].mean() > 0.3 or settings is AS_PUBLISHED
