"""Classes that cannot occur: exactly nothing is left to them, and nothing else changes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.entities import Prediction
from core.errors import ClassesUnusable, UnknownClass
from core.inference.calibration import LEAST_INSIDE, calibrate
from core.inference.card import Thresholds
from core.inference.class_choice import EVERY_CLASS, ClassChoice
from core.inference.classifier import Classifier
from core.inference.judging import judge
from core.inference.model_pack import Pack
from core.vocabulary import Status
from tests.packs import LABELS, draw_product, make_card

Logits = NDArray[np.float32]
logits_of_any_size = arrays(np.float32, len(LABELS), elements=st.floats(-1e3, 1e3, width=32))
subsets = st.sets(st.sampled_from(LABELS), min_size=2)


def pack_with(names: set[str] | list[str] | None, **changes: object) -> Pack:
    return Pack(Path("nowhere"), make_card(**changes)).choosing(names)


def same(one: Prediction, other: Prediction) -> bool:
    return (
        (one.top, one.status, one.rival, one.strangeness)
        == (other.top, other.status, other.rival, other.strangeness)
        and one.probabilities.tobytes() == other.probabilities.tobytes()
        and one.logits.tobytes() == other.logits.tobytes()
    )


@given(logits_of_any_size, subsets, st.floats(0.1, 10))
def test_outside_is_exactly_nothing_and_inside_is_all(
    logits: Logits, names: set[str], temperature: float
) -> None:
    answer = judge(pack_with(names, temperature=temperature), logits, 0.0)
    inside = np.array([label in names for label in LABELS])
    assert (answer.probabilities[~inside] == 0).all()
    assert answer.probabilities.sum(dtype=np.float64) == pytest.approx(1, abs=1e-6)
    assert {score.label for score in answer.top} <= names
    assert len(answer.top) == min(5, len(names))


@given(logits_of_any_size, subsets)
def test_the_order_of_the_logits_is_kept(logits: Logits, names: set[str]) -> None:
    found = judge(pack_with(names), logits, 0.0).probabilities
    chosen = [LABELS.index(name) for name in names]
    for one in chosen:
        for other in chosen:
            if logits[one] > logits[other]:
                assert found[one] >= found[other]


@given(logits_of_any_size, subsets)
def test_what_is_inside_keeps_its_proportions(logits: Logits, names: set[str]) -> None:
    pack = pack_with(names)
    whole, part = calibrate(logits, 1.0), calibrate(pack.choice.apply(logits), 1.0)
    share = pack.choice.share(whole)
    assert 0 <= share <= 1 + 1e-12
    inside = np.array([label in names for label in LABELS])
    np.testing.assert_allclose(part[inside] * share, whole[inside], atol=1e-12)


@given(logits_of_any_size, st.floats(-3, 3))
def test_all_classes_are_no_choice_bit_for_bit(logits: Logits, strangeness: float) -> None:
    everything, nothing = pack_with(list(LABELS[::-1])), pack_with(None)
    assert everything.choice == EVERY_CLASS
    assert everything.choice.apply(logits) is logits
    assert same(judge(everything, logits, strangeness), judge(nothing, logits, strangeness))


@given(logits_of_any_size, subsets)
def test_a_choice_is_a_network_that_never_answers_the_others(
    logits: Logits, names: set[str]
) -> None:
    inside = np.array([label in names for label in LABELS])
    never = np.where(inside, logits, -np.inf).astype(np.float32)
    one, other = judge(pack_with(names), logits, 0.0), judge(pack_with(None), never, 0.0)
    assert one.probabilities.tobytes() == other.probabilities.tobytes()
    shares = [[score.probability for score in answer.top] for answer in (one, other)]
    assert shares[0] == shares[1][: len(names)]


def test_what_lies_outside_is_never_sure() -> None:
    """The network is sure of Red, which cannot occur; among the others it is sure of Blue."""
    logits = np.array([8, 0, 0, 12, 0], dtype=np.float32)
    answer = judge(pack_with({"Blue", "Grey"}, thresholds=Thresholds(0.9)), logits, 0.0)
    assert (answer.label, answer.status) == ("Blue", Status.UNCERTAIN)
    assert answer.confidence > 0.99
    nearer = np.array([8, 0, 0, 7.9, 0], dtype=np.float32)
    assert calibrate(nearer, 1.0)[0] > LEAST_INSIDE
    answer = judge(pack_with({"Blue", "Grey"}, thresholds=Thresholds(0.9)), nearer, 0.0)
    assert answer.status is Status.KNOWN


def test_a_rival_that_cannot_occur_is_none() -> None:
    logits = np.array([0, 3, 0, 0, 2], dtype=np.float32)
    assert judge(pack_with(None), logits, 0.0).rival == "Yellow"
    assert judge(pack_with({"Green", "Red"}), logits, 0.0).rival is None


def test_probabilities_that_vanish_are_still_told_from_none() -> None:
    """Grey is so improbable that float32 has no number for it; Green cannot occur at all."""
    logits = np.array([0, 0, -400, 0, 0], dtype=np.float32)
    answer = judge(pack_with({"Blue", "Grey"}), logits, 0.0)
    assert [score.label for score in answer.top] == ["Blue", "Grey"]


@pytest.mark.parametrize(
    ("names", "error", "said"),
    [
        (["Read", "Blue"], UnknownClass, "no class 'Read'; it has Red"),
        ([], ClassesUnusable, "name at least two"),
        (["Red"], ClassesUnusable, "Red is the only class named"),
        (["Red", "Red"], ClassesUnusable, "Red is the only class named"),
    ],
)
def test_choices_that_cannot_be(names: list[str], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        ClassChoice.of(LABELS, names)


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


def test_a_classifier_gives_fresh_answers_as_kept_ones(tiny_pack: Pack) -> None:
    """What is judged anew from kept logits is what the network would be asked for."""
    whole = Classifier.open(tiny_pack.folder)
    some = whole.choosing(["Blue", "Grey", "Yellow"])
    assert some.engine is whole.engine
    pictures = np.stack([draw_product(name, seed=9) for name in LABELS])
    before, fresh = whole.classify_prepared(pictures), some.classify_prepared(pictures)
    for old, new in zip(before, fresh, strict=True):
        assert old.strangeness == new.strangeness is not None
        assert same(judge(some.pack, old.logits, float(old.strangeness or 0)), new)
        assert same(judge(whole.pack, new.logits, float(new.strangeness or 0)), old)
    assert fresh[0].label == "Blue"
    assert not {answer.label for answer in fresh} & {"Green", "Red"}
    found = some.probabilities(np.stack([answer.logits for answer in before]))
    assert (found[:, [1, 3]] == 0).all()


def test_another_choice_is_made_of_the_whole_network(tiny_pack: Pack) -> None:
    some = tiny_pack.choosing(["Blue", "Grey"])
    assert some.classes == ("Blue", "Grey")
    assert some.choosing(["Green", "Red"]).classes == ("Green", "Red")
    assert some.choosing(None).classes == tiny_pack.classes == LABELS
    assert replace(some, choice=EVERY_CLASS).labels == some.labels
