"""The way back: nothing but the category cells of products that changed."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from core.catalog.edits import Wording, plan_edits
from core.catalog.inspection import Inspection, inspect
from core.catalog.lines import Dialect
from core.catalog.splice_text import cell_spans, written
from core.catalog.splice_workbook import column_letters
from core.catalog.term_map import TermMap
from core.catalog.write_back import write_back
from core.errors import CatalogError
from tests.core.catalog import shop
from tests.core.catalog.test_feed import RSS


def inspected(path: Path) -> Inspection:
    return inspect(path, shop.index(), shop.classes())


def write(
    path: Path, news: dict[str, str], out: Path, terms: TermMap | None = None, **options: bool
) -> None:
    """Write a file back with new classes by product."""
    found = inspected(path)
    wording = Wording(found, terms or TermMap(), as_class=options.pop("as_class", False))
    entries = {name: e for e in found.entries for name in e.inner if e.product in news}
    labels = {name: news[entry.product] for name, entry in entries.items()}
    write_back(found, plan_edits(found, labels, entries, wording), out, **options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", shop.FORMS)
def test_nothing_decided_is_the_same_file(tmp_path: Path, form: str, encoding: str) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes(shop.FORMS[form].encode(encoding))
    write(path, {}, out)
    assert out.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_only_the_products_own_cells_change(tmp_path: Path, encoding: str) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    text = shop.shopify().replace("seller", "Größe")
    path.write_bytes(text.encode(encoding))
    write(path, {"nice-10": "Dresses"}, out)
    wanted = text.replace("Apparel > Tshirts", "Apparel > Dresses")
    assert out.read_bytes() == wanted.encode(encoding)


def test_all_rows_that_hold_the_category_agree(tmp_path: Path) -> None:
    path, out = tmp_path / "t.tsv", tmp_path / "out.tsv"
    path.write_bytes(shop.merchant().encode())
    write(path, {"20": "Dresses"}, out)
    assert out.read_text() == shop.merchant().replace("Home > Handbags", "Home > Dresses")


def test_other_items_of_a_list_stay(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes(shop.woocommerce().encode())
    write(path, {"10": "Handbags"}, out)
    wanted = shop.woocommerce().replace("Clothing > Tshirts, New", "Clothing > Handbags, New")
    assert out.read_bytes() == wanted.encode()


def test_only_changed_rows_can_be_written(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes(shop.template().encode("utf-16"))
    write(path, {"300": "Tshirts"}, out, only_changed=True)
    lines = shop.template().replace("dresses", "tshirts").splitlines(keepends=True)
    assert out.read_bytes() == "".join([*lines[:3], lines[-1]]).encode("utf-16")


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


def test_words_that_the_encoding_lacks_are_told(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes("sku,category,größe\n10,Tshirts,L\n".encode("cp1252"))
    with pytest.raises(CatalogError, match=r"row 2: '衣' cannot be written in CP1252"):
        write(path, {"10": "Shirts"}, out, TermMap({"衣": "Shirts"}))
    assert not out.exists()


def test_stray_quotes_in_other_cells_stay(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_text('sku,category,note\n10,Tshirts,"torn\n20,Handbags,x\n')
    write(path, {"10": "Shirts"}, out)
    assert out.read_text() == 'sku,category,note\n10,Shirts,"torn\n20,Handbags,x\n'


def test_rows_without_the_cell_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sku,category\n10\n20,Handbags\n")
    with pytest.raises(CatalogError, match="row 2 has torn quotes or too few cells"):
        write(path, {"10": "Shirts"}, tmp_path / "out.csv")


def book(path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Products"
    sheet.append(["Catalogue"])
    sheet.append([])
    sheet.append(["SKU", "Category", "Image", "Price", "Twice"])
    for row, (product, label) in enumerate(shop.CLASSES.items(), 4):
        sheet.append([int(product), label, ", ".join(shop.views(product)), 9.5, f"=D{row}*2"])
        sheet.cell(row, 2).font = Font(bold=True)
    sheet["B6"] = None
    made.create_sheet("Notes")["A1"] = "=SUM(Products!D4:D6)"
    made.save(path)


def test_workbooks_keep_formats_formulas_and_sheets(tmp_path: Path) -> None:
    path, out = tmp_path / "b.xlsx", tmp_path / "out.xlsx"
    book(path)
    write(path, {"10": "Dresses & <more>", "300": "Shirts"}, out)
    before, after = openpyxl.load_workbook(path), openpyxl.load_workbook(out)
    assert after["Products"]["B4"].value == "Dresses & <more>"
    assert after["Products"]["B4"].font.bold
    assert after["Products"]["B6"].value == "Shirts"
    after["Products"]["B4"].value = "Tshirts"
    after["Products"]["B6"].value = None
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                twin = after[sheet.title][cell.coordinate]
                assert (twin.value, twin.number_format) == (cell.value, cell.number_format)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_workbooks_are_copied_where_nothing_is_decided(tmp_path: Path) -> None:
    path, out = tmp_path / "b.xlsx", tmp_path / "out.xlsx"
    book(path)
    write(path, {}, out)
    assert out.read_bytes() == path.read_bytes()
    with pytest.raises(CatalogError, match="only changed rows"):
        write(path, {}, out, only_changed=True)


def test_columns_have_letters() -> None:
    assert [column_letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


FEED = RSS.replace("<g:id>1", "<g:id>10").replace("<g:id>2", "<g:id>20").replace(
    "<g:type>Bags</g:type>", "<g:type>\n <![CDATA[Handbags]]>\n</g:type>"
)  # fmt: skip


def test_feeds_keep_every_other_byte(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    path.write_text(FEED)
    write(path, {"20": "Lip Gloss"}, out)
    assert out.read_text() == FEED.replace("Handbags", "Lip Gloss")
    write(path, {"10": "Shirts"}, out)
    assert out.read_text() == FEED.replace(
        "</item>\n<item>", "<g:type>Shirts</g:type></item>\n<item>"
    )
    write(path, {"20": "Shirts"}, out, only_changed=True)
    assert "<g:id>10" not in out.read_text() and "Shirts" in out.read_text()


def test_empty_elements_are_filled(tmp_path: Path) -> None:
    path, out = tmp_path / "f.xml", tmp_path / "out.xml"
    text = FEED.replace("</item>\n<item>", "<g:type a='>' /></item>\n<item>")
    path.write_text(text)
    write(path, {"10": "Shirts"}, out)
    assert out.read_text() == text.replace("<g:type a='>' />", "<g:type a='>'>Shirts</g:type>")


CELL = st.text(st.sampled_from('ab ,;"\n\t\\'), max_size=6)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(CELL, min_size=2, max_size=4), new=CELL, at=st.integers(0, 3))
def test_one_cell_is_replaced_and_the_others_stay(cells: list[str], new: str, at: int) -> None:
    import csv
    import io

    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    record, dialect = text.getvalue(), Dialect(",")
    spans = cell_spans(record, dialect)
    assert len(spans) == len(cells)
    start, end = spans[at % len(cells)]
    changed = record[:start] + written(new, record[start:end], dialect) + record[end:]
    cells[at % len(cells)] = new
    assert next(csv.reader([changed])) == cells
