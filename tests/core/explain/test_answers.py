"""Answers: what was kept for a pattern is what a map gets."""

from itertools import pairwise

import numpy as np
import pytest

from core.explain.answers import Answers, as_places


@pytest.mark.parametrize("block", [1, 2])
@pytest.mark.parametrize("room", [0, 5, 40])
def test_maps_are_put_together_from_what_was_kept(block: int, room: int) -> None:
    random = np.random.default_rng(0)
    known = random.integers(-128, 128, (40, block, block, 3), dtype=np.int8)
    answers = Answers(3, block, room)
    order = random.permutation(room)
    answers.keep(order, as_places(known)[order])
    added = [
        answers.add(as_places(known[a:b])) for a, b in pairwise([room, room, max(room, 19), 40])
    ]
    assert np.concatenate(added).tolist() == [*range(room, 40)]
    assert answers.count == 40
    np.testing.assert_array_equal(answers.since(7), known[7:])
    numbers = random.integers(0, 40, (4, 9))
    maps = np.full((6, 3 * block, 3 * block, 3), 7, np.int8)
    answers.writer(np.repeat(numbers, 2, axis=0))(slice(0, 8, 2), maps)
    blocks = maps[:4].reshape(4, 3, block, 3, block, 3).swapaxes(2, 3)
    np.testing.assert_array_equal(blocks.reshape(4, 9, block, block, 3), known[numbers])
    assert (maps[4:] == 7).all()


def test_squares_are_put_together_place_by_place() -> None:
    random = np.random.default_rng(0)
    known = random.integers(-128, 128, (10, 2, 2, 3), dtype=np.int8)
    answers = Answers(3, 2)
    answers.add(as_places(known))
    blocks, within = random.integers(0, 10, (5, 9)), random.integers(0, 4, (5, 9))
    squares = np.full((6, 3, 3, 3), 7, np.int8)
    answers.look_up_places(4 * blocks + within, squares)
    wanted = known[blocks, within // 2, within % 2]
    np.testing.assert_array_equal(squares[:5].reshape(5, 9, 3), wanted)
    assert (squares[5] == 7).all()
