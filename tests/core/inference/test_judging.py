"""From logits to a tag: the same bits for fresh answers and kept ones."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.entities import TOP_K, Prediction
from core.inference.calibration import LEAST_INSIDE, calibrate
from core.inference.card import Thresholds, UnknownRule
from core.inference.classifier import Classifier
from core.inference.judging import judge
from core.inference.model_pack import Pack
from core.vocabulary import Doubt, Status
from tests.packs import LABELS, draw_product, make_card

Logits = NDArray[np.float32]
logits_of_any_size = arrays(np.float32, len(LABELS), elements=st.floats(-1e3, 1e3, width=32))
subsets = st.sets(st.sampled_from(LABELS), min_size=2)


def pack_with(names: set[str] | list[str] | None, **changes: object) -> Pack:
    return Pack(Path("nowhere"), make_card(**changes)).choosing(names)


def same(one: Prediction, other: Prediction) -> bool:
    return (
        (one.top, one.status, one.doubt, one.rival, one.strangeness)
        == (other.top, other.status, other.doubt, other.rival, other.strangeness)
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


@given(logits_of_any_size, st.floats(-3, 3))
def test_all_classes_are_no_choice_bit_for_bit(logits: Logits, strangeness: float) -> None:
    everything, nothing = pack_with(list(LABELS[::-1])), pack_with(None)
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
    assert answer.doubt is Doubt.LEFT_OUT
    nearer = np.array([8, 0, 0, 7.9, 0], dtype=np.float32)
    assert calibrate(nearer, 1.0)[0] > LEAST_INSIDE
    answer = judge(pack_with({"Blue", "Grey"}, thresholds=Thresholds(0.9)), nearer, 0.0)
    assert (answer.status, answer.doubt) == (Status.KNOWN, None)


@pytest.mark.parametrize(
    ("runner_up", "why"),
    [("Yellow", Doubt.FAMILY), ("Blue", Doubt.RIVAL)],
)
def test_a_close_runner_up_is_why_a_tag_is_not_sure(runner_up: str, why: Doubt) -> None:
    logits = np.full(len(LABELS), -9, dtype=np.float32)
    logits[LABELS.index("Green")], logits[LABELS.index(runner_up)] = 2.0, 1.5
    answer = judge(pack_with(None, thresholds=Thresholds(0.9)), logits, 0.0)
    assert (answer.label, answer.top[1].label) == ("Green", runner_up)
    assert answer.doubt is why
    spread = np.array([1.5 if LABELS[i] == "Green" else 0.5 for i in range(len(LABELS))])
    answer = judge(pack_with(None, thresholds=Thresholds(0.9)), spread.astype(np.float32), 0.0)
    assert answer.doubt is Doubt.IMPROBABLE


def test_a_rival_that_cannot_occur_is_none() -> None:
    logits = np.array([0, 3, 0, 0, 2], dtype=np.float32)
    assert judge(pack_with(None), logits, 0.0).rival == "Yellow"
    assert judge(pack_with({"Green", "Red"}), logits, 0.0).rival is None


def test_probabilities_that_vanish_are_still_told_from_none() -> None:
    """Grey is so improbable that float32 has no number for it; Green cannot occur at all."""
    logits = np.array([0, 0, -400, 0, 0], dtype=np.float32)
    answer = judge(pack_with({"Blue", "Grey"}), logits, 0.0)
    assert [score.label for score in answer.top] == ["Blue", "Grey"]


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


@given(logits_of_any_size, st.floats(0.1, 10))
def test_the_tags_are_the_most_probable_classes_in_order(
    logits: Logits, temperature: float
) -> None:
    answer = judge(pack_with(None, temperature=temperature), logits, 0.25)
    shares = [score.probability for score in answer.top]
    assert shares == sorted(answer.probabilities.tolist(), reverse=True)[:TOP_K]
    for score in answer.top:
        assert answer.probabilities[LABELS.index(score.label)] == score.probability
    expected = calibrate(logits, temperature).astype(np.float32)
    np.testing.assert_array_equal(answer.probabilities, expected)


def test_what_a_review_keeps_lies_in_the_prediction() -> None:
    logits, features = np.arange(5, dtype=np.float32), np.ones((2, 2, 3), dtype=np.float32)
    answer = judge(pack_with(None), logits, 0.25, features)
    assert answer.logits is logits
    assert answer.features is features
    assert answer.probabilities.dtype == np.float32
    assert answer.strangeness == 0.25
    assert judge(pack_with(None), logits, 0.25).features is None


def test_classes_as_probable_keep_the_networks_order() -> None:
    answer = judge(pack_with(None), np.zeros(5, dtype=np.float32), 0.0)
    assert tuple(score.label for score in answer.top) == LABELS


def test_the_rival_is_the_most_probable_other_of_the_family() -> None:
    pack = pack_with(None, families=(("Green", "Yellow", "Red"),))
    assert judge(pack, np.array([2, 3, 0, 0, 1], dtype=np.float32), 0.0).rival == "Yellow"
    assert judge(pack, np.array([2, 3, 0, 1, 0], dtype=np.float32), 0.0).rival == "Red"
    assert judge(pack, np.array([9, 3, 0, 1, 0], dtype=np.float32), 0.0).rival is None


@pytest.mark.parametrize(
    ("top", "strangeness", "status"),
    [
        (9.0, 0.0, Status.KNOWN),
        (1.0, 0.0, Status.UNKNOWN),
        (3.0, 0.0, Status.UNCERTAIN),
        (9.0, 0.6, Status.UNCERTAIN),
        (9.0, 0.9, Status.UNKNOWN),
    ],
)
def test_the_cards_thresholds_say_how_sure(top: float, strangeness: float, status: Status) -> None:
    pack = pack_with(
        None, thresholds=Thresholds(0.95, 0.5), unknown=UnknownRule("energy", 0.8, 0.5)
    )
    logits = np.array([top, 0, 0, 0, 0], dtype=np.float32)
    assert judge(pack, logits, strangeness).status is status
