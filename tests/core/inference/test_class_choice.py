"""Classes that cannot occur: exactly nothing is left to them, and nothing else changes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.errors import ClassesUnusable, UnknownClass
from core.inference.calibration import calibrate
from core.inference.class_choice import EVERY_CLASS, ClassChoice, unknown_class
from core.inference.model_pack import Pack
from tests.packs import LABELS

Logits = NDArray[np.float32]
logits_of_any_size = arrays(np.float32, len(LABELS), elements=st.floats(-1e3, 1e3, width=32))
subsets = st.sets(st.sampled_from(LABELS), min_size=2)


@given(logits_of_any_size, subsets)
def test_what_is_inside_keeps_its_proportions(logits: Logits, names: set[str]) -> None:
    choice = ClassChoice.of(LABELS, names)
    whole, part = calibrate(logits, 1.0), calibrate(choice.apply(logits), 1.0)
    share = choice.share(whole)
    assert 0 <= share <= 1 + 1e-12
    inside = np.array([label in names for label in LABELS])
    np.testing.assert_allclose(part[inside] * share, whole[inside], atol=1e-12)


@pytest.mark.parametrize(
    ("names", "error", "said"),
    [
        (["Read", "Blue"], UnknownClass, "no class 'Read'; it has Red"),
        ([], ClassesUnusable, "name at least two"),
        (["Red"], ClassesUnusable, "one class alone"),
        (["Red", "Red"], ClassesUnusable, "one class alone"),
    ],
)
def test_choices_that_cannot_be(names: list[str], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        ClassChoice.of(LABELS, names)


def test_all_classes_are_no_choice() -> None:
    logits = np.arange(5, dtype=np.float32)
    choice = ClassChoice.of(LABELS, LABELS[::-1])
    assert choice == EVERY_CLASS
    assert choice.apply(logits) is logits


def test_a_choice_has_the_networks_order() -> None:
    assert ClassChoice.of(LABELS, ["Red", "Blue", "Red"]).names == ("Blue", "Red")
    assert ClassChoice.of(LABELS, ["Red", "Blue"]) == ClassChoice.of(LABELS, ["Blue", "Red"])


def test_a_class_that_cannot_occur_is_told_from_one_that_is_none() -> None:
    choice = ClassChoice.of(LABELS, ["Red", "Blue"])
    choice.check("Red", LABELS)
    with pytest.raises(UnknownClass, match="'Grey' is not among the classes of this catalog: Blue"):
        choice.check("Grey", LABELS)
    with pytest.raises(UnknownClass, match="no class 'Bleu'; it has Blue"):
        choice.check("Bleu", LABELS)


def test_another_choice_is_made_of_the_whole_network(tiny_pack: Pack) -> None:
    some = tiny_pack.choosing(["Blue", "Grey"])
    assert some.classes == ("Blue", "Grey")
    assert some.choosing(["Green", "Red"]).classes == ("Green", "Red")
    assert some.choosing(None).classes == tiny_pack.classes == LABELS
    assert replace(some, choice=EVERY_CLASS).labels == some.labels


def test_an_error_lists_no_hundred_thousand_classes() -> None:
    names = [f"class {number}" for number in range(100_000)]
    assert len(str(unknown_class("?", names))) < 5000
    assert str(unknown_class("?", names)).endswith(" and 99,800 more")


def test_very_many_classes_are_not_searched_for_each_name() -> None:
    class Labels(tuple[str, ...]):
        def __contains__(self, name: object) -> bool:
            raise AssertionError("150,000 classes would be compared 150,000 times")

    labels = Labels(f"class {number}" for number in range(1000))
    assert ClassChoice.of(labels, list(labels)) == EVERY_CLASS
    assert ClassChoice.of(labels, labels[5:9]).names == labels[5:9]
