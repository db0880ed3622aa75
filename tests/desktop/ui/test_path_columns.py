"""What is known of photos, in columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.vocabulary import Doubt, Status, Verdict
from desktop.ui.path_columns import Marks, PathColumn, Products, Tags
from desktop.ui.path_table import PathTable
from desktop.ui.photo_state import Mark, Product, Tag

PATHS = [Path(f"/shop/{n % 2}/{n}.jpg") for n in range(6)]
TAGS = st.builds(
    Tag,
    st.sampled_from([None, *Status]),
    st.sampled_from(["", "Bags"]),
    st.floats(0, 1),
    st.sampled_from(["", "torn"]),
    st.sampled_from([None, *Doubt]),
)
MARKS = st.builds(Mark, st.sampled_from(Verdict), st.sampled_from(["", "Bags"]), product=st.text())
PRODUCTS = st.builds(
    Product, TAGS, st.integers(1, 9), st.integers(0, 9), st.sampled_from([*PATHS, Path("x")])
)


def known(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.dictionaries(st.sampled_from(PATHS), values)


def holds(column: PathColumn, said: Mapping) -> None:
    """A column is the mapping that a dict would be, but for the order."""
    assert column == said
    assert len(column) == len(said) and set(column) == set(said)
    assert [column.get(path) for path in PATHS] == [said.get(path) for path in PATHS]
    numbers = list(map(column.table.number, PATHS))
    assert column.count(numbers) == len(said)
    assert {column.table.path(number) for number in column.numbers()} == set(said)


@given(known(TAGS), known(TAGS))
def test_tags_are_kept_to_the_last_digit(first: dict[Path, Tag], then: dict[Path, Tag]) -> None:
    tags = Tags.of(first, PathTable())
    tags.update(then)
    holds(tags, first | then)
    unreadable = {p: tag for p, tag in tags.items() if tag.status is Status.ERROR}
    holds(tags.unreadable(), unreadable)


@given(known(MARKS), known(MARKS), st.booleans())
def test_marks_of_many_are_taken_over_as_those_of_few(
    first: dict[Path, Mark], then: dict[Path, Mark], together: bool
) -> None:
    table = PathTable()
    marks = Marks.of(first, table)
    marks.take(Marks.of(then, table) if together else then)
    holds(marks, first | then)
    marks.put(table.number(Path("later.jpg")), Mark(Verdict.SKIPPED))  # has room to grow again
    assert marks[Path("later.jpg")] == Mark(Verdict.SKIPPED)


def test_marks_by_the_numbers_of_another_table_are_taken_by_their_paths() -> None:
    marks = Marks.of({PATHS[0]: Mark()}, PathTable())
    marks.take(Marks.of({PATHS[5]: Mark(Verdict.FLAGGED), PATHS[0]: Mark(tag="x")}, PathTable()))
    holds(marks, {PATHS[0]: Mark(tag="x"), PATHS[5]: Mark(Verdict.FLAGGED)})


@given(known(PRODUCTS), known(PRODUCTS))
def test_products_are_kept_with_their_tags_and_carriers(
    first: dict[Path, Product], then: dict[Path, Product]
) -> None:
    products = Products.of(first, PathTable())
    other = Products.of(then, products.table)
    assert products.same_paths(other) == (first.keys() == then.keys())
    products.update(then)
    holds(products, first | then)
    assert products.photos() == sum(one.photos for one in (first | then).values())


@pytest.mark.parametrize("kind", [Tags, Marks, Products])
def test_what_is_not_known_is_missing(kind: type[PathColumn]) -> None:
    column = kind(PathTable())
    column.table.number(PATHS[0])
    holds(column, {})
    for path in PATHS[:2]:
        with pytest.raises(KeyError):
            column[path]
        with pytest.raises(KeyError):
            del column[path]


def test_what_is_forgotten_can_be_known_again() -> None:
    marks = Marks.of(dict.fromkeys(PATHS, Mark()), PathTable())
    del marks[PATHS[2]]
    holds(marks, dict.fromkeys(PATHS[:2] + PATHS[3:], Mark()))
    marks[PATHS[2]] = Mark(Verdict.SKIPPED)
    assert marks[PATHS[2]].verdict is Verdict.SKIPPED and len(marks) == len(PATHS)


def test_a_column_of_the_table_is_not_copied() -> None:
    table = PathTable()
    tags = Tags.of({PATHS[0]: Tag()}, table)
    assert Tags.of(tags, table) is tags
    assert Tags.of(tags, PathTable()) is not tags
