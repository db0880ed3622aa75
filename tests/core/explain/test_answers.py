"""Answers: what was kept for a pattern is what a map gets."""

import numpy as np

from core.explain.answers import Answers, as_places
from core.explain.patterns import Patterns


def test_maps_are_put_together_from_what_was_kept() -> None:
    random = np.random.default_rng(0)
    patterns = Patterns(random.random((9, 5)) < 0.5)
    known = random.integers(-128, 128, (patterns.count, 1, 1, 3), dtype=np.int8)
    answers = Answers(patterns, 3)
    order = random.permutation(patterns.count)
    answers.keep(order, as_places(known)[order, 0])
    seen = patterns.seen(random.random((4, 5)) < 0.5)
    maps = np.full((6, 3, 3, 3), 7, np.int8)
    answers.look_up(seen, maps)
    np.testing.assert_array_equal(maps[:4].reshape(4, 9, 3), known[seen, 0, 0])
    assert (maps[4:] == 7).all()
