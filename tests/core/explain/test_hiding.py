"""How a product comes to be hidden, by a network that knows it by its rim alone, or as a whole."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from core.entities import ExplainSettings, Photo, Pixels
from core.explain import hiding, narrative
from core.explain.faithfulness import faithfulness
from core.explain.lime import explain
from core.explain.what_if import WhatIf, only
from core.language.catalog import spoken
from core.vocabulary import Fill
from tests.core.explain.conftest import FakeClassifier, FakeEngine
from tests.core.explain.fabrics import drawn, one_colour

AUTO = ExplainSettings(samples=64, superpixels=12)


class DarkEngine(FakeEngine):
    """Knows its first class by how dark a part of the picture is."""

    part: ClassVar = np.s_[:]
    strength = 60.0

    def respond(self, pictures: np.ndarray) -> np.ndarray:
        dark = 1 - pictures[self.part].mean(axis=(1, 2, 3)) / 255
        return np.stack([self.strength * dark, *[np.zeros(len(dark))] * 5], axis=1).astype(
            np.float32
        )


class RimEngine(DarkEngine):
    """Knows it by a faint column beside the product."""

    part: ClassVar = np.s_[:, 20:44, 10:11]
    strength = 300.0


class FarEngine(DarkEngine):
    """Knows it by what no superpixel of the product covers, however it is cut."""

    part: ClassVar = np.s_[:, 4:6, 4:6]
    strength = 300.0


def photo_of(pixels: Pixels) -> Photo:
    return Photo(Path("drawn.png"), pixels, pixels.shape[:2], "0" * 64)


@pytest.fixture
def shoe() -> Photo:
    """A white shoe on white: its rim and a speck in the corner are too faint to stand out."""
    pixels = np.full((64, 64, 3), 255, dtype=np.uint8)
    pixels[16:48, 12:52] = 225
    pixels[16:48, 12:52:4] = 205
    pixels[16:48, 10] = 250
    pixels[4:6, 4:6] = 250
    return photo_of(pixels)


def classifier_of(engine: FakeEngine) -> Any:
    return FakeClassifier(engine=engine)


def left(classifier: Any, photo: Photo, settings: ExplainSettings) -> float:
    """Share of the class's probability that is left with the whole product hidden."""
    found = explain(classifier, photo, classifier.predict(photo.pixels), settings)
    asked = WhatIf(classifier, photo, found)
    ground = () if found.background is None else (found.background,)
    every = asked.ask(only(found.superpixels, range(found.superpixels)), "red").actual
    return asked.ask(only(found.superpixels, ground), "red").actual / every


def test_an_ordinary_product_is_cut_and_hidden_as_before(photo: Photo) -> None:
    classifier = classifier_of(DarkEngine())
    prediction = classifier.predict(photo.pixels)
    asked = replace(AUTO, fill=Fill.BACKGROUND)
    one, other = (explain(classifier, photo, prediction, each) for each in (AUTO, asked))
    assert (one.used.fill, one.used.rim) == (Fill.BACKGROUND, False)
    assert np.array_equal(one.segments, other.segments)
    assert np.array_equal(one.surrogate.weights, other.surrogate.weights)
    assert narrative.otherwise(one) == narrative.otherwise(other)


def test_white_on_white_is_cut_with_the_rim_that_gives_it_away(shoe: Photo) -> None:
    classifier = classifier_of(RimEngine())
    used = hiding.probe(classifier, shoe, AUTO, "red").settings
    assert (used.fill, used.rim) == (Fill.BACKGROUND, True)
    assert left(classifier, shoe, replace(AUTO, fill=Fill.BACKGROUND)) > hiding.MOST_LEFT
    assert left(classifier, shoe, AUTO) < hiding.MOST_LEFT


@pytest.mark.parametrize(("shade", "colour"), [(30, hiding.WHITE), (220, hiding.BLACK)])
def test_cloth_in_one_colour_is_hidden_by_what_is_farthest_from_it(shade: int, colour: str) -> None:
    photo = photo_of(np.full_like(drawn(one_colour, 64, 64), shade))
    engine = DarkEngine()
    engine.strength = 60.0 if shade < 128 else -60.0
    used = hiding.probe(classifier_of(engine), photo, AUTO, "red").settings
    assert (used.fill, used.fill_colour, used.rim) == (Fill.COLOUR, colour, False)


def test_where_nothing_helps_all_stays_as_usual(shoe: Photo) -> None:
    used = hiding.probe(classifier_of(FarEngine()), shoe, AUTO, "red").settings
    assert (used.fill, used.rim) == (Fill.BACKGROUND, False)


@pytest.mark.parametrize("fill", [fill for fill in Fill if fill is not Fill.AUTO])
def test_a_fill_asked_for_wins_without_asking_the_network(fill: Fill, shoe: Photo) -> None:
    classifier = classifier_of(RimEngine())
    asked = replace(AUTO, fill=fill, fill_colour="#102030", instead=None)
    assert hiding.probe(classifier, shoe, asked, "red").settings == replace(asked, rim=False)
    assert classifier.engine.batches == []


@pytest.mark.parametrize(
    ("draw", "engine", "words"),
    [
        (None, RimEngine, {"en": "faint rim", "de": "blassen Rand"}),
        (one_colour, DarkEngine, {"en": "painted #ffffff", "de": "Farbe #ffffff"}),
    ],
)
def test_what_was_done_otherwise_is_said_and_used(
    shoe: Photo,
    draw: Callable[..., Pixels] | None,
    engine: type[DarkEngine],
    words: dict[str, str],
) -> None:
    photo = photo_of(drawn(draw, 64, 64) // 4) if draw else shoe
    classifier = classifier_of(engine())
    prediction = classifier.predict(photo.pixels)
    found = explain(classifier, photo, prediction, AUTO)
    for key, word in words.items():
        told = map(spoken(key).word, narrative.sentences(prediction, found))
        assert any(word in said for said in told)
    asked = explain(classifier, photo, prediction, replace(found.used, segmenter=AUTO.segmenter))
    assert np.array_equal(asked.segments, found.segments)
    assert np.array_equal(asked.surrogate.weights, found.surrogate.weights)
    assert faithfulness(classifier, photo, found) == faithfulness(classifier, photo, asked)
