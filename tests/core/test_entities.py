"""What the records tell of their own fields."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from core.entities import (
    UNSEEN,
    Box,
    ClassScore,
    EngineFacts,
    ExplainSettings,
    Explanation,
    Outcome,
    Prediction,
    Surrogate,
    subject_of,
)
from core.vocabulary import Fill, Sampling, Segmenter, Status, Target

SETTINGS = st.builds(
    ExplainSettings,
    target=st.sampled_from(Target),
    sampling=st.sampled_from(Sampling),
    segmenter=st.sampled_from(Segmenter),
    fill=st.sampled_from(Fill),
    superpixels=st.integers(1, 100),
    samples=st.integers(1, 10**6),
    until_stable=st.booleans(),
    kernel_width=st.floats(0.01, 10),
    seed=st.integers(0, 2**32 - 1),
    labels=st.lists(st.text(), max_size=3).map(tuple),
    fill_colour=st.sampled_from(["#000000", "#ffcc00"]),
    classes=st.integers(1, 20),
    against=st.none() | st.text(),
)
SHAPES = array_shapes(min_dims=2, max_dims=2, max_side=6)
Change = Callable[[dict[str, Any]], object]


@settings(max_examples=30)
@given(SETTINGS)
def test_settings_survive_a_record(chosen: ExplainSettings) -> None:
    assert ExplainSettings.from_fields(json.loads(json.dumps(asdict(chosen)))) == chosen


def test_settings_from_before_there_were_as_many_choices_are_read() -> None:
    fields = asdict(ExplainSettings(seed=7))
    for name in ("fill_colour", "classes", "against"):
        del fields[name]
    assert ExplainSettings.from_fields(fields) == ExplainSettings(seed=7)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda fields: fields.update(fill="sand"), ValueError),
        (lambda fields: fields.update(sampling=None), ValueError),
        (lambda fields: fields.update(mood="good"), TypeError),
        (lambda fields: fields.update(labels=7), TypeError),
        (lambda fields: fields.pop("target"), KeyError),
    ],
)
def test_what_is_no_settings_is_refused(change: Change, error: type[Exception]) -> None:
    fields = asdict(ExplainSettings())
    change(fields)
    with pytest.raises(error):
        ExplainSettings.from_fields(fields)


def explanation_of(segments: np.ndarray) -> Explanation:
    count = int(segments.max()) + 1
    one, other = (
        Surrogate(label, np.full(count, weight), 0, 1, 0, 0)
        for label, weight in (("one", 1.0), ("other", -1.0))
    )
    return Explanation("other", segments, {"one": one, "other": other}, 64, ExplainSettings(), 0.1)


@settings(max_examples=30)
@given(
    arrays(
        np.int32, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.integers(UNSEEN, 5)
    )
)
def test_superpixels_share_what_is_seen(segments: np.ndarray) -> None:
    explanation = explanation_of(segments)
    sizes = explanation.sizes
    assert len(sizes) == explanation.superpixels
    assert [(segments == i).sum() for i in range(len(sizes))] == sizes.tolist()
    assert (sizes.sum() < segments.size) == explanation.framed


def test_the_class_shown_has_its_own_surrogate() -> None:
    explanation = explanation_of(np.zeros((2, 2), dtype=np.int32))
    assert explanation.surrogate.label == "other"
    assert replace(explanation, label="one").surrogate.weights[0] == 1


@pytest.mark.parametrize("status", [Status.KNOWN, Status.UNCERTAIN, Status.UNKNOWN])
def test_an_outcome_is_its_prediction_or_an_error(status: Status) -> None:
    scores = (ClassScore("Red", 0.75), ClassScore("Blue", 0.25))
    chances = np.array([0.25, 0.75], dtype=np.float32)
    prediction = Prediction(scores, status, chances, np.log(chances))
    assert (prediction.label, prediction.confidence) == ("Red", 0.75)
    assert Outcome(Path("a.jpg"), prediction).status is status
    assert Outcome(Path("a.jpg"), error="empty file").status is Status.ERROR


def test_a_box_reads_back_as_it_is_written() -> None:
    box = Box(1, 2, 30, 40)
    assert str(box) == "1,2,30,40"
    assert Box.parse(str(box)) == box


def test_a_subject_is_the_content_or_what_is_inside_a_box_in_it() -> None:
    assert subject_of("ab", None) == "ab"
    assert subject_of("ab", Box(1, 2, 30, 40)) == "ab@1,2,30,40"


@given(st.text(), st.text(), st.text())
def test_what_answered_reads_back(name: str, version: str, kernels: str) -> None:
    facts = EngineFacts(name, version, kernels)
    assert EngineFacts.from_json(facts.to_json()) == facts


@pytest.mark.parametrize("text", [None, "", "{", "3", '["LiteRT"]', "[1, 2, 3, 4]"])
def test_what_answered_is_unknown_where_nothing_says_it(text: str | None) -> None:
    assert EngineFacts.from_json(text) is None
