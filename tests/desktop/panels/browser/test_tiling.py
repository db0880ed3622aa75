"""The arithmetic of tiles, with groups and without."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.panels.browser.tiling import Tiling


@st.composite
def tilings(draw: st.DrawFn) -> Tiling:
    count, across = draw(st.integers(0, 300)), draw(st.integers(1, 12))
    size = draw(st.integers(1, 200)), draw(st.integers(1, 200))
    if count < 2 or not draw(st.booleans()):
        return Tiling(count, across, *size)
    starts = {0, *draw(st.lists(st.integers(1, count - 1), max_size=9))}
    return Tiling(count, across, *size, tuple(sorted(starts)), draw(st.integers(1, 40)))


@given(tilings(), st.data())
def test_a_tile_is_found_where_it_lies(tiling: Tiling, data: st.DataObject) -> None:
    if tiling.count:
        place = data.draw(st.integers(0, tiling.count - 1))
        left, top = tiling.corner(place)
        assert tiling.at(left, top) == place
        assert tiling.within(left, top, 1, 1) == [place]
        assert top + tiling.height <= tiling.extent


@given(tilings())
def test_everything_lies_within_the_whole(tiling: Tiling) -> None:
    whole = (0, 0, tiling.across * tiling.width, max(1, tiling.extent))
    assert tiling.within(*whole) == list(range(tiling.count))
    assert tiling.at(-1, 0) is None
    assert tiling.at(0, whole[3] + tiling.height) is None


@given(tilings(), st.data())
def test_headings_hold_no_tile_and_are_seen_with_their_group(
    tiling: Tiling, data: st.DataObject
) -> None:
    if tiling.count and tiling.head:
        group = data.draw(st.integers(0, len(tiling.starts) - 1))
        top = tiling.tops[group]
        assert tiling.at(0, top) is None
        assert list(tiling.groups_within(top, 1)) == [group]
        assert tiling.corner(tiling.starts[group]) == (0, top + tiling.head)
        assert tiling.group_of(tiling.starts[group]) == group


@given(tilings(), st.data())
def test_down_goes_to_the_row_below_and_up_leads_back(tiling: Tiling, data: st.DataObject) -> None:
    if not tiling.count:
        return
    place = data.draw(st.integers(0, tiling.count - 1))
    below = tiling.below(place)
    if below != place:
        assert tiling.corner(below)[1] > tiling.corner(place)[1]
        assert tiling.corner(below)[0] <= tiling.corner(place)[0]
        assert tiling.corner(tiling.above(below))[1] == tiling.corner(place)[1]
    above = tiling.above(place)
    assert above == place or tiling.corner(above)[1] < tiling.corner(place)[1]


def test_a_row_of_a_group_ends_where_the_next_begins() -> None:
    tiling = Tiling(7, 4, 10, 20, (0, 5), 6)
    assert [tiling.corner(n) for n in (0, 4, 5, 6)] == [(0, 6), (0, 26), (0, 52), (10, 52)]
    assert (tiling.below(3), tiling.below(4), tiling.above(6)) == (4, 5, 4)
    assert (tiling.extent, tiling.tops) == (72, [0, 46, 72])
