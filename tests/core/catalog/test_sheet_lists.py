from pathlib import Path

import openpyxl

from core.catalog.reading import inspect, open_tables
from core.catalog.sheet_lists import listed_in_sheets
from tests.core.catalog import shop
from tests.core.catalog.way_back import write


def book(path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "Categories"
    made.active.append(["category_id", "parent_id", "name(en-gb)", "sort_order"])
    made.active.append([20, 0, "Fashion", 1])
    products = made.create_sheet("Products")
    products.append(["product_id", "name(en-gb)", "categories", "image_name"])
    for number, (product, label) in enumerate(shop.CLASSES.items()):
        made.active.append([60 + number, 20, label, 1])
        for name in shop.views(product):
            products.append([40 + number, "Nice", f"20,{60 + number}", f"catalog/{name}"])
    made.save(path)


def test_a_sheet_names_what_another_holds_as_numbers(tmp_path: Path) -> None:
    book(tmp_path / "b.xlsx")
    listed = listed_in_sheets(open_tables(tmp_path / "b.xlsx"))
    assert listed == {"20": "Fashion", "60": "Fashion > Tshirts", "61": "Fashion > Handbags",
                      "62": "Fashion > Dresses"}  # fmt: skip
    found = inspect(tmp_path / "b.xlsx", shop.index(), shop.classes())
    assert shop.labels(found) == shop.TRUTH


def test_numbers_are_written_back_as_numbers(tmp_path: Path) -> None:
    book(tmp_path / "b.xlsx")
    write(tmp_path / "b.xlsx", {"40": "Dresses"}, tmp_path / "out.xlsx")
    cells = [row[2].value for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["Products"].rows]
    assert cells == ["categories", *["20,62"] * 3, "20,61", "20,61", "20,62"]


def test_a_sheet_of_products_is_no_list(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["product_id", "category_id", "name"])
    made.active.append([1, 2, "Shirt"])
    made.save(tmp_path / "b.xlsx")
    assert listed_in_sheets(open_tables(tmp_path / "b.xlsx")) == {}
