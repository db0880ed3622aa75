"""Windows: the superpixels that a place looks at, of a picture and of a map made of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.explain.windows import in_blocks, windows_behind, windows_of
from core.inference.receptive_field import ReceptiveField


@settings(max_examples=60)
@given(st.data())
def test_windows_hold_the_superpixels_of_each_place(data: st.DataObject) -> None:
    side = data.draw(st.integers(9, 20))
    step, before, after = (data.draw(st.integers(*ends)) for ends in ((1, 3), (0, 4), (0, 6)))
    places = data.draw(st.integers(3, -(-side // step)))
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    differing = random.integers(0, 5, (side, side))  # 4 is none of the superpixels
    field = ReceptiveField(places, step, before, after)
    found = windows_of(differing, 4, field).reshape(places, places, 4)
    for y in range(places):
        for x in range(places):
            (top, end), (left, right) = (
                (max(k * step - before, 0), k * step + after + 1) for k in (y, x)
            )
            seen = set(differing[top:end, left:right].ravel().tolist()) - {4}
            assert set(np.flatnonzero(found[y, x]).tolist()) == seen


@settings(max_examples=60)
@given(st.integers(4, 9), st.sampled_from([1, 2]), st.integers(0, 2), st.integers(0, 3))
def test_a_place_behind_sees_what_the_places_see_that_it_looks_at(
    side: int, step: int, before: int, after: int
) -> None:
    seen = np.random.default_rng(side).random((side, side, 4)) < 0.2
    places = -(-side // step)
    found = windows_behind(seen.reshape(-1, 4), ReceptiveField(places, step, before, after))
    for y in range(places):
        for x in range(places):
            down, along = (slice(max(k * step - before, 0), k * step + after + 1) for k in (y, x))
            around = seen[down, along].any(axis=(0, 1))
            np.testing.assert_array_equal(found[y * places + x], around)


@pytest.mark.parametrize("block", [1, 2, 3])
def test_a_block_sees_what_its_places_see(block: int) -> None:
    seen = np.random.default_rng(0).random((6, 6, 4)) < 0.2
    found = in_blocks(seen.reshape(-1, 4), block)
    along = 6 // block
    assert len(found) == along**2
    for number, window in enumerate(found):
        y, x = (block * k for k in divmod(number, along))
        inside = seen[y : y + block, x : x + block]
        np.testing.assert_array_equal(window, inside.any(axis=(0, 1)))
