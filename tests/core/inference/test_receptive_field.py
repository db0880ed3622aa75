from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.inference.receptive_field import ReceptiveField

PLACES = range(5)


@dataclass(frozen=True)
class Windows:
    """A layer; a place looks at `kernel` places of the map below."""

    kernel: int
    stride: int
    padding: int

    def below(self, place: int) -> range:
        first = place * self.stride - self.padding
        return range(first, first + self.kernel)


LAYERS = st.lists(
    st.builds(Windows, st.integers(1, 5), st.integers(1, 3), st.integers(0, 3)), max_size=4
)


def field_of(layers: list[Windows]) -> ReceptiveField:
    field = ReceptiveField(1000)
    for one in layers:
        field = field.behind(len(PLACES), one.kernel, one.stride, one.padding)
    return field


def pixels_behind(layers: list[Windows], place: int) -> set[int]:
    """Go down from a place to the pixels, layer by layer."""
    reached = {place}
    for one in reversed(layers):
        reached = {below for above in reached for below in one.below(above)}
    return reached


def square(field: ReceptiveField, place: int) -> range:
    first = field.step * place - field.before
    return range(first, first + field.width)


@given(LAYERS)
def test_a_place_looks_from_the_first_to_the_last_pixel_behind_it(layers: list[Windows]) -> None:
    field = field_of(layers)
    for place in PLACES:
        reached, looked = pixels_behind(layers, place), square(field, place)
        assert (looked[0], looked[-1]) == (min(reached), max(reached))


def test_a_picture_is_its_own_field() -> None:
    assert [list(square(ReceptiveField(9), place)) for place in (0, 8)] == [[0], [8]]


def test_a_map_has_as_many_places_as_told() -> None:
    assert ReceptiveField(9, 2, 1, 1).behind(4, 3, 2, 1).places == 4


@given(LAYERS, LAYERS)
def test_what_is_added_up_looks_at_what_either_looks_at(
    layers: list[Windows], others: list[Windows]
) -> None:
    one = field_of(layers)
    other = replace(field_of(others), places=one.places, step=one.step)
    both = one.joined(other)
    assert both.places == one.places
    assert both == other.joined(one)
    for place in PLACES:
        either = {*square(one, place), *square(other, place)}
        assert {*square(both, place)} == {*range(min(either), max(either) + 1)}


@given(LAYERS, st.integers(1, 30))
def test_pixels_are_those_of_the_square_that_the_picture_has(
    layers: list[Windows], side: int
) -> None:
    field = replace(field_of(layers), places=len(PLACES))
    given = np.array([field.pixels(offset, side) for offset in range(field.width)])
    assert given.shape == (field.width, len(PLACES))
    for place in PLACES:
        there = {*square(field, place)} & {*range(side)}
        beyond = {0} if square(field, place)[0] < 0 else set()
        beyond |= {side - 1} if square(field, place)[-1] >= side else set()
        assert {*given[:, place].tolist()} == there | beyond
