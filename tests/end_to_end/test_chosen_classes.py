"""Explanations among the classes that can occur are those of a network without the others."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.entities import ExplainSettings, Photo, Pixels
from core.errors import UnknownClass
from core.explain import lime, surrogate
from core.explain.faithfulness import faithfulness
from core.explain.what_if import WhatIf, without
from core.inference.class_choice import ClassChoice
from core.vocabulary import Target
from tests.core.explain.conftest import FakeClassifier, FakeEngine, FakePack

LABELS = FakePack().labels
CHOSEN = ("red", "blue", "flat")
OUTSIDE = np.array([label not in CHOSEN for label in LABELS])
SETTINGS = ExplainSettings(samples=128, superpixels=12)


class Silent(FakeEngine):
    """The same network; what it says of three classes is as good as nothing."""

    def respond(self, pictures: NDArray[np.float64]) -> NDArray[np.float32]:
        return np.where(OUTSIDE, np.float32(-1e30), super().respond(pictures))


def choosing(classifier: FakeClassifier) -> FakeClassifier:
    return replace(classifier, pack=replace(classifier.pack, choice=ClassChoice.of(LABELS, CHOSEN)))


@pytest.mark.parametrize("target", Target)
def test_lime_among_the_chosen_is_lime_without_the_others(
    classifier: FakeClassifier, photo: Photo, pixels: Pixels, target: Target
) -> None:
    settings = replace(SETTINGS, target=target, labels=CHOSEN)
    some, silent = choosing(classifier), FakeClassifier(engine=Silent())
    prediction = replace(silent.predict(pixels), top=silent.predict(pixels).top[:3])
    settings = replace(settings, classes=3)
    one = lime.explain(some, photo, prediction, settings)  # type: ignore[arg-type]
    other = lime.explain(silent, photo, prediction, settings)  # type: ignore[arg-type]
    assert set(one.surrogates) == set(CHOSEN) == set(other.surrogates)
    for label in CHOSEN:
        ours, theirs = one.surrogates[label], other.surrogates[label]
        np.testing.assert_array_equal(ours.weights, theirs.weights)
        assert (ours.model_value, ours.r2) == (theirs.model_value, theirs.r2)
    areas = [faithfulness(network, photo, one) for network in (some, silent)]  # type: ignore[arg-type]
    assert areas[0] == areas[1]


def test_what_if_gives_the_others_nothing(
    classifier: FakeClassifier, photo: Photo, pixels: Pixels
) -> None:
    some = choosing(classifier)
    prediction = replace(classifier.predict(pixels), top=classifier.predict(pixels).top[:1])
    settings = replace(SETTINGS, classes=1)
    found = lime.explain(some, photo, prediction, settings)  # type: ignore[arg-type]
    answer = WhatIf(some, photo, found).ask(without(found.superpixels, [0]))  # type: ignore[arg-type]
    assert (answer.probabilities[OUTSIDE] == 0).all()
    assert answer.probabilities.sum() == pytest.approx(1)


def test_more_classes_than_can_occur_are_those_that_can(
    classifier: FakeClassifier, photo: Photo, pixels: Pixels
) -> None:
    prediction = replace(classifier.predict(pixels), top=classifier.predict(pixels).top[:1])
    found = lime.explain(choosing(classifier), photo, prediction, replace(SETTINGS, classes=6))  # type: ignore[arg-type]
    assert set(found.surrogates) == set(CHOSEN)


@pytest.mark.parametrize("asked", [{"labels": ("green",)}, {"against": "green"}])
def test_a_class_that_cannot_occur_is_not_explained(
    classifier: FakeClassifier, photo: Photo, pixels: Pixels, asked: dict[str, object]
) -> None:
    settings = replace(SETTINGS, **asked)  # type: ignore[arg-type]
    with pytest.raises(UnknownClass, match="'green' is not among the classes of this catalog"):
        lime.explain(choosing(classifier), photo, classifier.predict(pixels), settings)  # type: ignore[arg-type]


@given(
    arrays(np.float32, (3, 6), elements=st.floats(-50, 50, width=32)),
    st.sets(st.sampled_from(LABELS), min_size=2),
    st.floats(0.1, 10),
)
def test_targets_of_the_chosen_are_those_of_their_columns_alone(
    logits: NDArray[np.float32], names: set[str], temperature: float
) -> None:
    choice = ClassChoice.of(LABELS, names)
    columns = [i for i, label in enumerate(LABELS) if label in names]
    alone = list(range(len(columns)))
    for target in Target:
        masked = surrogate.targets(choice.apply(logits), temperature, columns, target)
        cut = surrogate.targets(logits[:, columns], temperature, alone, target)
        np.testing.assert_allclose(masked, cut, rtol=1e-12, atol=1e-12)
