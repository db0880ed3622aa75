"""Patterns that samples show: each worked out once, and only where that pays."""

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import Cancelled
from core.explain.answers import Answers, as_places
from core.explain.patterns import Numbers, Patterns
from core.explain.sightings import NONE, Sightings

WINDOWS = np.random.default_rng(3).random((16, 6)) < 0.5
ROWS = np.random.default_rng(4).random((30, 6)) < 0.5


class Layer:
    """What a block answers is the pattern that it sees, and which block it is."""

    def __init__(self, rows: NDArray[np.bool_]) -> None:
        self.rows = rows
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, samples: Numbers, blocks: Numbers) -> NDArray[np.void]:
        shown = self.rows[samples] & WINDOWS[blocks]
        self.asked += [(int(k), *one) for k, one in zip(blocks, shown.tolist(), strict=True)]
        answers = np.concatenate([blocks[:, None], shown], axis=1).astype(np.int8)
        return as_places(answers[:, None])


def learnt(sightings: Sightings, answers: Answers, rows: NDArray[np.bool_], layer: Layer) -> bool:
    numbers = sightings.learn(rows, layer)
    if numbers is None:
        return False
    answered = answers.since(0)[:, 0, 0][numbers]
    np.testing.assert_array_equal(answered[..., 0], np.broadcast_to(np.arange(16), (len(rows), 16)))
    np.testing.assert_array_equal(answered[..., 1:], rows[:, None] & WINDOWS)
    return True


def test_each_pattern_is_worked_out_once_from_a_sample_that_shows_it() -> None:
    answers = Answers(7, room=NONE + 1)
    sightings = Sightings(Patterns(WINDOWS), answers, 0.0, 30)
    asked: list[tuple[int, ...]] = []
    for part in (slice(0, 1), slice(1, 9), slice(9, 9), slice(9, 30), slice(4, 12)):
        layer = Layer(ROWS[part])
        assert learnt(sightings, answers, ROWS[part], layer)
        asked += layer.asked
    assert len(asked) == len(set(asked)) == answers.count - 1
    assert len(asked) < 16 * 30


def test_no_more_is_spent_than_samples_would_save() -> None:
    answers = Answers(7, room=NONE + 1)
    sightings = Sightings(Patterns(WINDOWS), answers, 1.0, 40)
    layer = Layer(ROWS)
    assert not learnt(sightings, answers, ROWS, layer)  # some 200 patterns
    assert layer.asked == []
    few = Layer(ROWS[:1])
    assert learnt(sightings, answers, ROWS[:1], few)  # 16, of the 20 that 40 samples pay
    assert not learnt(sightings, answers, ~ROWS[:1], Layer(~ROWS[:1]))
    assert learnt(sightings, answers, ROWS[:1], few)
    assert len(few.asked) == 16


def test_samples_beyond_those_expected_pay_as_well() -> None:
    answers = Answers(7, room=NONE + 1)
    sightings = Sightings(Patterns(WINDOWS), answers, 1.0, 0)
    assert not learnt(sightings, answers, ROWS[:1], Layer(ROWS[:1]))
    many = np.repeat(ROWS[:1], 31, axis=0)
    assert learnt(sightings, answers, many, Layer(many))


def test_what_was_not_worked_out_is_worked_out_when_it_is_seen_again() -> None:
    answers = Answers(7, room=NONE + 1)
    sightings = Sightings(Patterns(WINDOWS), answers, 0.0, 30)

    def cancelled(samples: Numbers, blocks: Numbers) -> NDArray[np.void]:
        raise Cancelled

    with pytest.raises(Cancelled):
        sightings.learn(ROWS, cancelled)
    assert learnt(sightings, answers, ROWS, Layer(ROWS))
