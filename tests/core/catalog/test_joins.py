from pathlib import Path

import openpyxl

from core.catalog.evidence import weigh
from core.catalog.joins import joins, named_alike
from core.catalog.reading import inspect
from core.catalog.roles import Proposal, Roles
from core.catalog.table import Table
from core.catalog.workbook import SheetTable
from tests.core.catalog import shop


def part(columns: dict[str, list[str]], roles: Roles) -> tuple[Table, Proposal]:
    evidence = [weigh(cells, None, shop.classes()) for cells in columns.values()]
    raw = SheetTable(Path("b.xlsx"), "s")
    return Table(raw, 1, tuple(columns)), Proposal(roles, {}, evidence)


def joined(*parts: tuple[Table, Proposal]) -> dict[int, int]:
    return joins([table for table, _ in parts], [proposal for _, proposal in parts], 0)


PRODUCTS = {"product_id": ["40", "41"], "sku": ["A", "B"], "category": ["Shirts", "Dresses"]}


def test_tables_join_by_a_key_that_both_have() -> None:
    images = part({"product_id": ["40", "40", "41"], "image": ["a.jpg", "b.jpg", "c.jpg"]},
                  Roles(photos=(1,), key=0))  # fmt: skip
    other = part({"size_id": ["S", "M"], "name": ["small", "medium"]}, Roles())
    products = part(PRODUCTS, Roles(key=1, category=2))
    assert joined(products, images, other) == {0: 0, 1: 0}
    assert joined(products, other) == {}


def test_a_shared_column_names_the_products_and_loses_other_roles() -> None:
    table, proposal = part(PRODUCTS, Roles(key=1, category=2, title=0))
    assert named_alike(table, proposal, 0).roles == Roles(group=0, key=1, category=2)
    assert named_alike(table, proposal, 1) is proposal


def test_photos_on_one_sheet_find_categories_on_another(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["ProductId", "Label", "ProductCategory"])
    files = book.create_sheet("Files")
    files.append(["ResourceFilename", "ProductId"])
    for number, (product, label) in enumerate(shop.CLASSES.items()):
        book.active.append([f"P{number}", "x", label])
        for name in shop.views(product):
            files.append([name, f"P{number}"])
    book.save(tmp_path / "b.xlsx")
    found = inspect(tmp_path / "b.xlsx", shop.index(), shop.classes())
    assert shop.labels(found) == shop.TRUTH
    assert len({entry.product for entry in found.entries}) == 3


def test_what_another_table_calls_a_type_is_no_category(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["product_id", "category", "image"])
    options = book.create_sheet("Options")
    options.append(["product_id", "type", "thumbnail"])
    prices = book.create_sheet("Prices")
    prices.append(["product_id", "price"])
    for number, (product, label) in enumerate(shop.CLASSES.items()):
        book.active.append([f"P{number}", label, ",".join(shop.views(product))])
        options.append([f"P{number}", "select", shop.views(product)[0]])
        prices.append([f"P{number}", 9.5])
    book.save(tmp_path / "b.xlsx")
    found = inspect(tmp_path / "b.xlsx", shop.index(), shop.classes())
    assert shop.labels(found) == shop.TRUTH
    assert [one.category_name for one in found.readings] == ["category", ""]
