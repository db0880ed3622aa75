"""Answers: what was kept for a pattern is what a map gets."""

import numpy as np
import pytest

from core.explain.answers import Answers, as_places
from core.explain.patterns import Patterns


@pytest.mark.parametrize("block", [1, 2])
def test_maps_are_put_together_from_what_was_kept(block: int) -> None:
    random = np.random.default_rng(0)
    patterns = Patterns(random.random((9, 5)) < 0.5)
    known = random.integers(-128, 128, (patterns.count, block, block, 3), dtype=np.int8)
    answers = Answers(patterns, 3, block)
    order = random.permutation(patterns.count)
    answers.keep(order, as_places(known)[order])
    seen = patterns.seen(random.random((4, 5)) < 0.5)
    maps = np.full((6, 3 * block, 3 * block, 3), 7, np.int8)
    answers.look_up(seen, maps)
    blocks = maps[:4].reshape(4, 3, block, 3, block, 3).swapaxes(2, 3)
    np.testing.assert_array_equal(blocks.reshape(4, 9, block, block, 3), known[seen])
    assert (maps[4:] == 7).all()
