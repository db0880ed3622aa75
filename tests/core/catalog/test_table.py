from pathlib import Path

import openpyxl
import pytest

from core.catalog.source import open_source
from core.catalog.table import BATCH, MOST_COLUMNS, Table, with_head
from core.errors import CatalogError


def table(path: Path, text: str, *wanted: str) -> Table:
    path.write_text(text, "utf-8")
    return with_head(open_source(path)[0], wanted)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("path,tag\na.jpg,Hats\n", 1),
        ("\n\npath,tag\na.jpg,Hats\n", 3),
        ("Our prices of 2026\n\nSKU,Name,Price\n1,Hat,5\n", 3),
        ("Template=1,Version=2,\nSKU,Product Name,Image URL\nitem_sku,item_name,image_url\n"
         "1,Hat,a.jpg\n", 3),
        ("Was,Wozu\na.jpg,Hats\n", 1),
        ("a.jpg,Hats\nb.jpg,Caps\n", 0),
        ("100,5\n200,6\n", 0),
    ],
)  # fmt: skip
def test_the_head_row_is_found(tmp_path: Path, text: str, row: int) -> None:
    assert table(tmp_path / "t.csv", text).head_row == row


def test_a_column_that_the_user_knows_finds_its_row(tmp_path: Path) -> None:
    found = table(tmp_path / "t.csv", "SKU,Name\nfoo,bar\n1,2\n", "foo")
    assert (found.head_row, found.columns) == (2, ("foo", "bar"))


def test_rows_have_a_cell_for_each_column(tmp_path: Path) -> None:
    found = table(tmp_path / "t.csv", "id,type,name\n1,Bags,Puma, black, large\n\n3\n4,a,b,,\n")
    assert list(found.rows()) == [
        ["1", "Bags", "Puma, black, large"], [], ["3", "", ""], ["4", "a", "b"],
    ]  # fmt: skip
    assert (found.mended, found.short) == (1, 1)


def test_a_sheet_s_rows_may_end_before_the_last_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["id", "name", "sale"], [1, "Bag"], [2, "Belt", "yes"]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    found = with_head(open_source(tmp_path / "t.xlsx")[0])
    assert list(found.rows()) == [["1", "Bag", ""], ["2", "Belt", "yes"]]
    assert found.short == 0


@pytest.mark.parametrize("text", ["\n\n", ",,\n,,\n"])
def test_empty_tables_are_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"{text} ,")
    with pytest.raises(CatalogError, match="empty"):
        with_head(open_source(path)[0])


def test_batches_hold_the_rows_in_order(tmp_path: Path) -> None:
    text = "sku,image\n" + "".join(f"{n},{n}.jpg\n" for n in range(2 * BATCH + 1))
    found = table(tmp_path / "t.csv", text)
    batches = list(found.batches())
    assert [len(batch) for batch in batches] == [BATCH, BATCH, 1]
    assert [cells for batch in batches for cells in batch] == list(found.rows())


def test_a_table_wider_than_any_shop_s_is_refused_at_once(tmp_path: Path) -> None:
    wide = "photo" + "," * MOST_COLUMNS + "\na.jpg\n"
    with pytest.raises(CatalogError, match="has 16,385 columns; at most 16,384 are read"):
        table(tmp_path / "t.csv", wide)
