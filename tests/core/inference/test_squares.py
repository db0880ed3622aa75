"""Squares for blocks: inside the map, and with all that a block looks at."""

import pytest

from core.inference.receptive_field import ReceptiveField
from core.inference.squares import squares_inside


@pytest.mark.parametrize(("before", "after"), [(1, 1), (0, 2), (2, 0), (0, 0)])
@pytest.mark.parametrize("block", [1, 2])
def test_squares_lie_inside_and_hold_what_their_block_looks_at(
    before: int, after: int, block: int
) -> None:
    field = ReceptiveField(6, 1, before, after)
    around, own = squares_inside(field, block)
    for number, (square, inside) in enumerate(zip(around, own, strict=True)):
        y, x = (block * k for k in divmod(number, 6 // block))
        places = [(y + dy) * 6 + x + dx for dy in range(block) for dx in range(block)]
        assert square[inside].tolist() == places
        looked_at = {
            row * 6 + column
            for row in range(max(y - before, 0), min(y + block + after, 6))
            for column in range(max(x - before, 0), min(x + block + after, 6))
        }
        assert looked_at <= set(square.tolist())
