from pathlib import Path

import pytest

from core.catalog.edits import Edits, Wording, plan_edits
from core.catalog.inspection import SHEET
from core.catalog.term_map import TermMap
from core.errors import CatalogError
from tests.core.catalog import shop
from tests.core.catalog.systems import yml
from tests.core.catalog.way_back import write


def test_all_rows_that_hold_the_category_agree(tmp_path: Path) -> None:
    path, out = tmp_path / "t.tsv", tmp_path / "out.tsv"
    path.write_bytes(shop.merchant().encode())
    write(path, {"20": "Dresses"}, out)
    assert out.read_text() == shop.merchant().replace("Home > Handbags", "Home > Dresses")


def test_a_name_that_somebody_typed_is_none_that_a_spreadsheet_runs(tmp_path: Path) -> None:
    found = shop.inspected(tmp_path / "t.csv", "sku,image,category\n1,a.jpg,Shirts\n")
    typed = Wording(found, TermMap())
    assert typed.term("=1+1") == typed.cell("", "=1+1") == typed.cell("Shirts", "=1+1") == "'=1+1"
    assert typed.cell("New, Shirts", "=1+1") == "New, =1+1"
    assert Wording(found, TermMap(), as_class=True).term("@SUM(A1)") == "'@SUM(A1)"


def test_the_shops_own_term_stays_as_it_is_however_it_begins(tmp_path: Path) -> None:
    found = shop.inspected(tmp_path / "t.csv", "sku,image,category\n1,a.jpg,-Shirts\n")
    assert Wording(found, TermMap()).term("Shirts") == "-Shirts"
    assert Wording(found, TermMap({"=Hemden": "Dresses"})).term("Dresses") == "=Hemden"


def test_other_items_of_a_list_stay(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes(shop.woocommerce().encode())
    write(path, {"10": "Handbags"}, out)
    wanted = shop.woocommerce().replace("Clothing > Tshirts, New", "Clothing > Handbags, New")
    assert out.read_bytes() == wanted.encode()


@pytest.mark.parametrize(
    ("terms", "options", "wanted"),
    [
        (TermMap(), {}, "Apparel > Shirts"),
        (TermMap({"Hemden": "Shirts"}), {}, "Hemden"),
        (TermMap({"Hemden": "Shirts", "Shirting": "Shirts"}, {"Shirts": "Shirting"}), {},
         "Shirting"),
        (TermMap({"Hemden": "Shirts"}), {"as_class": True}, "Shirts"),
    ],
)  # fmt: skip
def test_the_shops_own_words_are_written(
    tmp_path: Path, terms: TermMap, options: dict[str, bool], wanted: str
) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    text = "sku,category\n10,Apparel > Tshirts\n20,Handbags\n"
    if wanted == "Apparel > Shirts":
        text += "9,Apparel > Shirts\n"
    path.write_text(text)
    write(path, {"10": "Shirts"}, out, terms, **options)
    assert out.read_text() == text.replace("Apparel > Tshirts", wanted)


def planned(path: Path, text: str, news: dict[str, str]) -> Edits:
    found = shop.inspected(path, text)
    entries = {entry.product: entry for entry in found.entries if entry.product in news}
    return plan_edits(found, news, entries, Wording(found, TermMap()))


def test_only_category_cells_of_these_products_are_planned(tmp_path: Path) -> None:
    edits = planned(tmp_path / "t.csv", shop.shopify(), {"nice-10": "Dresses"})
    assert edits.cells == {2: "Apparel > Dresses"}
    assert edits.rows == {2, 3, 4}


def test_a_cell_that_says_the_class_already_stays(tmp_path: Path) -> None:
    text = "sku,category\n10,Tshirts\n10,Nonsense\n10,\n20,Handbags\n"
    edits = planned(tmp_path / "t.csv", text, {"10": "Tshirts"})
    assert (edits.cells, edits.rows) == ({3: "Tshirts"}, {2, 3, 4})


def test_a_product_without_category_gets_it_in_its_first_row(tmp_path: Path) -> None:
    text = "sku,category\n20,Handbags\n10,\n10,\n"
    assert planned(tmp_path / "t.csv", text, {"10": "Dresses"}).cells == {3: "Dresses"}


def test_a_file_without_category_column_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="no category column to write into"):
        planned(tmp_path / "t.csv", "sku,image\n10,10_1.jpg\n", {"10": "Dresses"})


def test_each_sheet_gets_its_own_rows() -> None:
    edits = Edits({2: "a", 1 << SHEET | 2: "b"}, {2, 1 << SHEET | 2, 1 << SHEET | 3})
    assert edits.of_sheet(0) == ({2: "a"}, {2})
    assert edits.of_sheet(1) == ({2: "b"}, {2, 3})


def test_a_class_is_said_as_the_file_says_it_most_often(tmp_path: Path) -> None:
    text = "sku,category\n10,Dress\n20,Dresses\n300,Dresses\n"
    wording = Wording(shop.inspected(tmp_path / "t.csv", text), TermMap())
    assert wording.term("Dresses") == "Dresses"
    assert wording.term("Lip Gloss") == "Lip Gloss"


NAMED = '[{"id": 5, "name": "Tshirts"}]', '[{"id": 7, "name": "Handbags"}, {"name": "New"}]'


def test_json_stays_json(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    text = "sku|category\n10|{}\n20|{}\n300|\n"
    edits = planned(path, text.format(*NAMED), {"10": "Handbags"})
    assert list(edits.cells.values()) == ['[{"id": 7, "name": "Handbags"}]']
    edits = planned(
        path, text.format('["Tshirts", "New"]', "[]"), {"10": "Dresses", "20": "Shirts"}
    )
    assert list(edits.cells.values()) == ['["Dresses", "New"]', '["Shirts"]']
    with pytest.raises(CatalogError, match="objects in JSON, none means 'Dresses'"):
        planned(path, text.format(*NAMED), {"10": "Dresses"})


def test_a_class_that_a_feed_does_not_list_is_told(tmp_path: Path) -> None:
    text = yml().decode("cp1251").replace("windows-1251", "utf-8")
    path = tmp_path / "f.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogError, match="its list of categories has none for Lip Gloss"):
        write(path, {"777": "Lip Gloss"}, tmp_path / "out.xml")
