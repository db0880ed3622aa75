"""Names for many photos: none twice, none too long, the same each time."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report.file_names import unique_stems, why_other

STEMS = st.sampled_from(["x", "X", "x-2", "X-2", "x-3", "shoe", "靴"])


def test_equal_stems_are_numbered_in_order() -> None:
    photos = [Path("a/x.jpg"), Path("b/X.png"), Path("y.jpg"), Path("c/x.jpg")]
    assert list(unique_stems(photos).values()) == ["x", "X-2", "y", "x-3"]


def test_names_are_made_so_that_every_system_takes_them_and_it_is_said() -> None:
    photos = [Path(f"{stem}.jpg") for stem in ("aux", "a*b", "a?b", "shoe", "靴", "x" * 300)]
    names = unique_stems([*photos, Path("b/shoe.png")])
    assert list(names.values())[:5] == ["aux_", "a_b", "a_b-2", "shoe", "靴"]
    said = [why_other(photo, name) for photo, name in names.items()]
    assert said == ["not taken by every system"] * 3 + ["", "", "too long", "taken"]


@pytest.mark.parametrize("letter", ["a", "袋"])
def test_a_long_stem_leaves_room_for_an_ending(letter: str) -> None:
    photos = [Path(folder, f"{letter * (250 // len(letter.encode()))}.jpg") for folder in "ab"]
    names = unique_stems(photos)
    assert len(set(names.values())) == 2
    assert all(letter * 60 in name for name in names.values())
    assert all(len(f"{name}.explanation.json".encode()) <= 255 for name in names.values())


@given(st.lists(STEMS, max_size=12))
def test_no_two_photos_ever_share_a_name(stems: list[str]) -> None:
    photos = [Path(str(number), f"{stem}.jpg") for number, stem in enumerate(stems)]
    names = unique_stems(photos)
    assert set(names) == set(photos)
    assert len({name.casefold() for name in names.values()}) == len(photos)
    assert all(name.startswith(photo.stem) for photo, name in names.items())
