"""What the window knows of photos."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.vocabulary import Verdict
from desktop.ui.photo_state import UNDECIDED, Listing, Mark


def test_a_photo_is_to_do_until_it_is_accepted_corrected_or_flagged() -> None:
    pending = {verdict for verdict in Verdict if Mark(verdict).pending}
    assert pending == {Verdict.TODO, Verdict.SKIPPED}
    assert UNDECIDED.pending


@given(st.lists(st.sampled_from([Path(f"{n}.jpg") for n in range(9)])))
def test_a_listing_numbers_each_photo_once_in_order(paths: list[Path]) -> None:
    listing = Listing.of(iter(paths))
    assert set(listing.paths) == set(paths)
    assert listing.rows == {path: row for row, path in enumerate(listing.paths)}
    firsts = [paths.index(path) for path in listing.paths]
    assert firsts == sorted(firsts)


PHOTOS = st.lists(st.sampled_from([Path(f"{n}.jpg") for n in range(9)]), unique=True)


@given(PHOTOS, PHOTOS)
def test_photos_passed_stand_in_front_where_the_list_has_them_no_more(
    paths: list[Path], passed: list[Path]
) -> None:
    listing = Listing.of(paths, passed)
    assert listing.paths[listing.passed :] == paths
    assert listing.paths[: listing.passed] == [path for path in passed if path not in paths]
    assert listing.rows == {path: row for row, path in enumerate(listing.paths)}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 4)), max_size=5), PHOTOS)
def test_groups_begin_where_another_name_begins(
    parts: list[tuple[str, int]], passed: list[Path]
) -> None:
    named = [
        (Path(f"{at}-{n}.png"), name) for at, (name, many) in enumerate(parts) for n in range(many)
    ]
    listing = Listing.grouped([path for path, _ in named], [name for _, name in named], passed)
    assert listing.paths[listing.passed :] == [path for path, _ in named]
    seen = dict(named)
    for group in listing.groups:
        assert group.passed or seen[listing.paths[group.start]] == group.name
    inside = [seen[path] for path in listing.paths[listing.passed :]]
    changes = sum(before != after for before, after in zip(["", *inside], inside, strict=False))
    assert len(listing.groups) == changes + bool(listing.passed)
