import pytest

from core.catalog.row_groups import group_by_form

VARIANTS = [["A", "1", "S", "a.jpg"], ["A", "2", "M", "a.jpg"], ["B", "3", "S", "b.jpg"]]
FIRST_ROWS = [["A", "1", "Hats", "a.jpg"], ["A", "2", "", "b.jpg"], ["B", "3", "Bags", "c.jpg"]]


@pytest.mark.parametrize(
    ("rows", "category"), [(VARIANTS, None), (FIRST_ROWS, 2)], ids=["variants", "first rows"]
)
def test_what_stays_where_a_product_does_is_found(
    rows: list[list[str]], category: int | None
) -> None:
    assert group_by_form(rows, (1, 2, 0), (3,), category) == 0


@pytest.mark.parametrize(
    "rows",
    [
        [["A", "1", "S", "a.jpg"], ["A", "2", "M", "b.jpg"]],  # photos differ
        [["A", "1", "S", "a.jpg"], ["B", "2", "M", "a.jpg"]],  # nothing agrees for one photo
        [["A", "1", "Hats", ""], ["B", "2", "", ""]],  # the value goes on without a category
        [["A", "1", "Hats", ""], ["B", "2", "Bags", ""], ["A", "3", "", ""]],  # and comes again
        [["", "1", "S", "a.jpg"], ["A", "2", "M", "a.jpg"]],
        [],
    ],
)
def test_what_only_seems_to_is_not(rows: list[list[str]]) -> None:
    assert group_by_form(rows, (0, 1), (3,), 2) is None
