import pytest

from core.catalog.row_groups import shared_by_variants, stands_still

VARIANTS = [["A", "1", "S", "a.jpg"], ["A", "2", "M", "a.jpg"], ["B", "3", "S", "b.jpg"]]
FIRST_ROWS = [["A", "1", "Hats", "a.jpg"], ["A", "2", "", "b.jpg"], ["B", "3", "Bags", "c.jpg"]]


def test_what_agrees_where_photos_do_is_found() -> None:
    assert shared_by_variants(VARIANTS, (1, 2, 0), (3,)) == 0


def test_what_stays_until_the_next_category_is_found() -> None:
    assert stands_still(FIRST_ROWS, (1, 3, 0), 2) == 0


@pytest.mark.parametrize(
    "rows",
    [
        [["A", "1", "S", "a.jpg"], ["A", "2", "M", "b.jpg"]],  # photos differ
        [["A", "1", "S", "a.jpg"], ["B", "2", "M", "a.jpg"]],  # nothing agrees for one photo
        [["", "1", "S", "a.jpg"], ["A", "2", "M", "a.jpg"]],
        [],
    ],
)
def test_what_only_seems_to_agree_is_not(rows: list[list[str]]) -> None:
    assert shared_by_variants(rows, (0, 1), (3,)) is None


@pytest.mark.parametrize(
    "rows",
    [
        [["A", "1", "Hats"], ["B", "2", ""]],  # the value goes on without a category
        [["A", "1", "Hats"], ["B", "2", "Bags"], ["A", "3", ""]],  # and comes again
        [["A", "1", "Hats"], ["B", "2", "Bags"]],
        [],
    ],
)
def test_what_only_seems_to_stay_does_not(rows: list[list[str]]) -> None:
    assert stands_still(rows, (0, 1), 2) is None
