from pathlib import Path

from core.catalog.column_classes import classes_of_column, listed_in, meanings
from core.catalog.feed import FeedTable
from core.catalog.table import Table
from tests.core.catalog.shop import classes

LISTED = {"7": "Home > Dresses", "8": "Home > Gifts"}


def table() -> Table:
    return Table(FeedTable(Path("f.xml"), "p", ["categoryId", "price"]), 1, ("categoryId", "price"),
                 LISTED)  # fmt: skip


def test_ids_mean_what_the_file_lists_in_columns_of_categories_alone() -> None:
    assert classes_of_column(classes(), table(), "categoryId").find("7") == "Dresses"
    assert classes_of_column(classes(), table(), "price").find("7") is None
    assert listed_in(table(), "price") == {}


def test_a_listed_name_without_a_class_means_none() -> None:
    assert meanings(classes(), LISTED) == {"7": ("Dresses",)}


def test_googles_numbers_mean_classes_in_googles_column_alone() -> None:
    assert (
        classes_of_column(classes(), table(), "google_product_category").find("2271") == "Dresses"
    )
    assert classes_of_column(classes(), table(), "categoryId").find("2271") is None
